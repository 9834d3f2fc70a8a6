import assert from 'node:assert/strict';
import type { NoticeAnswer } from '../ledger';
import { noticeId, type NoticeOf } from '../notices';
import { planDay } from '../plan-day';
import { look } from '../presses/look';
import { ownKeys } from '../presses/disowned';
import { aboutKey, noticeBase } from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
} from '../testing/one-account';
import { asking } from '../testing/questions';

const OWN = 'AKIAOWN0000000000001';
const STRANGE = 'AKIASTRANGE000000002';
const own = aKey(OWN, 0);
const strange = aKey(STRANGE, 10);

const question: NoticeOf<'key-question'> = {
  ...noticeBase(STRANGE, 10),
  kind: 'key-question',
  id: noticeId.keyQuestion(STRANGE, 1),
  asked: 1,
};
/** That the older one stops two days later, told on day 11. */
const second: NoticeOf<'second-key'> = {
  ...noticeBase(OWN, 11),
  kind: 'second-key',
  id: noticeId.secondKey(OWN, STRANGE),
  newer: { id: STRANGE, createdAt: day(10).toISOString(), age: 1 },
  stopsOn: '2026-01-14',
  graceDays: 2,
  timeZone: 'Etc/UTC',
};
const begun: NoticeOf<'key-disabled'> = {
  ...noticeBase(STRANGE, 12),
  kind: 'key-disabled',
  id: `key/${STRANGE}/reported/0123`,
  cause: 'reported',
  reportedBy: { slackId: 'U0ALICE0001', as: 'owner' },
};

/** As the ledger has it where both were found, and of the second one was told. */
function ledgerWhere(
  said: NoticeAnswer['said'] | undefined,
  { isBegun = false }: { readonly isBegun?: boolean } = {},
) {
  const answer = said && { said, by: 'U0ALICE0001', at: day(11) };
  const disabling = { noticeId: begun.id, since: day(12), attempts: ['press'] };
  return ledgerOf({
    firstReadAt: day(-100),
    notices: [
      { ...delivered(question), ...(answer && { answer }) },
      delivered(second),
      ...(isBegun ? [delivered(begun)] : []),
    ],
    keys: [keyRecord(own), keyRecord(strange, isBegun ? { disabling } : {})],
  });
}

const aboutOwn = (ledger: ReturnType<typeof ledgerWhere>, on = 20) =>
  aboutKey(planDay(inventoryOf(anEngineer([own, strange])), ledger, asking, day(on)), OWN);

describe('an enabled key that its owner says is not theirs', () => {
  it('makes no other key go that is theirs', () => {
    for (const said of ['mine', undefined] as const)
      assert.ok(aboutOwn(ledgerWhere(said)).includes('disable second-key-past-its-day'));
    const lines = aboutOwn(ledgerWhere('not-mine'));
    assert.ok(!lines.some((line) => /disable|second/.test(line)), lines.join());
  });

  it('makes none go while its disabling is unfinished that a responder wanted', () => {
    const lines = aboutOwn(ledgerWhere(undefined, { isBegun: true }));
    assert.ok(!lines.some((line) => /disable|second/.test(line)), lines.join());
  });

  it('is none to which they are told to change, and takes its place all the same once it is off', () => {
    const ledger = ledgerWhere('not-mine');
    const looked = (status: 'Active' | 'Inactive') =>
      look(ownKeys(ledger, [own, { ...strange, status }], OWN), OWN);
    assert.deepEqual(looked('Active'), { is: 'not-rotated' });
    assert.deepEqual(looked('Inactive'), { is: 'not-rotated', deadId: STRANGE });
    const mine = ownKeys(ledgerWhere('mine'), [own, strange], OWN);
    assert.deepEqual(look(mine, OWN), { is: 'two-enabled', newerId: STRANGE });
  });

  it('still goes itself by its own age', () => {
    const old = { ...strange, createdAt: day(-200) };
    const inventory = inventoryOf(anEngineer([own, old]));
    const plan = aboutKey(planDay(inventory, ledgerWhere('not-mine'), asking, day(20)), STRANGE);
    assert.ok(
      plan.some((line) => line.startsWith('send')),
      plan.join(),
    );
  });
});
