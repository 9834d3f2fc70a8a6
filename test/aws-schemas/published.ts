import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project-files';

/** A resource's or property's JSON Schema, as far as it is read here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly readOnlyProperties?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** The schemas of a region's resource types in CloudFormation. */
export interface PublishedSchemas {
  /** The day on which cfn-lint took them from AWS. */
  readonly date: string;
  has(type: string): boolean;
  /** @returns undefined where CloudFormation has no such type in the region */
  of(type: string): Schema | undefined;
}

/** The emulated AWS brings cfn-lint, of the exact version in emulation/requirements.txt, and that brings them. */
export function folderOfSchemas(): string {
  const lib = path.join(root, '.venv', 'lib');
  const python = readdirSync(lib).find((name) => name.startsWith('python3'));
  return path.join(lib, python ?? '', 'site-packages', 'cfnlint', 'data', 'schemas');
}

/** What AWS publishes of the resource types that a region has, as cfn-lint keeps it. */
export function publishedSchemas(region: string): PublishedSchemas {
  const folder = folderOfSchemas();
  const files = read<Readonly<Record<string, string>>>(folder, 'providers', `${region}.json`);
  const schemas = new Map<string, Schema>();
  return {
    date: read<{ schema_date: string }>(folder, 'version.json').schema_date.slice(0, 10),
    has: (type) => type in files,
    of(type) {
      const file = files[type];
      if (file === undefined) return undefined;
      const schema = schemas.get(type) ?? read<Schema>(folder, 'resources', `${file}.json`);
      schemas.set(type, schema);
      return schema;
    },
  };
}

function read<Content>(...file: readonly string[]): Content {
  return JSON.parse(readFileSync(path.join(...file), 'utf8')) as Content;
}

/** The schema that a reference in it stands for. */
export function dereferenced(schema: Schema, whole: Schema): Schema {
  const name = schema.$ref?.replace('#/definitions/', '');
  const found = name === undefined ? schema : whole.definitions?.[name];
  if (!found) throw new Error(`${String(schema.$ref)}: there is no such definition`);
  return found.$ref === undefined ? found : dereferenced(found, whole);
}

/** The schema of an object's property; in one of several alternatives, where it has such. */
export function propertyOf(schema: Schema, name: string, whole: Schema): Schema | undefined {
  const own = schema.properties?.[name];
  if (own) return dereferenced(own, whole);
  for (const each of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const found = propertyOf(dereferenced(each, whole), name, whole);
    if (found) return found;
  }
  return undefined;
}

/** Whether it takes values of a type; one that says nothing takes all. */
export function takesType(schema: Schema, type: string): boolean {
  return schema.type === undefined || [schema.type].flat().includes(type);
}
