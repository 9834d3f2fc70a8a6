import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger } from '../ledger';
import type { AccessKey, AccountReading, IamUser } from '../model';
import { noticeId } from '../notices';
import { defaultSettings } from '../settings';
import { account, aKey, anEngineer, day } from '../testing/one-account';
import { composeMoveStatus, NO_LEDGER, progressOf } from './compose-move-status';
import type { MoveRecord } from './move-record';
import { moveStatusSchema } from './move-status';

type Given = Parameters<typeof composeMoveStatus>[0];

const quiet = (name: string, more: Partial<IamUser> = {}) =>
  anEngineer([], {
    name,
    tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', access: 'sign-in' },
    password: { changedAt: day(0) },
    ...more,
  });
const ofKeys = (name: string, more: Partial<IamUser> = {}) =>
  anEngineer([aKey('AKIA1', 0)], { name, ...more });
const readingOf = (...users: readonly IamUser[]): AccountReading => ({
  ...{ outcome: 'read', inventory: { account, users }, credentialReportAt: day(40) },
});
const elsewhere = { id: '222222222222', name: 'production' };

function statusOf(readings: readonly AccountReading[], more: Partial<Given> = {}) {
  const status = composeMoveStatus({
    ...{ keyturnVersion: '1.0.0', readings, settings: defaultSettings, now: day(40) },
    ledgers: new Map(),
    ...more,
  });
  assert.deepEqual(moveStatusSchema.parse(status), status);
  return status;
}
const peopleOf = (users: readonly IamUser[], more: Partial<Given> = {}) =>
  statusOf([readingOf(...users)], more).people;

const signIn = { ...ofKeys('alice').tags, access: 'key+sign-in' };

describe('where everybody’s move stands', () => {
  it('has the accounts that were read, or were not', () => {
    const unread: AccountReading = { outcome: 'unread', account: elsewhere, reason: 'denied' };
    assert.deepEqual(statusOf([readingOf(), unread]), {
      ...{ format: 'keyturn-move-status/1', keyturnVersion: '1.0.0' },
      ...{ generatedAt: day(40).toISOString(), on: '2026-02-10', timeZone: 'Etc/UTC' },
      ...{ ledgerRead: true, provedDays: 3, quietDays: 14, people: [] },
      accounts: [
        { ...account, credentialReportAt: day(40).toISOString() },
        { ...elsewhere, unread: 'denied' },
      ],
    });
  });

  it('is of engineers, those without a type too where they are taken for that', () => {
    const robot = anEngineer([], { name: 'ci', tags: { type: 'machine' } });
    const nobody = anEngineer([], { name: 'dora', tags: {} });
    const users = [ofKeys('alice'), robot, nobody];
    const names = (more: Partial<Given>) => peopleOf(users, more).map(({ userName }) => userName);
    assert.deepEqual(names({}), ['alice']);
    assert.deepEqual(names({ untaggedAs: 'engineer' }), ['alice', 'dora']);
    assert.equal(statusOf([], { untaggedAs: 'machine' }).untaggedAs, 'machine');
  });

  it('has of each what is open, missing and known', () => {
    const lastUsed = { at: day(38), service: 's3', region: 'r' };
    const keys = [aKey('AKIA1', 0, { lastUsed }), aKey('AKIA2', 0, { status: 'Inactive' })];
    const tags = { ...signIn, 'full-name': 'Alice', 'key-until': '2026-03-01' };
    const password = { changedAt: day(0) };
    const [alice] = peopleOf([anEngineer(keys, { tags, password })]);
    assert.deepEqual(alice, {
      ...{ accountId: account.id, userName: 'alice', fullName: 'Alice', step: 'open' },
      missing:
        "nothing has arrived yet that tells them of sign-in; the monitor's next run tells them, unless it is a dry run",
      ...{ keyUntil: '2026-03-01', enabledKeys: 1 },
      ways: [
        {
          ...{ way: 'key', isOpen: true },
          lastUsed: { at: day(38).toISOString(), service: 's3', region: 'r' },
        },
        { way: 'sign-in', isOpen: true },
        { way: 'identity-center', isOpen: false },
      ],
    });
    const [carol] = peopleOf([ofKeys('carol', { keysUnknown: { unknown: 'denied' } })]);
    assert.deepEqual(carol, {
      ...{ accountId: account.id, userName: 'carol', step: 'not-moving' },
      enabledKeys: { unknown: 'denied' },
      ways: [
        { way: 'key', isOpen: true },
        { way: 'sign-in', isOpen: false },
        { way: 'identity-center', isOpen: false },
      ],
    });
  });

  it('counts the keys that are enabled', () => {
    const enabled = (...keys: readonly AccessKey[]) => peopleOf([anEngineer(keys)])[0]?.enabledKeys;
    const off = aKey('AKIA3', 0, { status: 'Inactive' });
    assert.deepEqual([enabled(aKey('AKIA1', 0), aKey('AKIA2', 0)), enabled(off)], [2, 0]);
  });

  it('has those of one step and one name in the order of their accounts', () => {
    const there: AccountReading = {
      ...{ outcome: 'read', inventory: { account: elsewhere, users: [ofKeys('alice')] } },
      credentialReportAt: day(40),
    };
    const { people } = statusOf([readingOf(ofKeys('alice')), there]);
    assert.deepEqual(
      people.map(({ accountId }) => accountId),
      [account.id, elsewhere.id],
    );
  });

  it('has what the ledger knows of them; without one that is not guessed at', () => {
    const record: MoveRecord = {
      ...{ userId: 'AIDAALICE', userName: 'alice' },
      seen: {
        'sign-in': {
          days: ['2026-02-01', '2026-02-02', '2026-02-03'],
          last: { at: day(33), way: 'sign-in', address: '192.0.2.1', program: 'p' },
        },
      },
      said: {},
    };
    const ledger: AccountLedger = {
      ...emptyLedger(account.id),
      moves: new Map([['AIDAALICE', record]]),
    };
    const alice = ofKeys('alice', { tags: signIn, password: { changedAt: day(0) } });
    const ledgers = new Map([[account.id, ledger]]);
    const [known] = peopleOf([alice], { ledgers });
    assert.deepEqual([known?.step, known?.proof], ['quiet', 'seen']);
    assert.deepEqual(known?.ways[1]?.lastUsed, {
      ...{ at: day(33).toISOString(), address: '192.0.2.1', program: 'p' },
    });
    const unread = statusOf([readingOf(alice, quiet('bob'))], { ledgers: undefined });
    assert.equal(unread.ledgerRead, false);
    assert.deepEqual(
      unread.people.map(({ userName, missing }) => [userName, missing]),
      [
        ['alice', NO_LEDGER],
        ['bob', undefined],
      ],
    );
    assert.equal(NO_LEDGER, 'not known: no ledger was read');
  });

  it('is by what was known when the credential report was made', () => {
    const alice = anEngineer([aKey('AKIA1', 0, { lastUsed: { at: day(26) } })], {
      tags: signIn,
      password: { changedAt: day(0) },
    });
    const said = { 'sign-in': { at: day(35), by: 'arn:x' } };
    const record = { userId: alice.id, userName: 'alice', seen: {}, said };
    const ledger = { ...emptyLedger(account.id), moves: new Map([[alice.id, record]]) };
    const stepOf = (usesAsOf?: Date) => {
      const inventory = { account, users: [alice], usesAsOf };
      const reading = { outcome: 'read', inventory, credentialReportAt: day(40) } as const;
      return statusOf([reading], { ledgers: new Map([[account.id, ledger]]) }).people[0]?.step;
    };
    assert.deepEqual([stepOf(), stepOf(day(39))], ['quiet', 'proved']);
  });

  it('begins with those who have most to do, by name, and ends with those who do not move', () => {
    const told = noticeId.wayOpened('AIDABEA', 'sign-in');
    const delivery = { at: day(30), channel: 'D1', ts: '1' };
    const ledger: AccountLedger = {
      ...emptyLedger(account.id),
      notices: new Map([[told, { id: told, plannedAt: day(30), owner: delivery }]]),
    };
    const open = { tags: signIn, password: { changedAt: day(0) } };
    const users = [
      ofKeys('zoe'),
      quiet('cleo'),
      ofKeys('bea', open),
      ofKeys('eve', open),
      ofKeys('ada', open),
      ofKeys('al'),
    ];
    const found = peopleOf(users, { ledgers: new Map([[account.id, ledger]]) });
    assert.deepEqual(
      found.map(({ userName, step }) => `${userName} ${step}`),
      ['ada open', 'eve open', 'bea told', 'cleo closed', 'al not-moving', 'zoe not-moving'],
    );
  });
});

describe('those who have no IAM user', () => {
  const withoutUser: Given['withoutUser'] = {
    accountId: account.id,
    people: [
      { userName: 'Alice', fullName: 'Alice', access: ['identity-center'] },
      { userName: 'bob', access: ['sign-in'] },
    ],
  };
  const ways = (open: string) =>
    ['key', 'sign-in', 'identity-center'].map((way) => ({ way, isOpen: way === open }));
  const closed = (userName: string) => ({
    ...{ accountId: account.id, userName, iamUser: false, step: 'closed', enabledKeys: 0 },
  });

  it('are done, by the ways that engineers.yaml opens to them', () =>
    assert.deepEqual(peopleOf([], { withoutUser }), [
      { ...closed('Alice'), fullName: 'Alice', ways: ways('identity-center') },
      { ...closed('bob'), ways: ways('sign-in') },
    ]));

  it('are to lose the one that AWS has still', () => {
    const found = peopleOf([ofKeys('alice'), ofKeys('carol')], { withoutUser });
    assert.deepEqual(
      found.map(({ userName, step, missing }) => [userName, step, missing]),
      [
        ['bob', 'closed', undefined],
        [
          'alice',
          'not-moving',
          'engineers.yaml says that they have no IAM user, and AWS has it still; pulumi up deletes it',
        ],
        ['carol', 'not-moving', undefined],
      ],
    );
    const inventory = { account: elsewhere, users: [ofKeys('alice')] };
    const other: AccountReading = { outcome: 'read', inventory, credentialReportAt: day(40) };
    const both = statusOf([readingOf(), other], { withoutUser }).people;
    assert.deepEqual(
      both.map(({ userName, missing }) => [userName, missing]),
      [
        ['Alice', undefined],
        ['bob', undefined],
        ['alice', undefined],
      ],
    );
  });

  it('are not told of where their account was not read', () => {
    const elsewhereToo = { ...withoutUser, accountId: elsewhere.id };
    assert.deepEqual(peopleOf([], { withoutUser: elsewhereToo }), []);
    assert.deepEqual(statusOf([], { withoutUser }).people, []);
  });
});

describe('how far all are', () => {
  const progress = (...steps: readonly Parameters<typeof progressOf>[0][number]['step'][]) =>
    progressOf(steps.map((step) => ({ step })));

  it('is counted from the end', () => {
    assert.equal(
      progress('open', 'closed', 'quiet', 'not-moving', 'closed', 'not-moving', 'open'),
      '2 of 7 done, 1 quiet, 2 open; 2 not moving',
    );
    assert.equal(progress('closed'), '1 of 1 done');
    assert.equal(progress(), '0 of 0 done');
  });
});

describe('where a move stands, as JSON', () => {
  const whole = () => statusOf([readingOf(ofKeys('alice'))]);
  const isTaken = (more: object) => moveStatusSchema.safeParse({ ...whole(), ...more }).success;
  const person = (more: object) => ({ people: [{ ...whole().people[0], ...more }] });

  it('takes each value that there is', () => {
    const steps = ['open', 'told', 'proved', 'quiet', 'warned', 'disabled', 'closed', 'not-moving'];
    for (const step of steps) assert.ok(isTaken(person({ step })), step);
    for (const proof of ['seen', 'said', 'forced']) assert.ok(isTaken(person({ proof })), proof);
    for (const untaggedAs of ['engineer', 'machine']) assert.ok(isTaken({ untaggedAs }));
    const credentialReportAt = { unknown: 'x' };
    assert.ok(isTaken({ accounts: [{ ...account, credentialReportAt }] }));
  });

  it('refuses any other', () => {
    assert.ok(!isTaken({ more: 1 }) && !isTaken({ format: 'x' }) && !isTaken({ provedDays: 0.5 }));
    assert.ok(!isTaken(person({ step: 'x' })) && !isTaken(person({ iamUser: true })));
    assert.ok(!isTaken(person({ more: 1 })) && !isTaken(person({ enabledKeys: { unknown: 5 } })));
    assert.ok(!isTaken({ accounts: [{ ...account, more: 1 }] }));
    assert.ok(!isTaken(person({ ways: [{ way: 'key', isOpen: true, more: 1 }] })));
    const lastUsed = { at: day(0).toISOString(), more: 1 };
    assert.ok(!isTaken(person({ ways: [{ way: 'key', isOpen: true, lastUsed }] })));
  });
});
