import schemas from './terraform-schema.json';
import { terraformTypes, type TerraformType } from './terraform-types';

/** What a stack's program registered: as emulation/pulumi/deploy.ts answers it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The names of a block of terraform-provider-aws 5.100.0, as its GetSchema answers them. */
interface Block {
  readonly attributes: readonly string[];
  readonly blocks?: Readonly<Record<string, Block>>;
}

export interface Plan {
  /** What `terraform show -json` writes of a plan, as far as Checkov reads it. */
  readonly document: object;
  /** The logical name in Pulumi by the address in the plan. */
  readonly names: ReadonlyMap<string, string>;
}

/** Pulumi's list of the inputs that the provider has filled in, beside them. */
const DEFAULTS = '__defaults';
/** What no resource of Terraform's has: that list, and the region, which its provider had not in 5.100.0. */
const left = new Set([DEFAULTS, 'region']);

/**
 * The resources as a plan of Terraform's, which Checkov has more checks for than for any other form. A property that
 * the schema of Terraform's provider does not know is an error: Checkov would pass over it in silence.
 * @throws Error for a type or property that has no name there
 */
export function planOf(resources: readonly Registered[]): Plan {
  const made = resources.filter(({ type }) => type.startsWith('aws:')).map(resourceOf);
  const twice = made.find(({ address }, i) => made.findIndex((o) => o.address === address) < i);
  if (twice) throw new Error(`${twice.address}: two resources have this address`);
  const addresses = addressesOf(made);
  const planned = made.map(({ address, type, name, values }) => ({
    address,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    values,
  }));
  const configured = made.map(({ address, type, name, values }) => ({
    address,
    mode: 'managed',
    type,
    name,
    expressions: expressionsOf(address, values, addresses),
  }));
  return {
    document: {
      format_version: '1.2',
      terraform_version: '1.5.7',
      planned_values: { root_module: { resources: planned } },
      resource_changes: planned.map(({ values, ...rest }) => ({
        ...rest,
        change: { actions: ['create'], before: null, after: values, after_unknown: {} },
      })),
      configuration: { root_module: { resources: configured } },
    },
    names: new Map(made.map(({ address, logicalName }) => [address, logicalName])),
  };
}

type Made = ReturnType<typeof resourceOf>;

function resourceOf({ type, name, inputs, outputs }: Registered) {
  const terraform = terraformTypes[type];
  if (!terraform) throw new Error(`${type}: no type of Terraform's is known for it`);
  const label = name.replace(/[^\w-]/g, '_');
  return {
    logicalName: name,
    type: terraform.type,
    name: label,
    address: `${terraform.type}.${label}`,
    ids: [outputs['arn'], outputs['id'], outputs['name'], outputs['bucket'], outputs['url']],
    values: {
      ...valuesOf(inputs, terraform, blockOf(terraform.type), terraform.type),
      ...(typeof outputs['arn'] === 'string' && { arn: outputs['arn'] }),
    },
  };
}

function blockOf(type: string): Block {
  const block = (schemas as Readonly<Record<string, Block>>)[type];
  if (!block) throw new Error(`${type}: not in terraform-schema.json`);
  return block;
}

function valuesOf(
  inputs: Readonly<Record<string, unknown>>,
  terraform: TerraformType,
  block: Block,
  path: string,
): Record<string, unknown> {
  // What the program does not say is not in a program of Terraform's either. Checkov judges the two differently: it
  // takes the provider's default of -1 for a limit of a function's concurrency.
  const defaults = new Set((inputs[DEFAULTS] ?? []) as readonly string[]);
  const given = Object.entries(inputs).filter(
    ([property, value]) => !left.has(property) && !defaults.has(property) && value !== undefined,
  );
  return Object.fromEntries(
    given.map(([property, value]) => {
      const name = terraform.names?.[property] ?? snakeCase(property);
      if (block.attributes.includes(name)) return [name, attribute(value)];
      const nested = block.blocks?.[name];
      const where = `${path}.${name}`;
      if (!nested) throw new Error(`${where}: Terraform's provider knows no such property`);
      const each = (one: unknown) =>
        valuesOf(one as Readonly<Record<string, unknown>>, terraform, nested, where);
      // What Pulumi has flattened is a list of one.
      return [name, (Array.isArray(value) ? value : [value]).map(each)];
    }),
  );
}

/** Maps, lists and texts are the same in both; of an archive Terraform has the path. */
function attribute(value: unknown): unknown {
  const path = (value as { path?: unknown } | null)?.path;
  return typeof path === 'string' ? path : value;
}

function snakeCase(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Who is meant by an ARN, an id or a name. The first to have it is: what has its own bucket's name comes later. */
function addressesOf(made: readonly Made[]): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const { ids, address } of made)
    for (const id of ids)
      if (typeof id === 'string' && id !== '' && !addresses.has(id)) addresses.set(id, address);
  return addresses;
}

/** A plan's values say no longer whom they refer to; Checkov needs it to see a bucket and its settings together. */
function expressionsOf(
  address: string,
  values: Readonly<Record<string, unknown>>,
  addresses: ReadonlyMap<string, string>,
) {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const to = typeof value === 'string' ? addresses.get(value) : undefined;
      if (to === undefined || to === address) return [];
      return [[name, { references: [`${to}.id`, to] }]];
    }),
  );
}
