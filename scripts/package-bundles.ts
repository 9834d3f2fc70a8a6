import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCli } from './build-cli';
import { buildFunctions } from './build-functions';
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
 * package's folder. The rest of the package is compiled file by file, and holds nothing of others.
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
  const { packages } = await buildCli(path.join(folder, command));
  chmodSync(path.join(folder, command), 0o755);
  const bundles = [
    bundleOf(command, packages),
    ...Object.entries(functions).map(([name, each]) =>
      bundleOf(`dist/functions/${name}/index.js`, each.packages),
    ),
  ];
  const all = together(bundles.map((bundle) => bundle.packages));
  writeFileSync(path.join(folder, noticesName), notices(all));
  return bundles;
}
