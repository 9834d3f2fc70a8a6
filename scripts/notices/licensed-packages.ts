import { allowedLicenses, isFullText, licensesToKeep } from './allowed-licenses';
import type { BundledPackage } from './bundled-packages';
import {
  licenseFiles,
  readTextFromElsewhere,
  textsFromElsewhere,
  type LicenseFile,
} from './license-files';

/** A package that may be in a bundle, with all that has to go along. */
export interface LicensedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly files: readonly LicenseFile[];
}

/** Why a bundle may not be passed on. */
export class LicenseError extends Error {
  override readonly name = 'LicenseError';
}

/** @throws LicenseError that names every package whose licence is not allowed, or whose text is missing */
export function licensedPackages(packages: readonly BundledPackage[]): readonly LicensedPackage[] {
  const problems: string[] = [];
  const licensed = packages.flatMap((each) => {
    const found = judge(each);
    if (typeof found !== 'string') return [found];
    problems.push(`${each.name} ${each.version} (${each.folder}): ${found}`);
    return [];
  });
  if (problems.length > 0) throw new LicenseError(problems.join('\n'));
  return licensed;
}

/** @returns what is wrong with it, in words */
function judge({ name, version, license, folder }: BundledPackage): LicensedPackage | string {
  const toKeep = licensesToKeep(license);
  if (toKeep === undefined || typeof license !== 'string') {
    const found = license === undefined ? 'no licence' : `the licence ${JSON.stringify(license)}`;
    const allowed = [...allowedLicenses.keys()].join(', ');
    return `package.json has ${found}; allowed are ${allowed} (scripts/notices/allowed-licenses.ts)`;
  }
  const own = licenseFiles(folder);
  const texts = own.map(({ text }) => text);
  const missing = toKeep.filter((each) => !isFullText(each, texts));
  if (missing.length === 0) return { name, version, license, files: own };
  const elsewhere = textsFromElsewhere.get(name);
  if (elsewhere?.license === license)
    return { name, version, license, files: [readTextFromElsewhere(elsewhere), ...own] };
  const files = own.map((file) => file.name).join(', ') || 'no such file';
  return `the full text of ${missing.join(', ')} is in none of its files (found ${files}); expected it there, or from a named source in scripts/notices/license-files.ts`;
}
