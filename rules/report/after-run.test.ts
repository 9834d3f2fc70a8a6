import assert from 'node:assert/strict';
import { accessKeyRef } from '../credentials/credential';
import type { Decision } from '../decisions';
import type { AccountLedger } from '../ledger';
import type { NoticeOf, UserNotice } from '../notices';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import { aReminder, noticeBase } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';
import { afterRun } from './after-run';

const KEY = 'AKIAKEY00000000000001';

/** What two runs, a day apart, decide about the one key; without what is said of its user. */
function twoRuns(key: ReturnType<typeof aKey>, ledger: AccountLedger, on: number): string[][] {
  let world = { inventory: inventoryOf(anEngineer([key])), ledger };
  return [on, on + 1].map((n) => {
    const decisions = planDay(world.inventory, world.ledger, defaultSettings, day(n));
    world = afterRun(world, decisions, day(n));
    return decisions.filter(({ subject }) => subject.credential?.id === KEY).map((each) => each.do);
  });
}

function noticeOf(key: ReturnType<typeof aKey>): NoticeOf<'key-disabled'> {
  return {
    kind: 'key-disabled',
    id: `key/${KEY}/disabled/2026-04-02`,
    account,
    plannedAt: day(9).toISOString(),
    owner: { userName: 'alice' },
    key: { id: key.id, createdAt: key.createdAt.toISOString(), age: 9 },
    cause: 'age',
  };
}

describe('after a run that was played', () => {
  const disabling = { noticeId: `key/${KEY}/disabled/2026-04-02`, since: day(91), attempts: [] };

  it('what an earlier run had left is told, once', () => {
    const key = aKey(KEY, 0, { status: 'Inactive' });
    const ledger = ledgerOf({ keys: [keyRecord(key, { disabling })] });
    assert.deepEqual(twoRuns(key, ledger, 92), [['disable'], ['nothing']]);
  });

  it('a disabling that no longer applies is forgotten', () => {
    const key = aKey(KEY, 0);
    const ledger = ledgerOf({
      keys: [keyRecord(key, { disabling: { ...disabling, since: day(9) } })],
      notices: [planned(noticeOf(key))],
    });
    const [first, second] = twoRuns(key, ledger, 10);
    assert.ok(first?.includes('abandon'));
    assert.deepEqual(second, ['nothing']);
  });

  it('a warning that is no longer true is withdrawn, once', () => {
    const key = aKey(KEY, 0, { status: 'Inactive' });
    const [send] = planDay(
      inventoryOf(anEngineer([aKey(KEY, 0)])),
      ledgerOf({}),
      defaultSettings,
      day(80),
    );
    assert.ok(send?.do === 'send');
    const ledger = ledgerOf({ notices: [planned(send.notice)] });
    assert.deepEqual(twoRuns(key, ledger, 81), [['nothing', 'withdraw'], ['nothing']]);
  });

  it('a reminder is told, and a warned key disabled and known to be', () => {
    const key = aKey(KEY, 0);
    assert.deepEqual(twoRuns(key, ledgerOf({}), 86), [['send'], ['nothing']]);
    const world = { inventory: inventoryOf(anEngineer([key])), ledger: ledgerOf({}) };
    const told = afterRun(
      world,
      planDay(world.inventory, world.ledger, defaultSettings, day(86)),
      day(86),
    );
    const decisions = planDay(told.inventory, told.ledger, defaultSettings, day(91));
    const { inventory, ledger } = afterRun(told, decisions, day(91));
    assert.equal(inventory.users[0]?.keys[0]?.status, 'Inactive');
    assert.deepEqual(ledger.credentials.get(KEY)?.disabledAt, day(91));
    // What was handed in stays as it was: the next account is played from its own.
    assert.equal(world.ledger.notices.size, 0);
    assert.equal(told.inventory.users[0]?.keys[0]?.status, 'Active');
  });

  const user = anEngineer([aKey(KEY, 0), aKey('AKIAOTHER', 80)]);
  const world = (ledger = ledgerOf({})) => ({ inventory: inventoryOf(user), ledger });
  const subject = { account, userName: 'alice', credential: accessKeyRef(KEY) };
  const known = (ledger: AccountLedger) => ledger.credentials.get(KEY);

  it('an exemption and that a key is alone are remembered', () => {
    const { ledger } = afterRun(
      world(),
      [
        { do: 'remember-exemption', subject, on: '2026-01-02' },
        { do: 'remember-alone', subject, at: day(3) },
      ],
      day(1),
    );
    assert.deepEqual(known(ledger), {
      ...keyRecord(aKey(KEY, 0), { fingerprint: '' }),
      lastExemptOn: '2026-01-02',
      lastAloneAt: day(3),
    });
  });

  it('that `key` was found open, or closed, is remembered of whoever is known to move', () => {
    const move = { userId: user.id, userName: 'alice', seen: {}, said: {} };
    const of = { account, userName: 'alice' };
    const { ledger } = afterRun(
      world({ ...ledgerOf({}), moves: new Map([[user.id, move]]) }),
      [
        { do: 'remember-open', subject: of, userId: user.id, at: day(2) },
        { do: 'remember-closed', subject: of, userId: user.id, at: day(3) },
        { do: 'remember-open', subject: of, userId: 'AIDAGONE', at: day(2) },
        { do: 'remember-closed', subject: of, userId: 'AIDAGONE', at: day(3) },
      ],
      day(3),
    );
    assert.deepEqual(
      [...ledger.moves.values()],
      [{ ...move, lastOpenAt: day(2), lastClosedAt: day(3) }],
    );
  });

  it('what the ledger knew of a key stays', () => {
    const record = keyRecord(aKey(KEY, 0), { disabledAt: day(1) });
    const { ledger } = afterRun(
      world(ledgerOf({ keys: [record] })),
      [{ do: 'remember-alone', subject, at: day(3) }],
      day(3),
    );
    assert.deepEqual(known(ledger), { ...record, lastAloneAt: day(3) });
  });

  it('what is about no key, or one that is gone, leaves the keys as they are', () => {
    const decisions: Decision[] = [
      {
        do: 'remember-alone',
        subject: { ...subject, credential: accessKeyRef('AKIAGONE') },
        at: day(3),
      },
      { do: 'remember-alone', subject: { account, userName: 'alice' }, at: day(3) },
      { do: 'withdraw', subject, noticeId: 'gone', why: { code: 'gone', text: 'the key is gone' } },
      { do: 'hold', subject, why: { code: 'circuit-breaker', text: 'held' } },
      { do: 'nothing', subject, why: { code: 'young', text: 'young' } },
    ];
    const before = world();
    const after = afterRun(before, decisions, day(3));
    assert.deepEqual(after, before);
    // Nobody's keys were disabled: thousands of users need not be copied a day.
    assert.equal(after.inventory, before.inventory);
  });

  it('is the very same where nothing is to be carried out: no ledger is copied on a quiet day', () => {
    const before = world();
    const why = { code: 'young', text: 'x' } as const;
    const quiet: Decision[] = [
      { do: 'hold', subject, why },
      { do: 'report', subject, userId: user.id, finding: { kind: 'no-mfa', text: 'x' } },
      { do: 'nothing', subject, why },
    ];
    for (const decisions of [[], ...quiet.map((each) => [each]), quiet])
      assert.equal(afterRun(before, decisions, day(3)), before);
  });

  it('only the key that was disabled is off, and it was told of', () => {
    const notices = [delivered(aReminder(KEY, 86))];
    const start = world(ledgerOf({ notices }));
    const decisions = planDay(start.inventory, start.ledger, defaultSettings, day(91));
    const bystander = anEngineer([aKey('AKIABOB', 90)], { name: 'bob' });
    const all = { ...start, inventory: inventoryOf(user, bystander) };
    const { inventory, ledger } = afterRun(all, decisions, day(91));
    assert.deepEqual(
      inventory.users.flatMap(({ keys }) => keys.map(({ status }) => status)),
      ['Inactive', 'Active', 'Active'],
    );
    assert.equal(inventory.users[1], bystander);
    assert.equal(known(ledger)?.status, 'Inactive');
    const told = ledger.notices.get(`key/${KEY}/disabled/2026-04-02`);
    assert.ok(told?.owner && 'at' in told.owner && told.team);
    assert.deepEqual([told.owner.at, told.team.at, told.plannedAt], [day(91), day(91), day(91)]);
  });

  it('a message reaches whom it is for, and names a day where it is a warning', () => {
    const machine = { ...noticeBase(KEY, 91), owner: { userName: 'ci' } };
    const notices: UserNotice[] = [
      aReminder(KEY, 86),
      { ...machine, kind: 'machine-key-old', id: 'machine', stage: 91 },
    ];
    const why = { code: 'stage-crossed', text: 'x' } as const;
    const send = notices.map((notice): Decision => ({
      do: 'send',
      subject,
      notice,
      again: false,
      why,
    }));
    const { ledger } = afterRun(world(), send, day(86));
    const [reminder, old] = notices.map(({ id }) => ledger.notices.get(id));
    assert.deepEqual([reminder?.owner, reminder?.toldStopsOn], [reminder?.team, '2026-04-02']);
    // It is only played: no channel has it.
    assert.deepEqual(reminder?.team, { at: day(86), channel: '', ts: '' });
    assert.ok(old?.team && old.owner === undefined && old.toldStopsOn === undefined);
  });

  it('what had arrived before keeps its time', () => {
    const before = delivered(aReminder(KEY, 76));
    const why = { code: 'not-delivered-yet', text: 'x' } as const;
    const notice = aReminder(KEY, 76);
    const start = world(ledgerOf({ notices: [{ ...before, team: undefined }] }));
    const { ledger } = afterRun(
      start,
      [{ do: 'send', subject, notice, again: true, why }],
      day(80),
    );
    const after = ledger.notices.get(notice.id);
    assert.deepEqual(
      [after?.owner, after?.plannedAt, after?.toldStopsOn, after?.team?.at],
      [before.owner, before.plannedAt, before.toldStopsOn, day(80)],
    );
  });
});
