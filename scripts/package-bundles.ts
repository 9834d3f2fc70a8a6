import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCli } from './build-cli';
import { buildFunctions } from './build-functions';
import { buildProgram } from './build-program';
import type { LicensedPackage } from './notices/licensed-packages';
import { notices, noticesName, together } from './notices/notices';

/** A bundle in npm's package. */
export interface PackageBundle {
  /** From the package's folder, with `/`. */
  readonly file: string;
  /** In hexadecimal digits. */
  readonly sha256: string;
  /** Whose software is in it. */
  readonly packages: readonly LicensedPackage[];
}

/**
 * Makes the bundles of npm's package, each with its THIRD-PARTY-NOTICES, and the one of all of them in the
 * package's folder. The components, the rules and the policy pack are compiled file by file, and hold nothing of others.
 * @throws LicenseError for a package that may not be in a bundle
 */
export async function buildPackageBundles(folder: string): Promise<readonly PackageBundle[]> {
  const bundleOf = (file: string, packages: readonly LicensedPackage[]): PackageBundle => {
    const sha256 = createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex');
    return { file, sha256, packages };
  };
  const functions = await buildFunctions(path.join(folder, 'dist', 'functions'), {
    sourceMaps: false,
  });
  const command = 'dist/cli/keyturn.js';
  const commands = await buildCli(path.join(folder, command));
  chmodSync(path.join(folder, command), 0o755);
  const program = 'stacks/deploy.js';
  const bundles = [
    ...commands.map(({ file, packages }) =>
      bundleOf(path.relative(folder, file).replaceAll('\\', '/'), packages),
    ),
    bundleOf(program, await buildProgram(path.join(folder, program))),
    ...Object.entries(functions).map(([name, each]) =>
      bundleOf(`dist/functions/${name}/index.js`, each.packages),
    ),
  ];
  const all = together(bundles.map((bundle) => bundle.packages));
  writeFileSync(path.join(folder, noticesName), notices(all));
  return bundles;
}
