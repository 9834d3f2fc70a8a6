import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { awsFormats } from './formats';
import { notOfValues, ofCfnLint, patternOf } from './keywords';
import type { Schema } from './published';

/** One thing that a schema does not take. */
export interface Refusal {
  /** As a JSON pointer, from the resource's properties. */
  readonly at: string;
  /** The keyword that says so. */
  readonly keyword: string;
  readonly found: unknown;
  readonly expected: string;
}

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
    code: { regExp: Object.assign(patternOf, { code: 'patternOf' }) },
  });

  constructor() {
    addFormats(this.#ajv);
    this.#ajv.addVocabulary(notOfValues);
    for (const [name, format] of Object.entries(awsFormats)) this.#ajv.addFormat(name, format);
    for (const keyword of ofCfnLint) this.#ajv.addKeyword(keyword);
  }

  /** @returns nothing where the schema takes the properties */
  refusals(schema: Schema, properties: unknown): readonly Refusal[] {
    const validate = this.#compiled.get(schema) ?? this.#compile(schema);
    this.#compiled.set(schema, validate);
    return validate(properties) ? [] : (validate.errors ?? []).map(refusalOf);
  }

  /** Without the names of schemas of schemas, which are on no network of ours. */
  #compile(schema: Schema): ValidateFunction {
    const own = Object.entries(schema).filter(([keyword]) => !['$schema', '$id'].includes(keyword));
    return this.#ajv.compile(Object.fromEntries(own));
  }
}

function refusalOf({ instancePath, keyword, params, schema, data, message }: ErrorObject): Refusal {
  const { additionalProperty } = params as { readonly additionalProperty?: string };
  const place = additionalProperty === undefined ? '' : `/${additionalProperty}`;
  // Of these ajv's words do not say what they ask for.
  const isUnsaid = keyword === 'enum' || ofCfnLint.some((each) => each.keyword === keyword);
  const expected = isUnsaid ? `${keyword}: ${JSON.stringify(schema)}` : (message ?? keyword);
  return { at: `${instancePath}${place}`, keyword, found: data, expected };
}
