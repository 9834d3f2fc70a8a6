import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Why a version can't be released. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
}

/**
 * What the changelog says of a version.
 * @param tag as git has it: `v0.1.0`
 * @throws ReleaseError where the tag is of another version, or the changelog does not have it
 */
export function releaseNotes(tag: string, version: string, changelog: string): string {
  if (tag !== `v${version}`)
    throw new ReleaseError(
      `the tag is ${tag}, package.json has version ${version}: expected v${version}`,
    );
  const sections = changelog.split(/^## /m).slice(1);
  const found = sections.find((section) => headingPattern(version).test(section));
  if (found === undefined)
    throw new ReleaseError(
      `CHANGELOG.md has no heading "## ${version} - YYYY-MM-DD": expected what was unreleased under it`,
    );
  const text = found.slice(found.indexOf('\n') + 1).trim();
  if (!/[^#\s]/.test(text.replaceAll(/^#.*$/gm, '')))
    throw new ReleaseError(`CHANGELOG.md says nothing of ${version}`);
  return text;
}

function headingPattern(version: string): RegExp {
  return new RegExp(`^${version.replaceAll('.', '\\.')} - \\d{4}-\\d{2}-\\d{2}\\n`);
}

function main(): void {
  const root = path.join(__dirname, '..');
  const [tag = ''] = process.argv.slice(2);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  try {
    console.log(releaseNotes(tag, version, readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')));
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (require.main === module) main();
