import { spawnSync } from 'node:child_process';
import { name, repository } from '../package.json';

/** Why nothing may be published under the name. */
export class NpmNameError extends Error {
  override readonly name = 'NpmNameError';
}

/** What `npm view … --json` came to. */
export interface Viewed {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly stdout: string;
}

/**
 * Whether the name is nobody's yet; where it is not, it must be ours, by the repository that the newest version says
 * it was made from. npm itself lets nobody publish who does not own the name: this is to see it before, and not to
 * send anybody to a stranger's package.
 * @param viewed what npm answers to `npm view <name> repository.url --json`
 * @throws NpmNameError where it is somebody else's, or where that can't be known
 */
export function ownerOfName(viewed: Viewed, ours: string): 'us' | 'nobody' {
  const answer = parse(viewed.stdout);
  if (viewed.code !== 0) {
    if (codeOf(answer) === 'E404') return 'nobody';
    throw new NpmNameError(
      `npm does not say whose the name ${name} is (${codeOf(answer) ?? 'no answer'}): nothing is published`,
    );
  }
  const found = typeof answer === 'string' ? answer : undefined;
  if (found !== undefined && placeOf(found) === placeOf(ours)) return 'us';
  throw new NpmNameError(
    `the package ${name} on npm is of ${found ?? 'no repository'}, expected ${ours}: the name is somebody else's, and nothing is published`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** npm's code of an error, such as E404. */
function codeOf(answer: unknown): string | undefined {
  return (answer as { error?: { code?: string } } | undefined)?.error?.code;
}

/** `github.com/keyturn/keyturn`, however a URL of it is written. */
function placeOf(url: string): string {
  return url
    .replace(/^git\+/, '')
    .replace(/^(ssh|git|https?):\/\//, '')
    .replace(/^git@/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}

function main(): void {
  const args = ['view', name, 'repository.url', '--json'];
  const { status, stdout } = spawnSync('npm', args, { encoding: 'utf8' });
  try {
    const owner = ownerOfName({ code: status, stdout: stdout ?? '' }, repository.url);
    console.log(`the name ${name} on npm is ${owner === 'us' ? 'ours' : "nobody's"}`);
  } catch (error) {
    if (!(error instanceof NpmNameError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (require.main === module) main();
