import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { awsFormats } from './formats';
import type { Schema } from './published';

/** One thing that a schema does not take. */
export interface Refusal {
  /** As a JSON pointer, from the resource's properties. */
  readonly at: string;
  /** The keyword of JSON Schema that says so. */
  readonly keyword: string;
  readonly found: unknown;
  readonly expected: string;
}

/** What the schemas say to CloudFormation, and not of a value. */
const notOfValues = [
  ...['typeName', 'sourceUrl', 'documentationUrl', 'replacementStrategy', 'handlers', 'tagging'],
  ...['taggable', 'resourceLink', 'primaryIdentifier', 'additionalIdentifiers', 'typeConfiguration'],
  ...['readOnlyProperties', 'writeOnlyProperties', 'createOnlyProperties', 'deprecatedProperties'],
  ...['conditionalCreateOnlyProperties', 'nonPublicProperties', 'nonPublicDefinitions'],
  ...['propertyTransform', 'insertionOrder', 'relationshipRef', 'maxUniqueItems', 'arrayType'],
];

/** Holds resources to schemas of CloudFormation's, each of which it compiles once. */
export class Validator {
  readonly #compiled = new Map<Schema, ValidateFunction>();
  readonly #ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    // A keyword or a format that is not known is an error: nothing is passed over in silence.
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    validateSchema: false,
    code: { regExp: patternOf },
  });

  constructor() {
    addFormats.default(this.#ajv);
    this.#ajv.addVocabulary(notOfValues);
    for (const [name, format] of Object.entries(awsFormats)) this.#ajv.addFormat(name, format);
    for (const [keyword, atLeast, atMost] of exclusions)
      this.#ajv.addKeyword({
        keyword,
        type: 'object',
        validate: (names: readonly string[], value: object) => {
          const given = names.filter((name) => name in value).length;
          return given >= atLeast && given <= atMost;
        },
      });
    this.#ajv.addKeyword({ keyword: 'dependentExcluded', type: 'object', validate: excludes });
    this.#ajv.addKeyword({ keyword: 'uniqueKeys', type: 'array', validate: areUnique });
  }

  /** @returns nothing where the schema takes the properties */
  refusals(schema: Schema, properties: unknown): readonly Refusal[] {
    const validate = this.#compiled.get(schema) ?? this.#compile(schema);
    this.#compiled.set(schema, validate);
    return validate(properties) ? [] : (validate.errors ?? []).map(refusalOf);
  }

  /** Without what names a schema of schemas that is on no network of ours. */
  #compile({ $schema: _, $id: __, ...schema }: Schema): ValidateFunction {
    return this.#ajv.compile(schema);
  }
}

/** Keywords of cfn-lint's, into which it writes what AWS says in words: how many of the names are given. */
const exclusions = [
  ['requiredXor', 1, 1],
  ['requiredOr', 1, Infinity],
] as const;

function excludes(excluded: Readonly<Record<string, readonly string[]>>, value: object): boolean {
  return Object.entries(excluded).every(
    ([name, others]) => !(name in value) || !others.some((other) => other in value),
  );
}

function areUnique(keys: readonly string[], list: readonly Record<string, unknown>[]): boolean {
  const all = list.map((each) => JSON.stringify(keys.map((key) => each[key])));
  return new Set(all).size === all.length;
}

/**
 * cfn-lint's patterns are Python's, whose `\Z` is the end. Some of AWS's are none with Unicode's rules (`\-` outside of
 * brackets), some only with them (`\p{L}`).
 */
function patternOf(pattern: string): RegExp {
  const source = pattern.replace(/\\Z$/, '$');
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    if (/\\[pPAZz]|\(\?[a-z]/.test(source)) throw error;
    return new RegExp(source);
  }
}
patternOf.code = 'patternOf';

function refusalOf({ instancePath, keyword, params, data, message }: ErrorObject): Refusal {
  const expected = keyword === 'enum' ? (params as { allowedValues: unknown }).allowedValues : '';
  const named = (params as { additionalProperty?: string }).additionalProperty;
  return {
    at: named === undefined ? instancePath : `${instancePath}/${named}`,
    keyword,
    found: data,
    expected: [message ?? keyword, ...(expected ? [JSON.stringify(expected)] : [])].join(': '),
  };
}
