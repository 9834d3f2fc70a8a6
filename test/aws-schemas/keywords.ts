import type { FuncKeywordDefinition } from 'ajv';

/** What the schemas say to CloudFormation, and not of a value. */
export const notOfValues = [
  ...['typeName', 'sourceUrl', 'documentationUrl', 'replacementStrategy', 'handlers', 'tagging'],
  ...[
    'taggable',
    'resourceLink',
    'primaryIdentifier',
    'additionalIdentifiers',
    'typeConfiguration',
  ],
  ...['readOnlyProperties', 'writeOnlyProperties', 'createOnlyProperties', 'deprecatedProperties'],
  ...['conditionalCreateOnlyProperties', 'nonPublicProperties', 'nonPublicDefinitions'],
  ...['propertyTransform', 'insertionOrder', 'relationshipRef', 'arrayType'],
];

/** Keywords that are not JSON Schema's: into them cfn-lint writes what AWS says in words. */
export const ofCfnLint: readonly FuncKeywordDefinition[] = [
  {
    keyword: 'requiredXor',
    type: 'object',
    validate: (names: readonly string[], value: object) => given(names, value) === 1,
  },
  {
    keyword: 'requiredOr',
    type: 'object',
    validate: (names: readonly string[], value: object) => given(names, value) >= 1,
  },
  {
    keyword: 'dependentExcluded',
    type: 'object',
    validate: (excluded: Readonly<Record<string, readonly string[]>>, value: object) =>
      Object.entries(excluded).every(
        ([name, others]) => !(name in value) || given(others, value) === 0,
      ),
  },
  {
    keyword: 'uniqueKeys',
    type: 'array',
    validate: (keys: readonly string[], list: readonly Readonly<Record<string, unknown>>[]) =>
      different(list.map((each) => keys.map((key) => each[key]))) === list.length,
  },
  {
    keyword: 'maxUniqueItems',
    type: 'array',
    validate: (most: number, list: readonly unknown[]) => different(list) <= most,
  },
];

function given(names: readonly string[], value: object): number {
  return names.filter((name) => name in value).length;
}

function different(list: readonly unknown[]): number {
  return new Set(list.map((each) => JSON.stringify(each))).size;
}

/**
 * cfn-lint's patterns are Python's, whose `\Z` is the end. Some of AWS's are none with Unicode's rules (`\-` outside of
 * brackets), some only with them (`\p{L}`).
 */
export function patternOf(pattern: string): RegExp {
  const source = pattern.replace(/\\Z$/, '$');
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    if (/\\[pPAZz]|\(\?[a-z]/.test(source)) throw error;
    return new RegExp(source);
  }
}
