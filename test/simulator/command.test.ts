import assert from 'node:assert/strict';
import { simulateCommand } from './command';
import { silentMutants } from './mutants/silent';

/** What the command prints, and its exit code. */
async function run(args: readonly string[], tampering?: Parameters<typeof simulateCommand>[2]) {
  const printed: string[] = [];
  const exitCode = await simulateCommand(args, (text) => printed.push(text), tampering);
  return { exitCode, printed };
}

describe('npm run simulate', () => {
  it('ends with exit code 1 and a short story where a promise is broken', async () => {
    // Found on the first day of any company with two accounts, so that it is soon told.
    const mutant = silentMutants.find(({ name }) => name === 'skips an account silently');
    assert.ok(mutant);
    const { exitCode, printed } = await run(['--key-days', '10000'], mutant.tampering);
    assert.equal(exitCode, 1);
    const story = printed.at(-1)?.split('\n') ?? [];
    assert.match(story[0] ?? '', /^Seed \d+\. From \d{4}-\d\d-\d\d on, a run every day/);
    const ending =
      /^Day 0: the promise anUnreadAccountIsReported is broken: \w+ is not reported at all\.$/;
    assert.match(story.at(-1) ?? '', ending);
    // Neither people nor happenings matter to it.
    assert.equal(story.length, 2);
  });

  it('ends with exit code 0 where none is, and says what occurred', async () => {
    const { exitCode, printed } = await run(['--key-days', '1', '--seed', '7']);
    assert.equal(exitCode, 0);
    assert.match(printed.join(), /1 companies \(seeds 7 to 7\), \d+ key-days in /);
  });

  it('refuses what is no number', () =>
    assert.rejects(run(['--seed', 'x']), {
      message: /--seed: expected a whole number, found "x"/,
    }));
});
