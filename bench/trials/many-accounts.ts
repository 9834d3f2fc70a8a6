import { Gate, callsOf } from '../aws/gate';
import { createdAt, DAY_MS } from '../aws/seeded-moto';
import { StandIn } from '../aws/stand-in';
import { runMonitor } from '../monitor/run-monitor';

/** One run over so many accounts, in one process. */
export interface AccountsTrial {
  readonly work: 'first run' | 'steady state';
  readonly accounts: number;
  readonly usersEach: number;
  readonly calls: number;
  readonly milliseconds: number;
  /** Milliseconds of a processor. */
  readonly cpu: number;
  /** Bytes, of the whole process. */
  readonly peakMemory: number;
  readonly unread: number;
}

/** What KeyMonitor gives the function by default. */
const CONCURRENCY = 8;

/** Days before now on which the works are scheduled. */
const daysAgo = { 'first run': 3, 'steady state': 2 } as const;

/** A first run and a second one over accounts that are all alike, of a stand-in for AWS. */
export async function manyAccounts(
  bundle: string,
  accounts: number,
  usersEach: number,
  latency: number,
  withReport: boolean,
  works: readonly AccountsTrial['work'][] = ['first run', 'steady state'],
): Promise<readonly AccountsTrial[]> {
  const now = new Date();
  const aws = new StandIn({
    users: usersEach,
    haveMfa: true,
    createdAt: (user) => createdAt(user, now),
  });
  const gate = await Gate.start(aws.answer);
  const list = Array.from({ length: accounts }, (_, i) => ({
    id: String(100_000_000_000 + i),
    name: `account-${i}`,
  }));
  const trials: AccountsTrial[] = [];
  try {
    for (const work of works) {
      gate.set({ latency });
      const { milliseconds, cpu, peakMemory, accountsUnread } = await runMonitor({
        bundle,
        accounts: list,
        scheduledTime: new Date(now.getTime() - daysAgo[work] * DAY_MS),
        concurrency: CONCURRENCY,
        url: gate.url,
        accessKeyId: 'AKIA' + '1234567890120000',
        queueUrl: `${gate.url}/123456789012/keyturn.fifo`,
        table: 'ledger',
        ...(withReport && { bucket: 'reports' }),
      });
      const calls = callsOf(gate.count);
      trials.push({
        work,
        accounts,
        usersEach,
        calls,
        milliseconds,
        cpu,
        peakMemory,
        unread: accountsUnread,
      });
    }
  } finally {
    await gate.stop();
  }
  return trials;
}
