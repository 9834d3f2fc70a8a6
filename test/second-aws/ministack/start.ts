import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { pythonEnvironment } from '../../../scripts/python-environment';
import { TurnedClock } from './turned-clock';

/** A MiniStack of its own, empty, whose IAM judges every call. */
export interface MiniStack {
  readonly url: string;
  readonly clock: TurnedClock;
  /** What a program needs to talk to it: where it is, whom to trust, and its time. */
  readonly env: Readonly<Record<string, string>>;
  /** Of that account's root, whom no policy holds back. */
  credentialsFor(accountId: string): Promise<AwsCredentialIdentity>;
  /** What it has written. */
  log(): string;
  stop(): Promise<void>;
}

/** @param at where its clock, and this process's, starts */
export async function startMiniStack(at: Date): Promise<MiniStack> {
  const programs = pythonEnvironment({
    asker: 'test:second-aws',
    what: 'MiniStack',
    requirements: path.join(__dirname, 'requirements.txt'),
    folder: '.venv-second-aws',
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-ministack-'));
  const certificate = makeCertificate(folder);
  const clock = new TurnedClock(programs, at);
  const server = serve(path.join(programs, 'python'), folder, certificate, clock);
  const stop = async () => {
    await end(server);
    clock.stop();
    rmSync(folder, { recursive: true });
  };
  try {
    const url = `https://127.0.0.1:${await portOf(server)}`;
    return {
      url,
      clock,
      env: { ...clock.env, AWS_ENDPOINT_URL: url, NODE_EXTRA_CA_CERTS: certificate.file },
      credentialsFor: (accountId) =>
        Promise.resolve({ accessKeyId: accountId, secretAccessKey: 'root' }),
      log: () => readFileSync(path.join(folder, 'log'), 'utf8'),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Certificate {
  readonly file: string;
  readonly key: string;
}

/** The bucket of the reports refuses whoever comes without TLS. This process and those that it starts trust it. */
function makeCertificate(folder: string): Certificate {
  const [file, key] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')];
  const request = 'req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=127.0.0.1'.split(' ');
  const extensions = ['subjectAltName=IP:127.0.0.1', 'basicConstraints=critical,CA:FALSE'];
  execFileSync(
    'openssl',
    [...request, '-keyout', key, '-out', file, ...extensions.flatMap((each) => ['-addext', each])],
    { stdio: 'ignore' },
  );
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(file, 'utf8')]);
  process.env['NODE_EXTRA_CA_CERTS'] = file;
  return { file, key };
}

function serve(python: string, folder: string, { file, key }: Certificate, clock: TurnedClock) {
  const server = spawn(python, ['-B', path.join(__dirname, 'serve.py'), file, key], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      // Its Lambda starts the `node` that it finds.
      PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: folder,
      TMPDIR: folder,
      AUTH: 'true',
      AWS_SECRET_ACCESS_KEY: 'root',
      MINISTACK_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      ...clock.env,
    },
  });
  server.stderr.pipe(createWriteStream(path.join(folder, 'log')));
  return server;
}

/** The port, from the server's first line. */
async function portOf(server: ChildProcess): Promise<number> {
  const line = await new Promise<string>((resolve, reject) => {
    if (server.stdout) createInterface(server.stdout).once('line', resolve);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`MiniStack ended with ${code} at its start`)));
  });
  return (JSON.parse(line) as { port: number }).port;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await ended;
}
