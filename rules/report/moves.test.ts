import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger } from '../ledger';
import type { AccountReading, IamUser } from '../model';
import { settingsSchema } from '../settings';
import { composeReport } from './compose-report';
import { mergeReports } from './merge-reports';
import type { Report } from './report';
import { reportMoveSchema } from './moves-schema';
import { reportSchema } from './report-schema';

const settings = settingsSchema.parse({});
const now = new Date('2026-03-20T09:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };

function userOf(name: string, access: string | undefined, usedDaysAgo?: number): IamUser {
  const lastUsed =
    usedDaysAgo === undefined
      ? {}
      : { lastUsed: { at: ago(usedDaysAgo), service: 'ecr', region: 'eu-west-1' } };
  const key = { id: `AKIA${name}`, status: 'Active' as const, createdAt: ago(60), ...lastUsed };
  const tags = { ...engineer, ...(access !== undefined && { access }) };
  const password = { changedAt: ago(60) };
  const user = { arn: '', id: `AIDA${name}`, name, createdAt: ago(90), hasMfa: true };
  return { ...user, tags, keys: [key], password };
}

/** Whoever is named there has used aws login on these days of March. */
function ledgerOf(id: string, days: Readonly<Record<string, readonly number[]>>): AccountLedger {
  const moves = Object.entries(days).map(([name, on]) => {
    const dates = on
      .map((day) => `2026-03-${String(day).padStart(2, '0')}`)
      .toSorted()
      .reverse();
    const last = {
      way: 'sign-in',
      at: new Date(`${dates[0] ?? ''}T07:00:00Z`),
      address: '192.0.2.1',
      program: 'aws-cli/2.32.0',
    } as const;
    const userId = `AIDA${name}`;
    return [
      userId,
      { userId, userName: name, seen: { 'sign-in': { days: dates, last } }, said: {} },
    ] as const;
  });
  return { ...emptyLedger(id), moves: new Map(moves) };
}

function partOf(
  account: { readonly id: string; readonly name: string },
  users: readonly IamUser[],
  ledger: AccountLedger = emptyLedger(account.id),
  waysNotRead?: readonly string[],
): Report {
  const reading: AccountReading = {
    outcome: 'read',
    inventory: { account, users },
    credentialReportAt: now,
  };
  return composeReport({
    keyturnVersion: '0.0.0',
    obtainedBy: 'monitor',
    settings,
    readings: [reading],
    now,
    ledgers: new Map([[account.id, ledger]]),
    ...(waysNotRead && { waysNotRead }),
  });
}
const identity = { id: '111111111111', name: 'identity' };
const production = { id: '222222222222', name: 'production' };

describe('the report’s moves', () => {
  it('are not there where nobody is on the way', () => {
    const part = partOf(identity, [userOf('alice', undefined), userOf('bob', 'key')]);
    assert.ok(!('moves' in part));
  });

  it('say of each person the step, the ways, their last uses, and what is missing', () => {
    const ledger = ledgerOf(identity.id, { alice: [17, 18, 19] });
    const { moves } = partOf(identity, [userOf('alice', 'key+sign-in', 2)], ledger);
    assert.equal(moves?.people.length, 1);
    const { missing, ...alice } = moves.people[0] ?? assert.fail();
    assert.match(missing, /\S/);
    assert.deepEqual(alice, {
      accountId: identity.id,
      userName: 'alice',
      step: 'proved',
      proof: 'seen',
      ways: [
        { way: 'key', isOpen: true, lastUsed: { at: ago(2).toISOString() } },
        {
          way: 'sign-in',
          isOpen: true,
          lastUsed: {
            at: '2026-03-19T07:00:00.000Z',
            address: '192.0.2.1',
            program: 'aws-cli/2.32.0',
          },
        },
        { way: 'identity-center', isOpen: false },
      ],
      lastKeyUse: { at: ago(2).toISOString(), service: 'ecr', region: 'eu-west-1' },
    });
  });

  it('say no more of the last use of a key than IAM does', () => {
    const user = userOf('alice', 'key+sign-in');
    const keys = user.keys.map((key) => ({ ...key, lastUsed: { at: ago(2) } }));
    const { moves } = partOf(identity, [{ ...user, keys }]);
    assert.deepEqual(
      moves?.people.map(({ lastKeyUse }) => lastKeyUse),
      [{ at: ago(2).toISOString() }],
    );
    assert.deepEqual(moves.notRead, []);
  });

  it('name those first who have the longest way to go', () => {
    const ledger = ledgerOf(identity.id, { alice: [17, 18, 19], carol: [19] });
    const users = ['alice', 'bob', 'carol'].map((name) => userOf(name, 'key+sign-in', 2));
    const { moves } = partOf(identity, users, ledger);
    assert.deepEqual(
      moves?.people.map(({ userName, step }) => [userName, step]),
      [
        ['bob', 'open'],
        ['carol', 'open'],
        ['alice', 'proved'],
      ],
    );
  });

  it('are a report by its schema', () => {
    const ledger = ledgerOf(identity.id, { alice: [19] });
    const part = partOf(identity, [userOf('alice', 'key+sign-in', 2)], ledger, ['why']);
    assert.deepEqual(reportSchema.parse(JSON.parse(JSON.stringify(part))).moves, part.moves);
  });

  it('have each proof that there is, or none, and no other', () => {
    const who = { accountId: identity.id, userName: 'alice' };
    const person = { ...who, step: 'proved', missing: '', ways: [] };
    assert.deepEqual(reportMoveSchema.parse(person), person);
    for (const proof of ['seen', 'said', 'forced'])
      assert.deepEqual(reportMoveSchema.parse({ ...person, proof }), { ...person, proof });
    for (const proof of ['', 'hoped'])
      assert.ok(!reportMoveSchema.safeParse({ ...person, proof }).success, proof);
  });

  it('of several accounts are one list, with why each is not known whole', () => {
    const parts = [
      partOf(identity, [userOf('zoe', 'key+sign-in')], undefined, ['identity: refused']),
      partOf(production, [userOf('alice', 'key+sign-in')], undefined, ['production: no time']),
      partOf({ id: '333333333333', name: 'sandbox' }, [userOf('bob', 'key')]),
    ];
    const [head = assert.fail()] = parts;
    const { moves } = mergeReports(parts, [], head, settings);
    assert.deepEqual(
      moves?.people.map(({ userName }) => userName),
      ['alice', 'zoe'],
    );
    assert.deepEqual(moves.notRead, ['identity: refused', 'production: no time']);
  });
});
