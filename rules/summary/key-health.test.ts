import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger, type NoticeRecord } from '../ledger';
import type { Inventory } from '../model';
import type { UserNotice } from '../notices';
import { settingsSchema } from '../settings';
import { healthOfAll, keyHealth } from './key-health';

const settings = settingsSchema.parse({});
const now = new Date('2026-04-02T09:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);

interface Someone {
  readonly age: number;
  readonly status?: 'Active' | 'Inactive';
  readonly tags?: Readonly<Record<string, string>>;
}

function inventory(...people: readonly Someone[]): Inventory {
  const users = people.map(({ age, status = 'Active', tags = { type: 'engineer' } }, i) => ({
    ...{ id: `AIDA${i}`, name: `user-${i}`, createdAt: ago(age), tags },
    keys: [{ id: `AKIA${i}`, status, createdAt: ago(age) }],
  }));
  return { account: { id: '111111111111', name: 'identity' }, users } as unknown as Inventory;
}

/** A ledger with one reminder, planned so many hours ago; it arrived so many hours later. */
function told(
  planned: number,
  after: number | undefined,
  lastRead = 24,
  more: Partial<NoticeRecord> = {},
): AccountLedger {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const notice = {
    ...{ kind: 'key-reminder', id: 'key/AKIA0/reminder-76', stage: 76 },
    ...{ account: { id: '111111111111', name: 'identity' }, owner: { userName: 'user-0' } },
    key: { id: 'AKIA0' },
  } as unknown as UserNotice;
  const record: NoticeRecord = {
    ...{ id: notice.id, plannedAt: hoursAgo(planned), notice },
    ...(after !== undefined && {
      team: { at: hoursAgo(planned - after), channel: 'C1', ts: '1' },
    }),
    ...more,
  };
  return {
    ...emptyLedger('111111111111'),
    lastReadAt: hoursAgo(lastRead),
    notices: new Map([[record.id, record]]),
  };
}

describe('how it stands with keys', () => {
  const none = emptyLedger('111111111111');
  const of = (...people: readonly Someone[]) => {
    const { oldestKeyAge, keysPastDay } = keyHealth(
      inventory(...people),
      none,
      settings,
      now,
      new Set(['AKIA9']),
    );
    return [oldestKeyAge, keysPastDay];
  };
  const exempt = (until: string) => ({ type: 'engineer', 'key-exempt-until': until });
  const cases: [string, readonly Someone[], (number | undefined)[]][] = [
    ['nobody’s', [], [undefined, 0]],
    ['the day before', [{ age: 90 }, { age: 3 }], [90, 0]],
    ['the day', [{ age: 91 }], [91, 1]],
    ['off', [{ age: 200, status: 'Inactive' }, { age: 3 }], [3, 0]],
    ['a machine’s', [{ age: 200, tags: { type: 'machine' } }], [undefined, 0]],
    ['of nobody knows whom', [{ age: 200, tags: {} }], [undefined, 0]],
    ['exempt to its last day', [{ age: 200, tags: exempt('2026-04-02') }], [undefined, 0]],
    ['exempt until yesterday', [{ age: 200, tags: exempt('2026-04-01') }], [200, 1]],
  ];
  for (const [what, people, expected] of cases)
    it(what, () => assert.deepEqual(of(...people), expected));

  it('counts nothing that the run has disabled itself', () => {
    const found = keyHealth(inventory({ age: 95 }), none, settings, now, new Set(['AKIA0']));
    assert.deepEqual(found, { keysPastDay: 0, deliveryLagSeconds: 0 });
  });
});

describe('how long messages take', () => {
  const lag = (ledger: AccountLedger) =>
    keyHealth(inventory(), ledger, settings, now, new Set()).deliveryLagSeconds;
  const cases: [string, AccountLedger, number][] = [
    ['no message', emptyLedger('111111111111'), 0],
    ['arrived since the run before', told(24, 2), 7200],
    ['arrived before that', told(60, 2), 0],
    // By then that run had it.
    ['arrived as the run before began', told(26, 2), 0],
    ['withdrawn, and arrived all the same', told(24, 2, 24, { withdrawn: 'gone' }), 0],
    ['planned long before, arrived since', told(60, 50), 180_000],
    ['not arrived yet', told(24, undefined), 86_400],
  ];
  for (const [what, ledger, expected] of cases) it(what, () => assert.equal(lag(ledger), expected));
});

describe('how it stands with several accounts', () => {
  it('is the oldest, all, and the longest', () => {
    assert.deepEqual(
      healthOfAll([
        { oldestKeyAge: 40, keysPastDay: 0, deliveryLagSeconds: 90 },
        { keysPastDay: 0, deliveryLagSeconds: 0 },
        { oldestKeyAge: 95, keysPastDay: 2, deliveryLagSeconds: 5 },
      ]),
      { oldestKeyAge: 95, keysPastDay: 2, deliveryLagSeconds: 90 },
    );
    assert.deepEqual(healthOfAll([{ keysPastDay: 0, deliveryLagSeconds: 0 }]), {
      ...{ keysPastDay: 0, deliveryLagSeconds: 0 },
    });
  });
});
