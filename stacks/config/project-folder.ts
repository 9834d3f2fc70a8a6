import { readdirSync } from 'node:fs';
import path from 'node:path';
import { asWritten } from './as-written';
import type { Locate } from './check';
import { formatPath, type Problem } from './problem';
import { readYamlFile, type YamlFile } from './yaml-file';

/** The folder of Pulumi.yaml, as `pulumi` sees it. */
export interface ProjectFolder {
  readonly folder: string;
  /** Values that Pulumi.yaml gives to all stacks that don't set them. */
  readonly defaults: ReadonlyMap<string, unknown>;
  /** The names of the stacks that have a file, sorted. */
  readonly stacks: readonly string[];
  readonly stackConfigFolder: string;
  readonly problems: readonly Problem[];
}

/** A stack's config as its file gives it, over Pulumi.yaml's defaults. */
export interface StackFile {
  readonly stack: string;
  readonly file: YamlFile;
  /** By key with namespace: `keyturn:accountId`, `aws:region`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The keys that stand in the file itself. */
  readonly ownKeys: ReadonlySet<string>;
  readonly locate: Locate;
}

const STACK_FILE = /^Pulumi\.(.+)\.yaml$/;

export function readProjectFolder(folder: string): ProjectFolder {
  const file = readYamlFile(path.join(folder, 'Pulumi.yaml'), 'Pulumi.yaml');
  const project = asMap(file.value);
  const { stackConfigDir } = project;
  const stackConfigFolder = path.join(
    folder,
    typeof stackConfigDir === 'string' ? stackConfigDir : '',
  );
  const defaults = Object.entries(asMap(project['config'])).flatMap(([key, declaration]) => {
    const value = defaultOf(declaration);
    return value === undefined ? [] : [[withNamespace(key), value] as const];
  });
  return {
    folder,
    defaults: new Map(defaults),
    stacks: stackNames(stackConfigFolder),
    stackConfigFolder,
    problems: file.problems,
  };
}

export function readStackFile(project: ProjectFolder, stack: string): StackFile {
  const fileName = path.join(project.stackConfigFolder, `Pulumi.${stack}.yaml`);
  const file = readYamlFile(fileName, path.relative(project.folder, fileName));
  const own = Object.entries(asMap(asMap(file.value)['config'])).map(
    ([key, value]) => [withNamespace(key), asWritten(withNamespace(key), value)] as const,
  );
  return {
    stack,
    file,
    values: new Map([...project.defaults, ...own]),
    ownKeys: new Set(own.map(([key]) => key)),
    locate: locateInStack(stack, file),
  };
}

/** Where a config value stands: in the stack's file, if it is there. */
function locateInStack(stack: string, file: YamlFile): Locate {
  const declared = asMap(asMap(file.value)['config']);
  return ([key, ...rest], part) => {
    const named = { path: formatPath([key ?? '', ...rest]) };
    const written = [String(key), String(key).replace(/^keyturn:/, '')].find((k) => k in declared);
    return written === undefined
      ? { file: file.value === undefined ? `stack ${stack}` : file.name, ...named }
      : {
          file: file.name,
          position: file.positionOf(['config', written, ...rest], part),
          ...named,
        };
  };
}

/** In Pulumi.yaml a key has a bare value, or a declaration with `default` (or `value`). */
function defaultOf(declaration: unknown): unknown {
  if (declaration === null || typeof declaration !== 'object' || Array.isArray(declaration))
    return declaration ?? undefined;
  const { default: standard, value } = declaration as { default?: unknown; value?: unknown };
  return standard ?? value ?? undefined;
}

function stackNames(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => STACK_FILE.exec(name)?.[1] ?? []).sort();
}

/** Pulumi takes keys without a namespace for the project's own. */
function withNamespace(key: string): string {
  return key.includes(':') ? key : `keyturn:${key}`;
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
