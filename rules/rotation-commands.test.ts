import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { awsCliCommands, awsVaultCommands, keyturnCommands } from './rotation-commands';

/** What AWS lets a user be called, and a file a profile. */
const owner = { userName: 'ada+x=,.@_-', profile: "team's key; $(id)" };

/** An AWS CLI that writes down what it is given, and answers as the real one. */
const awsCli = `#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done >> "$LOG"
printf 'key %s %s %s\\n\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" >> "$LOG"
case "$*" in
  *mfa_serial*) echo arn:aws:iam::111111111111:mfa/phone ;;
  *get-session-token*999999*) echo denied >&2; exit 254 ;;
  *get-session-token*) printf 'ASIA1\\tse/c+r=\\tto/k+en==\\n' ;;
esac
`;

describe('the commands of the AWS CLI', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-commands-'));
    writeFileSync(path.join(folder, 'aws'), awsCli);
    chmodSync(path.join(folder, 'aws'), 0o755);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('open a session with the device of the profile, work in it, and leave it', () => {
    const commands = awsCliCommands(owner);
    const log = path.join(folder, 'log');
    const lines = [
      commands.openSession.replace('CODE', '123456'),
      commands.deleteKey('AKIAOLD'),
      commands.closeSession,
      commands.seeStored,
    ];
    execFileSync('bash', ['--norc', '-euc', lines.join('\n')], {
      env: { PATH: `${folder}:${process.env['PATH']}`, LOG: log },
    });
    const calls = readFileSync(log, 'utf8')
      .split('\n\n')
      .slice(0, -1)
      .map((call) => call.split('\n'));
    const profile = ['--profile', owner.profile];
    const device = 'arn:aws:iam::111111111111:mfa/phone';
    const shown = ['Credentials.[AccessKeyId,SecretAccessKey,SessionToken]', '--output', 'text'];
    assert.deepEqual(calls, [
      ['configure', 'get', 'mfa_serial', ...profile, 'key   '],
      [
        ...['sts', 'get-session-token', ...profile, '--serial-number', device],
        ...['--token-code', '123456', '--query', ...shown, 'key   '],
      ],
      [
        ...['iam', 'delete-access-key', '--user-name', owner.userName],
        ...['--access-key-id', 'AKIAOLD', 'key ASIA1 se/c+r= to/k+en=='],
      ],
      ['configure', 'get', 'aws_access_key_id', ...profile, 'key   '],
      ['sts', 'get-caller-identity', ...profile, 'key   '],
    ]);
  });

  for (const shell of [
    ['bash', '--norc'],
    ['zsh', '-f'],
  ] as const)
    it(`run nothing with the default profile in ${shell[0]} where no session was opened`, function () {
      const [program, ...options] = shell;
      if (spawnSync(program, ['-c', ':']).error) this.skip();
      const log = path.join(folder, `log of ${program}`);
      const { openSession, createKey } = awsCliCommands(owner);
      const lines = [openSession.replace('CODE', '999999'), createKey];
      execFileSync(program, [...options, '-c', lines.join('\n')], {
        env: { PATH: `${folder}:${process.env['PATH']}`, LOG: log },
        stdio: ['ignore', 'ignore', 'ignore'],
      });
      const calls = readFileSync(log, 'utf8').split('\n\n').slice(0, -1);
      const made = calls.find((call) => call.includes('create-access-key'));
      // The AWS CLI takes a variable that is empty for one that is not there.
      assert.match(made ?? '', /\nkey \S+ \S+ \S+$/);
    });
});

describe('the commands of every tool', () => {
  const anna = { userName: 'anna', profile: 'production' };
  // https://github.com/99designs/aws-vault/blob/master/USAGE.md
  const awsVaultLines: Readonly<Record<string, string>> = {
    rotate: 'aws-vault rotate production',
    // A session has a key of its own.
    showKeyId: 'aws-vault exec --no-session production -- printenv AWS_ACCESS_KEY_ID',
    store: 'aws-vault add production',
    profiles: 'aws-vault list',
  };
  // https://docs.aws.amazon.com/cli/latest/reference/configure/
  const awsCliLines: Readonly<Record<string, string>> = {
    createKey: 'aws iam create-access-key --user-name anna',
    store: 'aws configure --profile production',
    showKeyId: 'aws configure get aws_access_key_id --profile production',
    profiles: 'aws configure list-profiles',
  };
  const keyturnLines: Readonly<Record<string, string>> = {
    rotate: 'keyturn rotate production',
    finish: 'keyturn rotate --finish production',
    inAwsVault: '--aws-vault production',
    store: awsCliLines['store'] ?? '',
    storeInAwsVault: awsVaultLines['store'] ?? '',
  };
  it('are those that the tools document', () => {
    for (const [commands, lines] of [
      [keyturnCommands(anna), keyturnLines],
      [awsVaultCommands(anna), awsVaultLines],
      [awsCliCommands(anna), awsCliLines],
    ] as const)
      assert.deepEqual({ ...commands, ...lines }, { ...commands });
  });

  it('name profile and user each as one word', () => {
    const word = "'team'\\''s key; $(id)'";
    assert.equal(keyturnCommands(owner).rotate, `keyturn rotate ${word}`);
    assert.equal(keyturnCommands(owner).finish, `keyturn rotate --finish ${word}`);
    assert.equal(
      awsVaultCommands(owner).deleteKey('AKIAOLD'),
      `aws-vault exec ${word} -- aws iam delete-access-key --user-name ada+x=,.@_- --access-key-id AKIAOLD`,
    );
  });
});
