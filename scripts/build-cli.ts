import path from 'node:path';
import { build } from 'esbuild';
import type { Bundle } from './build-functions';
import { writeNotices } from './notices/notices';

const root = path.join(__dirname, '..');
/** The bin of the package. */
export const cliFile = path.join(root, 'dist', 'cli', 'keyturn.js');

/**
 * Bundles the command into one file with all its libraries. What a subcommand loads only when it is run stays so.
 * THIRD-PARTY-NOTICES is written beside it.
 * @throws LicenseError for a package that may not be in a bundle
 */
export async function buildCli(outFile = cliFile): Promise<Omit<Bundle, 'needs'>> {
  const { metafile } = await build({
    entryPoints: [path.join(root, 'cli', 'main.ts')],
    outfile: outFile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    // A name in a stack trace is worth more than the bytes.
    keepNames: true,
    legalComments: 'external',
    logLevel: 'warning',
    absWorkingDir: root,
    metafile: true,
  });
  const packages = writeNotices(metafile, root).get(path.resolve(outFile)) ?? [];
  return { bytes: metafile.outputs[path.relative(root, outFile)]?.bytes ?? 0, packages };
}

if (require.main === module)
  void buildCli().then(({ bytes }) =>
    console.log(`${path.relative(root, cliFile)}  ${Math.ceil(bytes / 1024)} KiB`),
  );
