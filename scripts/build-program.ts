import path from 'node:path';
import { build } from 'esbuild';
import { commonOptions, wholeNamespaces } from './build-functions';
import type { LicensedPackage } from './notices/licensed-packages';
import { writeNotices } from './notices/notices';

const root = path.join(__dirname, '..');

/**
 * Bundles the stacks' program into one file with all its libraries but Pulumi's, of which a program must have one.
 * Loaded file by file, with what it does not use of them, it would start in twice the time. What an account's kinds
 * load only when they are there stays so. THIRD-PARTY-NOTICES is written beside it.
 * @returns whose software is in it
 * @throws LicenseError for a package that may not be in a bundle
 */
export async function buildProgram(outFile: string): Promise<readonly LicensedPackage[]> {
  const { metafile } = await build({
    entryPoints: [path.join(root, 'stacks', 'deploy.ts')],
    outfile: outFile,
    ...commonOptions,
    target: 'node22',
    external: ['@pulumi/*'],
    plugins: [wholeNamespaces],
    // People read it in the stack traces of `pulumi up`, so it keeps its names and lines.
    minify: false,
  });
  return writeNotices(metafile, root).get(path.resolve(outFile)) ?? [];
}
