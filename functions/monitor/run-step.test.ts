import assert from 'node:assert/strict';
import { countIn, noticeSchema } from '../../rules/notices';
import { settingsSchema } from '../../rules/settings';
import { DaySummary } from '../../rules/summary/compose-summary';
import { InMemoryRuns } from '../in-memory/runs';
import { unreadAccount, type HandledAccount } from './handled-account';
import type { RunStep } from './read-event';
import type { Run } from './run';
import { MOST_ACCOUNTS, runStep, type StepResult } from './run-step';
import type { Company } from './testing/company';
import { companyOfAlice, day, engineer, identity, production } from './testing/company';

/** A company whose runs are distributed. */
class Distributed {
  readonly runs = new InMemoryRuns<HandledAccount>();

  constructor(readonly company: Company) {}

  async step(
    on: number,
    step: { step: RunStep['step'] } & Record<string, unknown>,
    more: Partial<Run> = {},
  ): Promise<StepResult> {
    const run = this.company.runOf(on, { concurrency: 1, hasTimeLeft: () => false, ...more });
    const event = { scheduledTime: day(on), run: `run-${on}`, ...step } as RunStep;
    return runStep(run, this.runs, event);
  }

  async run(on: number, more: Partial<Run> = {}): Promise<StepResult> {
    const found = await this.step(on, { step: 'list' }, more);
    assert.ok('accountIds' in found);
    for (const accountId of found.accountIds.toReversed())
      await this.step(on, { step: 'account', accountId }, more);
    return this.step(on, { step: 'finish' }, more);
  }
}

describe('a run in steps', () => {
  const plain = companyOfAlice;
  const stepwise = () => {
    const { company, keyId } = companyOfAlice();
    return { company, keyId, distributed: new Distributed(company) };
  };

  it('does and tells what a run in one function does and tells, day by day', async () => {
    const one = plain();
    const other = stepwise();
    for (const { company } of [one, other]) {
      company.iam.createUser(production.id, 'nobody', { tags: {} });
      company.iam.createUser(identity.id, 'bob', { tags: engineer });
    }
    for (let on = 74; on <= 98; on++) {
      if (on === 90)
        for (const { company } of [one, other])
          company.iam.deleteKey(production.id, 'access-denied');
      const expected = await one.company.run(on);
      await one.company.deliver();
      const result = await other.distributed.run(on);
      await other.company.deliver();
      assert.deepEqual(result, expected);
    }
    const withoutKeys = (company: Company) =>
      JSON.parse(JSON.stringify(company.told).replaceAll(/A[KI][IDS]A\w+/g, 'ID')) as unknown;
    assert.deepEqual(withoutKeys(other.company), withoutKeys(one.company));
    assert.equal(await other.company.statusOf(identity.id, other.keyId), 'Inactive');
  });

  it('hands on the ids of the accounts, those of the event first', async () => {
    const { distributed } = stepwise();
    assert.deepEqual(await distributed.step(0, { step: 'list' }), {
      accountIds: [identity.id, production.id],
    });
    const accounts = [{ id: '333333333333', name: 'c' }];
    assert.deepEqual(await distributed.step(1, { step: 'list', accounts }), {
      accountIds: ['333333333333'],
    });
  });

  it('names an account of which nothing came as unread, never as read', async () => {
    const { company, distributed } = stepwise();
    await distributed.step(0, { step: 'list' });
    await distributed.step(0, { step: 'account', accountId: identity.id });
    const result = await distributed.step(0, { step: 'finish' });
    assert.ok('accountsRead' in result);
    assert.deepEqual([result.accountsRead, result.accountsUnread], [1, 1]);
    await company.deliver();
    assert.deepEqual(company.lastSummary.accountsUnread, [
      { account: production, reason: 'nothing came of its execution in the state machine' },
    ]);
  });

  it('says why an account failed, unless an attempt came to its end', async () => {
    const { company, distributed } = stepwise();
    await distributed.step(0, { step: 'list' });
    await distributed.step(0, { step: 'account', accountId: identity.id });
    for (const { id: accountId } of [identity, production])
      await distributed.step(0, { step: 'account-failed', accountId, error: 'Sandbox.Timedout' });
    await distributed.step(0, { step: 'finish' });
    await company.deliver();
    assert.deepEqual(company.lastSummary.accountsRead, [identity]);
    assert.deepEqual(company.lastSummary.accountsUnread, [
      { account: production, reason: 'not handled to its end: Sandbox.Timedout' },
    ]);
  });

  it('fails after its summary where no account could be read', async () => {
    const { company, distributed } = stepwise();
    await distributed.step(0, { step: 'list' });
    await assert.rejects(distributed.step(0, { step: 'finish' }), {
      name: 'NothingReadError',
      message: 'none of 2 accounts could be read',
    });
    await company.deliver();
    assert.equal(company.lastSummary.accountsUnread.length, 2);
  });

  it('tells nobody twice when each step is done twice', async () => {
    const once = stepwise();
    const twice = stepwise();
    const steps = [
      { step: 'list' },
      { step: 'account', accountId: identity.id },
      { step: 'account', accountId: production.id },
      { step: 'finish' },
    ] as const;
    for (const step of steps) {
      await once.distributed.step(76, step);
      await twice.distributed.step(76, step);
      await twice.distributed.step(76, step);
    }
    await once.company.deliver();
    await twice.company.deliver();
    const kinds = ({ told }: Company) => told.map(({ notice }) => notice.kind).sort();
    assert.deepEqual(kinds(twice.company), kinds(once.company));
    assert.deepEqual(kinds(once.company), ['daily-summary', 'key-reminder']);
  });

  it('is a rehearsal where the run or the account is', async () => {
    const { company, keyId, distributed } = stepwise();
    const dryRunAccounts = new Set([identity.id]);
    for (let on = 76; on < 100; on += 6) await distributed.run(on, { dryRunAccounts });
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
  });

  it('tells of as many accounts as there may be in one message of the queue, read or not', () => {
    for (const name of ['n'.repeat(500), '漢'.repeat(500), '"'.repeat(500)]) {
      const summary = new DaySummary(settingsSchema.parse({}));
      const most = Array.from({ length: 250 }, (_, i) => `${name} ${i}`);
      for (let i = 0; i < MOST_ACCOUNTS; i++) {
        const account = { id: String(100_000_000_000 + i), name: `${name} ${i}` };
        const { outcome } = unreadAccount(account, name, false);
        const crowded = { ...outcome, done: most, heldBack: most, undelivered: most };
        const findings = most.map((sentence) => ({ key: sentence, sentence }));
        const isRead = i % 2 === 0;
        if (i < 4) summary.add({ ...crowded, findings, unread: isRead ? undefined : name });
        else summary.add({ ...outcome, unread: isRead ? undefined : name });
      }
      const notice = noticeSchema.parse(summary.compose(day(0), false));
      assert.ok(Buffer.byteLength(JSON.stringify(notice)) < 256 * 1024);
      assert.ok(notice.kind === 'daily-summary');
      const lists = ['accountsRead', 'accountsUnread', 'done', 'findings'] as const;
      assert.deepEqual(
        lists.map((list) => countIn(notice, list)),
        [MOST_ACCOUNTS / 2, MOST_ACCOUNTS / 2, 1000, 1000],
      );
    }
  });

  it('refuses more accounts than one state may hand to the next', async () => {
    const { distributed } = stepwise();
    const accountsOf = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: String(100_000_000_000 + i), name: 'a' }));
    const most = await distributed.step(0, { step: 'list', accounts: accountsOf(17_000) });
    assert.ok(JSON.stringify(most).length + 200 < 256 * 1024);
    await assert.rejects(distributed.step(1, { step: 'list', accounts: accountsOf(17_001) }), {
      name: 'TooManyAccountsError',
      message: /found 17001 accounts, expected at most 17000/,
    });
  });
});
