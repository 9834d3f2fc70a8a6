import awsPackage from '@pulumi/aws/package.json';
import { z } from 'zod';
import { functions, resourceTypes, type ResourceType } from '../table';

type TypeSpec = Readonly<Record<string, unknown>>;

/** The version of the SDK in use, so that the engine finds the provider that it expects. */
export const version = awsPackage.version;

const ANYTHING: TypeSpec = { $ref: 'pulumi.json#/Any' };

/** The provider's schema, from which `pulumi import` writes programs. */
export function pulumiSchema(): Record<string, unknown> {
  return {
    name: 'aws',
    version,
    // A token's module has the type's file in it, which programs don't name.
    meta: { moduleFormat: '(.*)(?:/[^/]*)' },
    resources: Object.fromEntries(
      [...resourceTypes.values()].map((type) => [type.token, resourceSpec(type)]),
    ),
    functions: Object.fromEntries([...functions.keys()].map((token) => [token, {}])),
  };
}

function resourceSpec({ inputs, computed, secrets = [] }: ResourceType): TypeSpec {
  const shape = inputs.shape as Readonly<Record<string, z.core.$ZodType>>;
  const inputProperties = Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [
      name,
      { ...typeSpec(schema), ...(secrets.includes(name) && { secret: true }) },
    ]),
  );
  const given = Object.keys(shape).filter((name) => isRequired(shape[name]));
  const outputs = Object.fromEntries(computed.map((name) => [name, ANYTHING]));
  return {
    inputProperties,
    requiredInputs: given.filter((name) => name !== 'name'),
    properties: { ...inputProperties, ...outputs },
    required: [...given, ...computed],
  };
}

function isRequired(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && !z.safeParse(schema, undefined).success;
}

/** Pulumi has words for simple types; everything else is anything. */
function typeSpec(schema: z.core.$ZodType): TypeSpec {
  const { type, items, additionalProperties } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  if (type === 'string' || type === 'boolean' || type === 'integer' || type === 'number')
    return { type };
  if (type === 'array' && isText(items)) return { type, items: { type: 'string' } };
  if (type === 'object' && isText(additionalProperties))
    return { type, additionalProperties: { type: 'string' } };
  return ANYTHING;
}

function isText(schema: unknown): boolean {
  return (
    typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'string'
  );
}
