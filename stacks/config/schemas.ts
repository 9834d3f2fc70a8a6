import { isMap, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { secretKeys } from './config-values';
import { engineersFileSchema } from './engineers-file';
import { stackConfigSchema } from './stack-keys';

/** A JSON Schema, as far as it is looked into here. */
interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** What editors hold engineers.yaml against. */
export function engineersJsonSchema(): object {
  return jsonSchema(engineersFileSchema);
}

/** What editors hold Pulumi.<stack>.yaml against: our keys, and whatever else Pulumi and its providers have there. */
export function stackFileJsonSchema(): object {
  const { properties = {}, required = [], ...rest } = jsonSchema(stackConfigSchema);
  const secret = {
    type: 'object',
    properties: { secure: { type: 'string' } },
    required: ['secure'],
    additionalProperties: false,
    description: 'As pulumi config set --secret writes it.',
  };
  const keys = Object.entries(properties).map(([key, schema]): [string, object] => [
    `keyturn:${key}`,
    secretKeys.includes(key)
      ? { description: schema.description, anyOf: [schema, secret] }
      : orAsText(schema),
  ]);
  return {
    $schema: (rest as { $schema?: string }).$schema,
    title: "A stack of Keyturn's",
    type: 'object',
    properties: {
      config: {
        type: 'object',
        properties: {
          'aws:region': { type: 'string', description: 'The region of the account.' },
          ...Object.fromEntries(keys),
        },
        required: ['aws:region', ...required.map((key) => `keyturn:${key}`)],
        propertyNames: {
          anyOf: [{ enum: keys.map(([key]) => key) }, { not: { pattern: '^keyturn:' } }],
        },
      },
    },
    required: ['config'],
  };
}

/** `pulumi stack init` and `pulumi config set` put quotes around the switches and numbers of a file, and mean the same. */
function orAsText(schema: JsonSchema): object {
  const { type, description, default: standard } = schema;
  const text = {
    boolean: { enum: ['true', 'false'] },
    // As JSON has it: 08 is another number to other readers.
    integer: { type: 'string', pattern: '^(0|[1-9]\\d*)$' },
  }[type ?? ''];
  if (text === undefined) return schema;
  return {
    ...(standard !== undefined && { default: standard }),
    description,
    anyOf: [{ ...schema, default: undefined, description: undefined }, text],
  };
}

/**
 * Pulumi.yaml with a description of every key under `config`, in the order of the schema. Defaults that stand
 * there are kept, and so are comments and the keys of other namespaces.
 * @param text the file as it is.
 */
export function describeConfig(text: string): string {
  const document = parseDocument(text);
  const { properties = {}, required = [] } = jsonSchema(stackConfigSchema);
  const before: unknown = document.get('config');
  const config = document.createNode({}) as YAMLMap;
  for (const [key, schema] of Object.entries(properties)) {
    const name = `keyturn:${key}`;
    const kept = isMap(before) ? before.getIn([name, 'default'], true) : undefined;
    const declared = document.createNode({
      description: schema.description,
      ...pulumiType(schema),
    }) as YAMLMap;
    if (!required.includes(key)) declared.set('default', kept ?? quoted(emptyOf(schema)));
    config.set(name, declared);
  }
  if (isMap(before)) for (const pair of before.items) if (!config.has(pair.key)) config.add(pair);
  document.set('config', config);
  return document.toString({ lineWidth: 0 });
}

/** Pulumi's own words for types: of an array it wants to know what is in it. */
function pulumiType({ type = 'string', items }: JsonSchema): object {
  if (type === 'array') return { type, items: pulumiType(items ?? {}) };
  return { type: type === 'number' ? 'integer' : type };
}

/** Pulumi demands a value for every key that has no default; an empty one counts as none given. */
function emptyOf({ type, default: standard }: JsonSchema): unknown {
  if (standard !== undefined && typeof standard !== 'object') return standard;
  return { array: [], object: {} }[type ?? 'string'] ?? '';
}

/** Text in quotes: to some readers of YAML, 08:00 is a number. */
function quoted(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const scalar = new Scalar(value);
  scalar.type = 'QUOTE_SINGLE';
  return scalar;
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema: json }) => {
      if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
    },
  }) as JsonSchema;
}
