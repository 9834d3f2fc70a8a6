import { judgeAll, judgeWrong } from './judge';
import { explanations, explanationsOfMistakes } from './explanations';
import { Noticing } from './noticing';
import { installPrincipalMapper, PrincipalMapper } from './principal-mapper';
import { idle, Tally } from './tally';
import { unjudged } from './unjudged';
import { unnoticed } from './unnoticed';

/**
 * `npm run test:second-opinion`: what test/meaning/ asks of the policies, and of wrong ones, judged by Principal Mapper
 * too. `--needed`: not to be able to install it is a failure, as it is in CI.
 */
async function main(): Promise<void> {
  const python = install();
  if (python instanceof Error) {
    print(`skipped: Principal Mapper could not be installed: ${python.message}`);
    if (process.argv.includes('--needed')) process.exitCode = 1;
    return;
  }
  const start = performance.now();
  const all = [...explanations, ...explanationsOfMistakes];
  const asTheyAre = new Tally(explanations, unjudged);
  const wronged = new Tally(all, unjudged);
  const noticing = new Noticing(unnoticed);
  const second = new PrincipalMapper(python);
  try {
    await judgeAll(second, asTheyAre);
    print('The policies as they are', ...asTheyAre.lines());
    await judgeWrong(second, wronged, noticing);
    print('', 'The policies with a mistake in each', ...noticing.lines(), ...wronged.lines());
  } finally {
    second.end();
  }
  const wrong = [
    ...asTheyAre.wrong(),
    ...wronged.wrong(),
    ...idle([...all, ...unjudged], [asTheyAre, wronged]),
    ...noticing.wrong(),
  ];
  for (const each of wrong) print(`wrong: ${each}`);
  if (wrong.length > 0) process.exitCode = 1;
  print(`${Math.round((performance.now() - start) / 1000)} s`);
}

function install(): string | Error {
  try {
    return installPrincipalMapper();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 2;
});
