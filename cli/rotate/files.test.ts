import assert from 'node:assert/strict';
import path from 'node:path';
import { asWord, awsFiles } from './files';

describe('where AWS’s files are', () => {
  it('is below the home', () => {
    assert.deepEqual(awsFiles({}, '/home/ada', path.posix), {
      credentials: '/home/ada/.aws/credentials',
      config: '/home/ada/.aws/config',
      journal: '/home/ada/.aws/credentials.keyturn-rotation.json',
      lock: '/home/ada/.aws/credentials.keyturn-lock',
      orphan: '/home/ada/.aws/credentials.keyturn-storing',
      status: '/home/ada/.aws/credentials.keyturn-status',
    });
    assert.equal(awsFiles({ HOME: '/x' }, '/y', path.posix).config, '/x/.aws/config');
  });

  it('is written as Windows writes it', () => {
    const { credentials, config, lock } = awsFiles(
      { USERPROFILE: 'C:\\Users\\Ada L' },
      'D:\\',
      path.win32,
    );
    assert.equal(credentials, 'C:\\Users\\Ada L\\.aws\\credentials');
    assert.equal(config, 'C:\\Users\\Ada L\\.aws\\config');
    assert.equal(lock, 'C:\\Users\\Ada L\\.aws\\credentials.keyturn-lock');
  });

  it('is where the environment says', () => {
    const env = { AWS_SHARED_CREDENTIALS_FILE: '/a/keys', AWS_CONFIG_FILE: '', HOME: '/home/ada' };
    const { credentials, config, journal } = awsFiles(env, '/', path.posix);
    assert.deepEqual([credentials, config], ['/a/keys', '/home/ada/.aws/config']);
    assert.equal(journal, '/a/keys.keyturn-rotation.json');
  });
});

describe('a word of a command', () => {
  it('is quoted as its shell wants it, where it must be', () => {
    for (const platform of ['linux', 'win32'] as const)
      assert.equal(asWord('a+b@example.com', platform), 'a+b@example.com');
    assert.equal(asWord('my own', 'linux'), "'my own'");
    assert.equal(asWord("ada's; rm", 'darwin'), `'ada'\\''s; rm'`);
    assert.equal(asWord('my own', 'win32'), '"my own"');
  });
});
