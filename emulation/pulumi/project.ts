import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const declaration = z.union([
  z.looseObject({ value: z.unknown(), default: z.unknown() }).partial(),
  z.unknown(),
]);

const projectFile = z.looseObject({
  name: z.string(),
  main: z.string().default('index.ts'),
  stackConfigDir: z.string().default('.'),
  config: z.record(z.string(), declaration).default({}),
});

const stackFile = z.looseObject({ config: z.record(z.string(), z.unknown()).default({}) });

/** A Pulumi project as its Pulumi.yaml says. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  /** The program's file. */
  readonly program: string;
  /** A stack's config: what its file says over the project's defaults, by key with namespace. */
  configOf(stack: string): Readonly<Record<string, unknown>>;
}

/** @param folder where Pulumi.yaml is */
export function readProject(folder: string): Project {
  const { name, main, stackConfigDir, config } = projectFile.parse(
    parse(readFileSync(path.join(folder, 'Pulumi.yaml'), 'utf8')),
  );
  const namespaced = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([key, value]): [string, unknown] => [
      key.includes(':') ? key : `${name}:${key}`,
      value,
    ]);
  return {
    name,
    folder,
    program: path.resolve(folder, main),
    configOf(stack) {
      const file = path.join(folder, stackConfigDir, `Pulumi.${stack}.yaml`);
      const own = stackFile.parse(parse(readFileSync(file, 'utf8')) ?? {}).config;
      const defaults = namespaced(config).map(([key, each]): [string, unknown] => [
        key,
        defaultOf(each),
      ]);
      const given = [...defaults, ...namespaced(own)];
      return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null));
    },
  };
}

/** A key has a declaration with a value or a default, or the bare value. */
function defaultOf(declared: unknown): unknown {
  if (typeof declared !== 'object' || declared === null || Array.isArray(declared)) return declared;
  const { value, default: standard } = declared as { value?: unknown; default?: unknown };
  return value ?? standard;
}
