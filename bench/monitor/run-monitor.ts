import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface MonitorRun {
  readonly bundle: string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly scheduledTime: Date;
  readonly concurrency: number;
  /** Where AWS is. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly queueUrl: string;
  readonly table: string;
  /** Of the daily reports; without it none is written. */
  readonly bucket?: string;
}

/** One invocation of the bundle. */
export interface Invocation {
  /** What the handler answered. */
  readonly result: unknown;
  /** From the start of the process to the answer. */
  readonly milliseconds: number;
  /** Milliseconds of a processor, which hang less on what else the machine has to do. */
  readonly cpu: number;
  /** Bytes, of the whole process. */
  readonly peakMemory: number;
  /** Bytes that it wrote to its log. */
  readonly logged: number;
}

export interface MonitorResult extends Omit<Invocation, 'result'> {
  readonly accountsRead: number;
  readonly accountsUnread: number;
}

/** Lambda's runtime bounds Node's heap by the function's memory like this: here, of 256 MB. */
const MEMORY_MB = 256;
const heap = [
  `--max-semi-space-size=${Math.floor(MEMORY_MB * 0.05)}`,
  `--max-old-space-size=${Math.floor(MEMORY_MB * 0.9)}`,
];
const TIMEOUT_MS = 900_000;
const runner = path.join(__dirname, 'runner.cjs');

/**
 * One run of the real bundle over all accounts.
 * @throws Error where the run fails
 */
export async function runMonitor(run: MonitorRun): Promise<MonitorResult> {
  const event = { scheduledTime: run.scheduledTime.toISOString() };
  const { result, ...measured } = await invokeMonitor(run, event);
  const { accountsRead, accountsUnread } = result as MonitorResult;
  return { accountsRead, accountsUnread, ...measured };
}

/**
 * One invocation of the real bundle in a process of its own that is not warm.
 * @throws Error where the handler fails
 */
export async function invokeMonitor(run: MonitorRun, event: object): Promise<Invocation> {
  const start = performance.now();
  const args = [runner, run.bundle, JSON.stringify(event), String(TIMEOUT_MS)];
  const child = spawn(process.execPath, [...heap, ...args], {
    env: environmentOf(run),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [log, logged] = ['', 0];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      logged += chunk.length;
      log = (log + chunk.toString()).slice(-2000);
    });
  const died = once(child, 'close').then(() => undefined);
  const [message] = ((await Promise.race([once(child, 'message'), died])) ?? []) as [Message?];
  const milliseconds = performance.now() - start;
  await died;
  if (!message?.result) throw new Error(`the monitor failed: ${message?.error ?? log}`);
  const { result, peakMemory, cpu } = message;
  return { result, milliseconds, cpu, peakMemory, logged };
}

interface Message {
  readonly result?: object;
  readonly error?: string;
  readonly peakMemory: number;
  readonly cpu: number;
}

function environmentOf(run: MonitorRun) {
  const { accounts, concurrency, url, accessKeyId, queueUrl, table, bucket } = run;
  return {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_REGION: 'eu-central-1',
    POWERTOOLS_SERVICE_NAME: 'monitor',
    POWERTOOLS_METRICS_NAMESPACE: 'Keyturn',
    KEYTURN_SETTINGS: '{}',
    KEYTURN_ACCOUNTS: JSON.stringify({ list: accounts }),
    KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
    KEYTURN_EXTERNAL_ID: 'keyturn-of-acme',
    KEYTURN_DRY_RUN: 'false',
    KEYTURN_DRY_RUN_ACCOUNTS: '[]',
    KEYTURN_LEDGER_TABLE: table,
    KEYTURN_NOTICE_QUEUE_URL: queueUrl,
    KEYTURN_REPORT_BUCKET: bucket,
    KEYTURN_CONCURRENCY: String(concurrency),
  };
}
