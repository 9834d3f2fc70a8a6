import { readdirSync } from 'node:fs';
import path from 'node:path';
import { asWritten } from './as-written';
import type { Locate } from './check';
import { checkNamespaces } from './namespaces';
import { formatPath, type Problem } from './problem';
import { readYamlFile, type YamlFile } from './yaml-file';

/** The folder of Pulumi.yaml, as `pulumi` sees it. */
export interface ProjectFolder {
  readonly folder: string;
  /** Its name, which is the namespace of keys that have none; ours where Pulumi.yaml says none. */
  readonly name: string;
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
  /** The project's name. */
  readonly project: string;
  readonly file: YamlFile;
  /** By key with namespace: `keyturn:accountId`, `aws:region`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The keys that stand in the file itself. */
  readonly ownKeys: ReadonlySet<string>;
  readonly locate: Locate;
}

const STACK_FILE = /^Pulumi\.(.+)\.yaml$/;
/** What people take for one. */
const LIKE_A_STACK_FILE = /^pulumi\.(.+)\.ya?ml$/i;

export function readProjectFolder(folder: string): ProjectFolder {
  const file = readYamlFile(path.join(folder, 'Pulumi.yaml'), 'Pulumi.yaml');
  const project = asMap(file.value);
  const { stackConfigDir } = project;
  const stackConfigFolder = path.join(
    folder,
    typeof stackConfigDir === 'string' ? stackConfigDir : '',
  );
  const name = typeof project['name'] === 'string' ? project['name'] : 'keyturn';
  const declared = Object.entries(asMap(project['config']));
  const defaults = declared.flatMap(([key, declaration]) => {
    const value = defaultOf(declaration);
    return value === undefined ? [] : [[withNamespace(key, name), value] as const];
  });
  const names = namesIn(stackConfigFolder);
  return {
    folder,
    name,
    defaults: new Map(defaults),
    stacks: names.flatMap((each) => STACK_FILE.exec(each)?.[1] ?? []).sort(),
    stackConfigFolder,
    problems: [
      ...file.problems,
      ...checkNamespaces(
        declared.map(([key]) => withNamespace(key, name)),
        name,
        locateConfig(file, name, file.name),
      ),
      ...misnamed(names).map((problem) => ({
        ...problem,
        file: path.relative(folder, path.join(stackConfigFolder, problem.file)),
      })),
    ],
  };
}

export function readStackFile(project: ProjectFolder, stack: string): StackFile {
  const fileName = path.join(project.stackConfigFolder, `Pulumi.${stack}.yaml`);
  const file = readYamlFile(fileName, path.relative(project.folder, fileName));
  const own = Object.entries(asMap(asMap(file.value)['config'])).map(([written, value]) => {
    const key = withNamespace(written, project.name);
    return [key, asWritten(key, value)] as const;
  });
  return {
    stack,
    project: project.name,
    file,
    values: new Map([...project.defaults, ...own]),
    ownKeys: new Set(own.map(([key]) => key)),
    locate: locateConfig(
      file,
      project.name,
      file.value === undefined ? `stack ${stack}` : file.name,
    ),
  };
}

/** The file that declares the users. */
export function readUsersFile(
  { folder }: Pick<ProjectFolder, 'folder'>,
  { engineersFile }: { readonly engineersFile: string },
): YamlFile {
  return readYamlFile(path.resolve(folder, engineersFile), engineersFile);
}

/**
 * Where a config value stands: in the file, if it is there.
 * @param elsewhere what a value is said to be in that is not
 */
function locateConfig(file: YamlFile, project: string, elsewhere: string): Locate {
  const declared = asMap(asMap(file.value)['config']);
  return ([key, ...rest], part) => {
    const named = { path: formatPath([key ?? '', ...rest]) };
    const written = [String(key), withoutNamespace(String(key), project)].find(
      (each) => each in declared,
    );
    return written === undefined
      ? { file: elsewhere, ...named }
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

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Files that Pulumi passes over without a word: it reads Pulumi.<stack>.yaml, and no other ending or spelling. */
function misnamed(names: readonly string[]): readonly Problem[] {
  return names.flatMap((name) => {
    const stack = STACK_FILE.test(name) ? undefined : LIKE_A_STACK_FILE.exec(name)?.[1];
    if (stack === undefined) return [];
    const found = 'a name that Pulumi does not read';
    return [{ file: name, path: '', found, expected: `Pulumi.${stack}.yaml` }];
  });
}

/** Pulumi takes keys without a namespace for the project's own. */
function withNamespace(key: string, project: string): string {
  return key.includes(':') ? key : `${project}:${key}`;
}

function withoutNamespace(key: string, project: string): string {
  return key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
