import assert from 'node:assert/strict';
import { readOptions } from './options';

describe('the options of the bench', () => {
  it('have a whole run for a default', () => {
    const { users, accounts, rounds, prowler, throttled } = readOptions([]);
    assert.deepEqual(
      [users, accounts],
      [
        [100, 1000, 5000],
        [1, 10, 100, 1000],
      ],
    );
    assert.deepEqual([rounds, prowler, throttled], [3, false, true]);
  });

  it('choose a part', () => {
    const args = ['--users', '100', '--accounts', '1,10', '--no-throttled', '--json'];
    const { users, accounts, throttled, json } = readOptions(args);
    assert.deepEqual([users, accounts, throttled, json], [[100], [1, 10], false, true]);
  });

  it('leave a part out', () => {
    const { users, accounts } = readOptions(['--users', '', '--accounts', '1000']);
    assert.deepEqual([users, accounts], [[], [1000]]);
  });

  for (const [args, message] of [
    [['--users', '100,many'], /--users: expected a number from 1 to 99999, found "many"/],
    [['--accounts', '0'], /--accounts: .* found "0"/],
    [['--rounds', '1.5'], /--rounds: .* found "1.5"/],
    [['--user', '1'], /--user/],
  ] as const)
    it(`refuse ${args.join(' ')}`, () => assert.throws(() => readOptions(args), { message }));
});
