import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { call } from './control';
import type { KeyEvent } from './key-event';
import type { Moto, RecordedCall } from './moto';

export { MotoError } from './control';
export type { KeyEvent, KeyEventDetail } from './key-event';
export type { Moto, RecordedCall } from './moto';

// Obviously nobody's, and in two parts so that no scanner takes it for a secret.
const ROOT_ACCESS_KEY_ID = 'AKIA' + 'EMULATEDROOT0001';
const python = join(__dirname, '..', '..', '.venv', 'bin', 'python');

/**
 * Starts an emulated AWS of its own, empty, on a free port.
 * @param options.at where its clock starts, by default now.
 * @param options.reportsAtOnce a credential report is ready as soon as it is asked for, as with AWS it is not: for
 *   stories of many days, which wait half a second for each.
 * @param options.isQuiet what the server complains of is not shown: for who asks for more than it has.
 * @throws Error when .venv is missing or the server does not come up; what the server complains of goes to stderr.
 */
export async function startMoto(
  options: {
    readonly at?: Date;
    readonly reportsAtOnce?: boolean;
    readonly isQuiet?: boolean;
  } = {},
): Promise<Moto> {
  if (!existsSync(python))
    throw new Error(`${python} does not exist: run \`node scripts/set-up.mjs\``);
  const args = [
    ...(options.at ? ['--at', options.at.toISOString()] : []),
    ...(options.reportsAtOnce ? ['--reports-at-once'] : []),
    ROOT_ACCESS_KEY_ID,
  ];
  const server = spawn(python, ['-B', '-E', join(__dirname, 'server.py'), ...args], {
    stdio: ['pipe', 'pipe', options.isQuiet ? 'ignore' : 'inherit'],
  });
  const url = `http://127.0.0.1:${await portOf(server)}`;
  return { ...handleOf(url), stop: () => stop(server) };
}

function handleOf(url: string): Omit<Moto, 'stop'> {
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: ROOT_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    now: async () => new Date((await call<{ now: string }>(url, 'GET', 'clock')).now),
    setClock: (to) => call(url, 'POST', 'clock', { now: to.toISOString() }),
    reset: () => call(url, 'POST', 'reset', {}),
    credentialsFor: (account) => call(url, 'POST', 'credentials', { account }),
    signIn: async (account, signIn) => {
      type Answer = AwsCredentialIdentity & { passwordResetRequired: boolean };
      const { passwordResetRequired, ...credentials } = await call<Answer>(url, 'POST', 'console', {
        account,
        ...signIn,
      });
      return { credentials, passwordResetRequired };
    },
    keyEvents: (since) =>
      call<KeyEvent[]>(url, 'GET', since ? `events?since=${since.toISOString()}` : 'events'),
    tellTime: (is) => call(url, 'POST', 'tell-time', { is }),
    refuse: (what, error) => call(url, 'POST', 'refuse', { what, error }),
    recordedCalls: async () => {
      type Recorded = Omit<RecordedCall, 'at'> & { at: string };
      const calls = await call<Recorded[]>(url, 'GET', 'calls');
      return calls.map((each) => ({ ...each, at: new Date(each.at) }));
    },
  };
}

/** The port, from the server's first line; it listens before it prints that. */
async function portOf(server: ChildProcess): Promise<number> {
  const line = await new Promise<string>((resolve, reject) => {
    if (server.stdout) createInterface(server.stdout).once('line', resolve);
    server.once('error', reject);
    server.once('exit', (code) =>
      reject(new Error(`moto's server ended with ${code} before it was ready`)),
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
