import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { functionBundles } from '../../../scripts/build-functions';
import { takeBundles } from '../../../scripts/bundles-at-hand';
import { judge } from './judge';
import { LargeCompany } from './large-company';
import { playRun, type RunPlayed } from './play-run';
import { Workers } from './workers';

const DAY_MS = 24 * 60 * 60 * 1000;
/** KeyMonitor's own. */
const MEMORY_MB = 1024;

export interface DayPlayed extends RunPlayed {
  readonly what: 'first run' | 'quiet day' | 'day of faults';
  readonly broken: readonly string[];
  readonly units: { readonly read: number; readonly write: number };
  readonly messages: number;
  readonly reportBytes: number;
}

/** A first run, a quiet day, and one on which accounts refuse, throttle and die while many are reminded. */
export async function playCompany(
  accounts: number,
  usersEach: number,
  { workers: workerCount, concurrency }: { readonly workers: number; readonly concurrency: number },
  onDay: (day: DayPlayed) => void,
): Promise<readonly DayPlayed[]> {
  const last = new Date();
  const days = [2, 1, 0].map((ago) => new Date(last.getTime() - ago * DAY_MS));
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-load-'));
  const { company, gate } = await LargeCompany.start(accounts, usersEach, days);
  let workers: Workers | undefined;
  try {
    await takeBundles(functionBundles, folder);
    workers = await Workers.start({
      bundle: path.join(folder, 'monitor', 'index.js'),
      environment: environmentOf(gate.url),
      count: workerCount,
      memoryMb: MEMORY_MB,
    });
    const played: DayPlayed[] = [];
    for (const [i, what] of (['first run', 'quiet day', 'day of faults'] as const).entries()) {
      company.isFaulty = what === 'day of faults';
      company.reports.clear();
      const [told, { read, write }] = [company.notices.length, { ...company.units }];
      const run = await playRun(company, gate, workers, days[i] ?? last, concurrency);
      company.forgetParts();
      const notices = company.notices.slice(told);
      const units = { read: company.units.read - read, write: company.units.write - write };
      const broken = judge(company, run, notices);
      const { bytes } = company.reports;
      const day = { ...run, what, broken, units, messages: notices.length, reportBytes: bytes };
      onDay(day);
      played.push(day);
    }
    return played;
  } finally {
    await workers?.stop();
    await gate.stop();
    rmSync(folder, { recursive: true });
  }
}

function environmentOf(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIA' + '1234567890120000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_REGION: 'eu-central-1',
    POWERTOOLS_SERVICE_NAME: 'monitor',
    POWERTOOLS_METRICS_NAMESPACE: 'Keyturn',
    KEYTURN_SETTINGS: '{}',
    KEYTURN_ACCOUNTS: JSON.stringify({ organization: {} }),
    KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
    KEYTURN_EXTERNAL_ID: 'keyturn-of-acme',
    KEYTURN_DRY_RUN: 'false',
    KEYTURN_DRY_RUN_ACCOUNTS: '[]',
    KEYTURN_LEDGER_TABLE: 'ledger',
    KEYTURN_NOTICE_QUEUE_URL: `${url}/123456789012/keyturn.fifo`,
    KEYTURN_REPORT_BUCKET: 'reports',
    KEYTURN_CONCURRENCY: '1',
  };
}
