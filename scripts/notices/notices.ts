import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { bundledPackages, inOrder, nameAndVersion } from './bundled-packages';
import { licensedPackages, type LicensedPackage } from './licensed-packages';

/** What the file is called that goes along with a bundle. */
export const noticesName = 'THIRD-PARTY-NOTICES';

/**
 * Writes, beside each bundle, whose software is in it and under which licences. A bundle that may not be passed on
 * is deleted, so that it can't be deployed with the notices of an older one.
 * @param outputs of esbuild's metafile; each bundle has a folder of its own
 * @param workingFolder where esbuild worked (`absWorkingDir`)
 * @returns what is in each bundle, by its absolute path
 * @throws LicenseError for licences that are not allowed and texts that are missing
 */
export function writeNotices(
  { outputs }: Metafile,
  workingFolder: string,
): ReadonlyMap<string, readonly LicensedPackage[]> {
  // Source maps and legal comments are outputs too, made of nothing.
  const bundles = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);
  const files = bundles.map(([output]) => path.resolve(workingFolder, output));
  try {
    return new Map(
      bundles.map(([output, { inputs }]) => {
        const packages = licensedPackages(bundledPackages(Object.keys(inputs), workingFolder));
        const file = path.resolve(workingFolder, output);
        writeFileSync(path.join(path.dirname(file), noticesName), notices(packages));
        return [file, packages];
      }),
    );
  } catch (error) {
    for (const file of files) rmSync(file, { force: true });
    throw error;
  }
}

const rule = '='.repeat(80);

/** The text of THIRD-PARTY-NOTICES. A text that several packages have stands once, after all of their names. */
export function notices(packages: readonly LicensedPackage[]): string {
  const groups = new Map<string, LicensedPackage[]>();
  for (const each of inOrder(packages)) {
    const texts = textsOf(each);
    groups.set(texts, [...(groups.get(texts) ?? []), each]);
  }
  const parts = [...groups].map(([texts, group]) => {
    const heads = group.map((each) => `${nameAndVersion(each)} (${each.license})`);
    return `${rule}\n${heads.join('\n')}\n${rule}\n\n${texts}\n`;
  });
  return [`${introduction}\n`, ...parts].join('\n');
}

const introduction = `The bundled JavaScript beside this file, or in the folders below it, holds software of
others. Each package is named here with its version and licence, and followed by the
texts that go along with it.`;

function textsOf({ files }: LicensedPackage): string {
  const [first, ...others] = files;
  // One file is the licence; of several it has to be said which is which.
  if (first && others.length === 0) return first.text;
  return files.map(({ name, text }) => `--- ${name}\n\n${text}`).join('\n\n');
}

/** Every package of several bundles, once. */
export function together(
  bundles: Iterable<readonly LicensedPackage[]>,
): readonly LicensedPackage[] {
  const packages = [...bundles].flat();
  return inOrder([...new Map(packages.map((each) => [nameAndVersion(each), each])).values()]);
}
