import { existsSync } from 'node:fs';
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { AnyFunctionName } from '../../rules/names';
import { inputError } from '../check';

/**
 * The code of each of these functions, as `npm run build` left it, or as somebody put it in an archive, signed perhaps.
 * @throws InputPropertyError where one has not been built
 */
export function bundlesIn<Name extends AnyFunctionName>(
  names: readonly Name[],
  functionsPath = defaultFunctionsPath(),
): Readonly<Record<Name, pulumi.asset.Archive>> {
  const bundleOf = (name: Name) => {
    const archive = path.resolve(functionsPath, `${name}.zip`);
    if (existsSync(archive)) return new pulumi.asset.FileArchive(archive);
    const folder = path.resolve(functionsPath, name);
    const file = path.join(folder, 'index.js');
    if (!existsSync(file))
      throw inputError('functionsPath', `${file} does not exist: run \`npm run build\` first`);
    return new pulumi.asset.FileArchive(folder);
  };
  const bundles: Record<string, pulumi.asset.Archive> = {};
  for (const name of names) bundles[name] = bundleOf(name);
  return bundles as Record<Name, pulumi.asset.Archive>;
}

/** This package's folder is the nearest one above with a package.json, whether this is source or compiled. */
function defaultFunctionsPath(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder);
  return path.join(folder, 'dist', 'functions');
}
