import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { inOrder as compare } from '../../rules/order';

/** A package of others, in one version, of which something is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** What its package.json says of it, of whatever shape. */
  readonly license: unknown;
  /** Where it is installed, absolute. */
  readonly folder: string;
}

const manifestSchema = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  license: z.unknown().optional(),
  // Before npm 2 a package could say so, and some still do.
  licenses: z.unknown().optional(),
});

/**
 * Whose files a bundle was made of. Two versions of a package are two packages, wherever they are installed.
 * @param inputs as esbuild's metafile names them: from the folder that it worked in, with `/`
 * @returns in the order of their names
 * @throws Error for a file that is neither below that folder nor in a package
 */
export function bundledPackages(
  inputs: readonly string[],
  workingFolder: string,
): readonly BundledPackage[] {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const packages = new Map<string, BundledPackage>();
  for (const folder of [...folders].toSorted()) {
    const each = readPackage(path.resolve(workingFolder, folder));
    packages.set(nameAndVersion(each), packages.get(nameAndVersion(each)) ?? each);
  }
  return inOrder([...packages.values()]);
}

/** How a package is named in the notices, and told from others. */
export function nameAndVersion({ name, version }: { name: string; version: string }): string {
  return `${name} ${version}`;
}

/** Sorted by name and version. */
export function inOrder<T extends { name: string; version: string }>(
  packages: readonly T[],
): readonly T[] {
  return packages.toSorted((a, b) => compare(nameAndVersion(a), nameAndVersion(b)));
}

function packageFolder(input: string): string | undefined {
  // The last node_modules of the path: a package may bring its own versions of others.
  const [, folder] = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  if (folder === undefined && /^(\.\.\/|\/)/.test(input))
    throw new Error(
      `${input} is in a bundle, and neither ours nor of a package in node_modules: whose licence it has is not known`,
    );
  return folder;
}

function readPackage(folder: string): BundledPackage {
  const file = path.join(folder, 'package.json');
  const { success, data, error } = manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!success) throw new Error(`${file}: ${z.prettifyError(error)}`);
  const { name, version, license, licenses } = data;
  return { name, version, license: license ?? licenses, folder };
}
