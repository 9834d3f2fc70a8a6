import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { whyFailed } from './why-failed';

const name = 'CredentialsProviderError';
const exported = 'aws configure export-credentials --profile p --format process';

/** As the AWS CLI 1.46 answers it. */
const helpOfOldCli = `Command failed: ${exported}
usage: \rNote: AWS CLI version 2, the latest major version of the AWS CLI, is now stable and recommended.

To see help text, you can run:

  aws help
aws: error: argument subcommand: Invalid choice, valid choices are:

list                                     | get
set                                      | add-model
`;

describe('why a way does not work', () => {
  it('is told of a sign-in that never was without the path of its file', () => {
    const { why, todo } = whyFailed({
      name,
      message:
        "Failed to load token from /home/ada/.aws/login/cache/0a.json: Error: ENOENT: no such file or directory, open '/home/ada/.aws/login/cache/0a.json'",
    });
    assert.match(why, /nobody has signed in/);
    assert.ok(!why.includes('/home'));
    assert.equal(todo, undefined);
  });

  it('names the AWS CLI where it is too old, and not its help', () => {
    const { why, todo } = whyFailed({ name, message: helpOfOldCli });
    assert.match(why, /AWS CLI on the PATH does not know/);
    assert.ok(!why.includes('usage'));
    assert.match(todo ?? '', /2\.32/);
  });

  it('names the AWS CLI where a shell finds none', async () => {
    const message = await new Promise<string>((resolve) => {
      exec(exported, { env: { PATH: '/nowhere' } }, (error) => resolve(error?.message ?? ''));
    });
    assert.match(whyFailed({ name, message }).todo ?? '', /AWS CLI/);
  });

  it('leaves another program’s failure to that one’s words', () => {
    const { why, todo } = whyFailed({
      name,
      message: 'Command failed: acme-login\nInvalid choice',
    });
    assert.deepEqual(
      [why, todo],
      [`${name}: Command failed: acme-login Invalid choice`, undefined],
    );
  });

  for (const [length, shown] of [
    [160, 160],
    [161, 161],
    [5000, 161],
  ] as const)
    it(`shows ${shown} of ${length} characters, on one line`, () => {
      const message = `a\n${'x'.repeat(length - name.length - 4)}`;
      const { why } = whyFailed({ name, message });
      assert.equal(why.length, shown);
      assert.ok(!why.includes('\n'));
      assert.equal(why.endsWith('…'), length > 160);
    });

  it('has a word for an error without one', () => {
    assert.equal(whyFailed({ name, message: '' }).why, `${name}: no answer`);
  });
});
