import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Keyturn } from '../../cli/testing/keyturn';
import { countOf } from '../options';
import { processorTime } from '../start/processor-time';
import { writePeriod, type Size, type Written } from './write-period';

const help = `npm run bench:evidence -- [--accounts N] [--users N] [--days N] [--distinct N] [--folder PATH]

keyturn evidence, the packed command, over a period of daily reports with a page an account: its memory, and its time
beside that of a program that reads and parses the same files and does nothing else. Both in seconds of a processor, in
one run. The files are made for it, and deleted at its end.

  --accounts N   accounts (1000)
  --users N      users of each, with one enabled key (500)
  --days N       daily reports (92)
  --distinct N   accounts whose files are written; those of the others are links to them, which are read and parsed as
                 often, and take no room (20)
  --folder PATH  where the files are made (the system's folder for temporary files)
  --help         print this

A quick look: npm run bench:evidence -- --accounts 20`;

const MOST_RATIO = 2;
const MOST_MEMORY_MB = 512;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '1000' },
      users: { type: 'string', default: '500' },
      days: { type: 'string', default: '92' },
      distinct: { type: 'string', default: '20' },
      folder: { type: 'string', default: tmpdir() },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const size = {
    accounts: countOf('accounts', values.accounts),
    users: countOf('users', values.users),
    days: countOf('days', values.days),
    distinct: countOf('distinct', values.distinct),
  };
  const keyturn = await Keyturn.build();
  const folder = mkdtempSync(path.join(values.folder, 'keyturn-evidence-'));
  try {
    const written = writePeriod(folder, size);
    tell(size, written, measure(keyturn, folder, written));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    keyturn.remove();
  }
}

interface Measured {
  readonly evidenceMs: number;
  readonly parseMs: number;
  readonly memoryMb: number;
}

/** One after the other, each a process of its own. */
function measure(keyturn: Keyturn, folder: string, { period }: Written): Measured {
  const peak = path.join(folder, 'peak-memory');
  const parse = () => run([path.join(__dirname, 'only-parse.cjs'), path.join(folder, 'reports')]);
  const parseMs = processorTime(parse);
  const evidenceMs = processorTime(() => {
    const own = ['--from', period.from, '--to', period.to, '--folder', folder];
    const args = [keyturn.file, 'evidence', ...own, '--out', path.join(folder, 'out')];
    run(['-r', path.join(__dirname, 'peak-memory.cjs'), ...args], { KEYTURN_PEAK_MEMORY: peak });
  });
  if (!existsSync(path.join(folder, 'out', 'evidence.html'))) throw new Error('it wrote nothing');
  return { evidenceMs, parseMs, memoryMb: Number(readFileSync(peak, 'utf8')) / 1024 };
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
}

function tell(
  { accounts, users, days, distinct }: Size,
  { bytes }: Written,
  { evidenceMs, parseMs, memoryMb }: Measured,
): void {
  const ratio = evidenceMs / parseMs;
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  console.log(
    `${accounts} accounts × ${users} users × ${days} days, ${(bytes / 1e9).toFixed(2)} GB of JSON, of which ${Math.min(distinct, accounts)} accounts are written`,
  );
  console.log(
    `keyturn evidence: ${seconds(evidenceMs)} s of a processor; reading and parsing alone: ${seconds(parseMs)} s`,
  );
  console.log(
    `${ratio.toFixed(2)} times, at most ${MOST_RATIO}: ${ratio <= MOST_RATIO ? 'met' : 'not met'}`,
  );
  console.log(
    `${memoryMb.toFixed(0)} MB at its peak, at most ${MOST_MEMORY_MB}: ${memoryMb <= MOST_MEMORY_MB ? 'met' : 'not met'}`,
  );
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(`Node ${process.version}, ${cpus().length} cores, load ${load}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
