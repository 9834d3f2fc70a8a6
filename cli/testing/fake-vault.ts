import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Puts an `aws-vault` on the PATH.
 * @param file of its keys, as JSON: id and secret by profile
 * @returns the environment in which it is found
 */
export function fakeVault(home: string, file: string): Readonly<Record<string, string>> {
  const bin = path.join(home, 'fake-bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'aws-vault'), program(file));
  chmodSync(path.join(bin, 'aws-vault'), 0o755);
  return { PATH: `${bin}:${process.env['PATH']}` };
}

/** Keeps keys in a file, with the calls of aws-vault that the command makes, and what it refuses. */
function program(file: string): string {
  return `#!${process.execPath}
const fs = require('node:fs');
const [call, ...args] = process.argv.slice(2);
const keys = JSON.parse(fs.readFileSync(${JSON.stringify(file)}, 'utf8'));
const profile = args.at(-1);
const { env } = process;
if (call === 'export' && (env.AWS_VAULT || args.join(' ') !== '--no-session --format=json ' + profile || !keys[profile])) process.exit(2);
if (call === 'export') {
  const [AccessKeyId, SecretAccessKey] = keys[profile];
  console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey }));
} else {
  if (env.FAKE_VAULT_IS_FULL) process.exit(1);
  if (env.FAKE_VAULT_BEGINS) fs.writeFileSync(env.FAKE_VAULT_BEGINS, '');
  while (env.FAKE_VAULT_WAITS_FOR && !fs.existsSync(env.FAKE_VAULT_WAITS_FOR))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  keys[profile] = [env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, process.argv.slice(2).join(' ')];
  fs.writeFileSync(${JSON.stringify(file)}, JSON.stringify(keys));
  console.log('Added credentials to profile');
}
`;
}
