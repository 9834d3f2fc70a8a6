import { existsSync } from 'node:fs';
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { FunctionName } from '../../rules/names';
import { inputError } from '../check';

/**
 * The code of every function, as `npm run build` left it, or as somebody put it in an archive, signed perhaps.
 * @throws InputPropertyError where one has not been built
 */
export function bundlesIn(
  functionsPath = defaultFunctionsPath(),
): Readonly<Record<FunctionName, pulumi.asset.Archive>> {
  const bundleOf = (name: FunctionName) => {
    const archive = path.resolve(functionsPath, `${name}.zip`);
    if (existsSync(archive)) return new pulumi.asset.FileArchive(archive);
    const folder = path.resolve(functionsPath, name);
    const file = path.join(folder, 'index.js');
    if (!existsSync(file))
      throw inputError('functionsPath', `${file} does not exist: run \`npm run build\` first`);
    return new pulumi.asset.FileArchive(folder);
  };
  return {
    monitor: bundleOf('monitor'),
    notify: bundleOf('notify'),
    'key-events': bundleOf('key-events'),
  };
}

/** This package's folder is the nearest one above with a package.json, whether this is source or compiled. */
function defaultFunctionsPath(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder);
  return path.join(folder, 'dist', 'functions');
}
