import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { receiveNotices } from '../../functions/testing/emulated-queue';
import { nobodyAsked, partOf, partsDue } from '../../rules/ssh-key-days';
import { functionBundles } from '../../scripts/build-functions';
import { takeBundles } from '../../scripts/bundles-at-hand';
import { runMonitor } from '../monitor/run-monitor';
import { callsOf, forwardTo, Gate } from './gate';
import { createdAt, DAY_MS, monitorAccount, SeededMoto } from './seeded-moto';
import { StandIn } from './stand-in';
import { userIdOf } from './stand-in-iam';

const USERS = 4;
const accounts = ['111111111111', '222222222222'].map((id) => ({ id, name: id }));
/** First run, steady state, one in a hundred due. */
const daysAgo = [3, 2, 0];

const noticeSchema = z.object({
  kind: z.string(),
  account: z.object({ id: z.string() }).optional(),
  owner: z.object({ userName: z.string() }).optional(),
});
const messageSchema = noticeSchema.extend({ notice: noticeSchema.optional() });

interface Story {
  readonly runs: readonly {
    readonly accountsRead: number;
    readonly accountsUnread: number;
    readonly calls: Readonly<Record<string, number>>;
  }[];
  readonly notices: readonly string[];
}

describe('the stand-in for AWS', () => {
  const now = new Date();
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-stand-in-'));
    await takeBundles(functionBundles, folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  async function live(
    gate: Gate,
    queueUrl: string,
    accessKeyId: string,
    turnTo: (to: Date) => Promise<void>,
  ) {
    const runs: Story['runs'][number][] = [];
    for (const days of daysAgo) {
      const scheduledTime = new Date(now.getTime() - days * DAY_MS);
      await turnTo(scheduledTime);
      gate.set({});
      const { accountsRead, accountsUnread } = await runMonitor({
        bundle: path.join(folder, 'monitor', 'index.js'),
        accounts,
        scheduledTime,
        concurrency: 2,
        url: gate.url,
        accessKeyId,
        queueUrl,
        table: 'ledger',
        bucket: 'reports',
      });
      runs.push({ accountsRead, accountsUnread, calls: gate.count.calls });
    }
    return runs;
  }

  async function storyOfMoto(): Promise<Story> {
    const aws = await SeededMoto.start(now);
    const gate = await Gate.start(forwardTo(aws.moto.url));
    try {
      for (const { id } of accounts) await aws.addAccount(id, USERS);
      const queueUrl = await aws.addQueue(gate.url);
      const credentials = await aws.credentials(monitorAccount);
      const turnTo = (to: Date) => aws.moto.setClock(to);
      await aws.addLedger('ledger');
      await aws.addBucket('reports');
      const runs = await live(gate, queueUrl, credentials.accessKeyId, turnTo);
      const sqs = new SQSClient({ endpoint: aws.moto.url, region: 'eu-central-1', credentials });
      const received = await receiveNotices(
        sqs,
        new URL(new URL(queueUrl).pathname, aws.moto.url).href,
      );
      return { runs, notices: received.map((each) => inShort(each)).toSorted() };
    } finally {
      await gate.stop();
      await aws.moto.stop();
    }
  }

  async function storyOfStandIn(): Promise<Story> {
    const aws = new StandIn({
      users: USERS,
      // As moto's.
      haveMfa: false,
      createdAt: (user) => createdAt(user, now),
    });
    const gate = await Gate.start(aws.answer);
    try {
      const queueUrl = `${gate.url}/123456789012/keyturn.fifo`;
      const key = 'AKIA' + '1234567890120000';
      const runs = await live(gate, queueUrl, key, () => Promise.resolve());
      const notices = aws.notices.map((each) => inShort(JSON.parse(each) as object));
      return { runs, notices: notices.toSorted() };
    } finally {
      await gate.stop();
    }
  }

  it('is asked the same of the same accounts as moto, and comes to the same', async function () {
    const [moto, fast] = [await storyOfMoto(), await storyOfStandIn()];
    assert.deepEqual(fast.runs.map(withoutSshKeys), moto.runs.map(withoutSshKeys));
    assert.deepEqual([...new Set(fast.notices)], [...new Set(moto.notices)]);
    assert.ok(moto.notices.some((notice) => notice.startsWith('key-reminder')));
  });

  it('that throttles slows a first run down, and nobody is skipped', async function () {
    const createdAt = () => new Date(now.getTime() - 10 * DAY_MS);
    const askedForSshKeys = () => {
      const due = partsDue(nobodyAsked, now);
      const ids = [...Array(30).keys()].map((user) => userIdOf(accounts[0]?.id ?? '', user));
      return ids.filter((id) => due.has(partOf({ id }))).length;
    };
    const gate = await Gate.start(new StandIn({ users: 30, haveMfa: true, createdAt }).answer);
    const run = async (iamCallsPerSecond: number | undefined) => {
      gate.set({ iamCallsPerSecond });
      const { accountsRead } = await runMonitor({
        bundle: path.join(folder, 'monitor', 'index.js'),
        accounts: accounts.slice(0, 1),
        scheduledTime: now,
        concurrency: 1,
        url: gate.url,
        accessKeyId: 'AKIA' + '1234567890120000',
        queueUrl: `${gate.url}/123456789012/keyturn.fifo`,
        table: 'ledger',
        bucket: 'reports',
      });
      assert.equal(accountsRead, 1);
      return gate.count;
    };
    try {
      const { calls, throttled } = await run(8);
      assert.ok(throttled > 0);
      const ofAccount = 4;
      assert.equal(
        callsOf({ calls, throttled }, 'iam') - throttled,
        ofAccount + 30 + askedForSshKeys(),
      );
      // All that is known of keys is in the ledger: nobody need be asked again.
      assert.equal(callsOf(await run(undefined), 'iam'), ofAccount + askedForSshKeys());
    } finally {
      await gate.stop();
    }
  });
});

/** Who is asked about SSH keys today hangs on the users' ids, which each AWS gives. */
function withoutSshKeys({ calls, ...run }: Story['runs'][number]) {
  return { ...run, calls: { ...calls, 'iam:ListSSHPublicKeys': 0 } };
}

/** What does not hang on the ids that each AWS gives. */
function inShort(message: object): string {
  const { notice, ...rest } = messageSchema.parse(message);
  const { kind, account, owner } = notice ?? rest;
  return [kind, account?.id, owner?.userName].join(' ');
}
