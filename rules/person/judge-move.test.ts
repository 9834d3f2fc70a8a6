import assert from 'node:assert/strict';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import { readTags } from '../read-tags';
import { defaultSettings } from '../settings';
import { aKey, anEngineer, day, keyRecord, ledgerOf } from '../testing/one-account';
import { judgeMove } from './judge-move';
import { moveCommand } from './missing';
import type { MoveRecord } from './move-record';

const KEY = 'AKIAKEY00000000000001';

interface Given {
  readonly access?: string;
  readonly until?: string;
  readonly keys?: readonly AccessKey[];
  readonly move?: Partial<MoveRecord>;
  readonly told?: readonly string[];
  readonly ledger?: Partial<AccountLedger>;
  readonly on?: number;
  readonly usesAsOf?: Date;
  readonly password?: IamUser['password'];
  readonly keysUnknown?: IamUser['keysUnknown'];
}

function stateOf(given: Given) {
  const { access = 'key+sign-in', until, keys = [aKey(KEY, 0, { lastUsed })] } = given;
  const { move, told = [], ledger: more, on = 40, usesAsOf } = given;
  const ways = { access, ...(until !== undefined && { 'key-until': until }) };
  const password = 'password' in given ? given.password : { changedAt: day(0) };
  const user = anEngineer(keys, { password, keysUnknown: given.keysUnknown });
  const tags = readTags({ ...user.tags, ...ways }, day(on), defaultSettings);
  const record = { userId: user.id, userName: user.name, seen: {}, said: {}, ...move };
  const ledger = {
    ...ledgerOf({ notices: told.map((id) => deliveredOn(id, 30)) }),
    moves: new Map(move && [[user.id, record]]),
    ...more,
  };
  return judgeMove(user, tags, ledger, defaultSettings, day(on), usesAsOf);
}

const stepOf = (given: Given) => stateOf(given).step;
const lastUsed = { at: day(38), service: 's3', region: 'eu-central-1' };

function deliveredOn(id: string, on: number): NoticeRecord {
  const delivery = { at: day(on), channel: 'D1', ts: '1' };
  return { id, plannedAt: day(on), owner: delivery, toldStopsOn: '2026-02-05' };
}

const seenOn = (...days: readonly string[]): Partial<MoveRecord> => ({
  seen: { 'sign-in': { days, last: { at: day(39), way: 'sign-in' } } },
});
const proved = seenOn('2026-02-09', '2026-02-06', '2026-02-05');
const said = { said: { 'sign-in': { at: day(35), by: 'arn:aws:iam::111111111111:user/alice' } } };
const saidOfIdentityCenter = { said: { 'identity-center': said.said['sign-in'] } };
const forced = { forced: { at: day(35), by: 'arn:aws:iam::111111111111:user/admin' } };
const quietKey = aKey(KEY, 0, { lastUsed: { at: day(26) } });
const off = (more: Partial<AccessKey> = {}) => aKey(KEY, 0, { status: 'Inactive', ...more });
const closing = `key/${KEY}/closing`;
const reminder = `key/${KEY}/reminder-86`;
const opened = 'user/AIDAALICE/way/sign-in';

describe('the step of a move', () => {
  const cases: [string, Given, string][] = [
    ['nobody who has `key` alone', { access: 'key' }, 'not-moving'],
    ['`key` alone, and its date is past', { access: 'key', until: '2026-01-02' }, 'not-moving'],
    ['another way is open', {}, 'open'],
    ['told of another way', { told: ['user/AIDAALICE/way/identity-center'] }, 'open'],
    ['told', { told: [opened] }, 'told'],
    ['used on a day too few', { move: seenOn('2026-02-09', '2026-02-06') }, 'open'],
    ['the same day thrice', { move: seenOn('2026-02-09', '2026-02-09', '2026-02-09') }, 'open'],
    ['used on three days', { move: proved }, 'proved'],
    ['said', { move: said }, 'proved'],
    ['used, and their password is gone', { move: proved, password: undefined }, 'open'],
    ['said, and their password is gone', { move: said, password: undefined }, 'open'],
    [
      'used, and whether there is a password is not known',
      { move: proved, password: { unknown: 'no report' } },
      'proved',
    ],
    ['a way that is not open was used', { access: 'key+identity-center', move: proved }, 'open'],
    ['forced', { move: forced, access: 'sign-in' }, 'proved'],
    ['forced before they went back', { move: { ...forced, lastOpenAt: day(36) } }, 'open'],
    ['proved, and quiet for 13 days', { move: proved, keys: [quietKey], on: 39 }, 'proved'],
    ['proved, and quiet for 14 days', { move: proved, keys: [quietKey] }, 'quiet'],
    [
      'quiet by a report of yesterday',
      { move: proved, keys: [quietKey], usesAsOf: day(39) },
      'proved',
    ],
    [
      'quiet by a report of after the day',
      { move: proved, keys: [quietKey], on: 39, usesAsOf: day(41) },
      'proved',
    ],
    [
      'warned, beside a key that is off',
      {
        access: 'sign-in',
        move: proved,
        keys: [quietKey, aKey('AKIAKEY00000000000002', 0, { status: 'Inactive' })],
        told: [closing],
      },
      'warned',
    ],
    ['quiet, and not proved', { keys: [quietKey] }, 'open'],
    [
      'proved, and nobody knows when the key was used',
      { move: proved, keys: [aKey(KEY, 0, { lastUsed: { unknown: 'denied' } })] },
      'proved',
    ],
    ['proved, without a key', { move: proved, keys: [] }, 'quiet'],
    ['warned', { access: 'sign-in', move: proved, told: [closing] }, 'warned'],
    ['warned, and given back', { move: proved, told: [closing] }, 'proved'],
    [
      'warned of one of two keys',
      {
        access: 'sign-in',
        move: proved,
        keys: [quietKey, aKey('AKIAKEY00000000000002', 25)],
        told: [closing],
      },
      'quiet',
    ],
    [
      'warned by its age, which stops it sooner',
      { access: 'sign-in', move: proved, told: [reminder], on: 35 },
      'warned',
    ],
    [
      'warned by its age, and that day is over',
      { access: 'sign-in', move: proved, told: [reminder] },
      'proved',
    ],
    [
      'warned, and the way that was proved is closed since',
      { access: 'identity-center', move: proved, told: [closing] },
      'open',
    ],
    [
      'warned before they went back',
      { access: 'sign-in', move: { ...proved, lastOpenAt: day(31) }, told: [closing] },
      'proved',
    ],
    [
      'off for 13 days',
      { access: 'sign-in', keys: [off({ changedAt: day(26) })], on: 39 },
      'disabled',
    ],
    ['off for 14 days', { access: 'sign-in', keys: [off({ changedAt: day(26) })] }, 'closed'],
    ['off, and open again', { move: proved, keys: [off({ changedAt: day(20) })] }, 'quiet'],
    ['off, nobody knows since when', { access: 'sign-in', keys: [off()] }, 'disabled'],
    ['never a key', { access: 'sign-in', keys: [] }, 'closed'],
    [
      'deleted 13 days ago',
      {
        access: 'sign-in',
        keys: [],
        ledger: { credentials: new Map([[KEY, keyRecord(quietKey, { expiresAt: day(41) })]]) },
      },
      'disabled',
    ],
    [
      'closed by its date alone',
      { until: '2026-02-09', keys: [off({ changedAt: day(10) })] },
      'closed',
    ],
    ['on the last day', { until: '2026-02-10', keys: [off({ changedAt: day(10) })] }, 'open'],
  ];
  for (const [name, given, step] of cases)
    it(`${step}: ${name}`, () => assert.equal(stepOf(given), step));
});

describe('what is missing for the next step', () => {
  const cases: [Given, string][] = [
    [
      {},
      "nothing has arrived yet that tells them of sign-in; the monitor's next run tells them, unless it is a dry run",
    ],
    [{ access: 'key' }, ''],
    [
      { access: 'key+sign-in+identity-center' },
      "nothing has arrived yet that tells them of sign-in and identity-center; the monitor's next run tells them, unless it is a dry run",
    ],
    [
      { password: undefined },
      'they have no console password, without which nobody signs in; give them one: aws iam create-login-profile',
    ],
    [
      { access: 'key+sign-in+identity-center', password: undefined, told: [opened] },
      'sign-in was seen in use on 0 of 3 days, identity-center was seen in use on 0 of 3 days, and they have not said that it works; let them use it, or have them run keyturn ways --statement',
    ],
    [
      {
        access: 'sign-in',
        move: proved,
        keys: [quietKey, aKey('AKIAKEY00000000000002', 0, { status: 'Inactive' })],
      },
      "no warning has arrived yet that key …0001 stops; the monitor's next run warns them, unless it is a dry run",
    ],
    [
      {
        access: 'identity-center',
        keys: [],
        move: {
          seen: {
            'identity-center': {
              days: ['2026-02-07', '2026-02-08', '2026-02-09'],
              last: { at: day(39), way: 'identity-center' },
            },
          },
        },
      },
      'they have their IAM user still; keyturn move alice --certificate <file> ends that',
    ],
    [
      { told: [opened], move: proved, password: undefined },
      'they have no console password, without which nobody signs in; give them one: aws iam create-login-profile',
    ],
    [
      { told: [opened], move: seenOn('2026-02-09') },
      'sign-in was seen in use on 1 of 3 days, and they have not said that it works; let them use it, or have them run keyturn ways --statement',
    ],
    [
      { told: [opened], access: 'sign-in' },
      'sign-in was seen in use on 0 of 3 days, and they have not said that it works; let them use it, or have them run keyturn ways --statement; or give key back with keyturn move alice --back',
    ],
    [
      { move: proved },
      'no key may be used for 14 days: key …0001 was last used on 2026-02-08 for s3; find what uses it, or wait',
    ],
    [{ move: proved, keys: [quietKey] }, 'key is still open to them; keyturn move alice closes it'],
    [
      { move: proved, access: 'sign-in' },
      "no warning has arrived yet that key …0001 stops; the monitor's next run warns them, unless it is a dry run",
    ],
    [
      { access: 'sign-in', move: proved, told: [closing] },
      'their key stops on 2026-02-05; the monitor does that, and until then keyturn move alice --back gives key back',
    ],
    [
      {
        access: 'sign-in',
        move: proved,
        keys: [quietKey, aKey('AKIAKEY00000000000002', 25)],
        told: [closing],
      },
      "no warning has arrived yet that key …0002 stops; the monitor's next run warns them, unless it is a dry run",
    ],
    [
      { access: 'sign-in', move: proved, told: [closing, `${closing}/2`], keys: [quietKey] },
      'their key stops on 2026-02-05; the monitor does that, and until then keyturn move alice --back gives key back',
    ],
    [
      { access: 'sign-in', keys: [off({ changedAt: day(30) })] },
      'all keys must have been off for 14 days, and are since 2026-01-31; wait until 2026-02-14, then keyturn move alice --certificate <file>',
    ],
    [
      { move: proved, keys: [aKey(KEY, 30)] },
      'no key may be used for 14 days: key …0001 was made on 2026-01-31; find what uses it, or wait',
    ],
    [
      {
        move: proved,
        keys: [
          aKey(KEY, 0, { lastUsed: { unknown: 'denied' } }),
          aKey('AKIAKEY00000000000002', 35, { lastUsed: { at: day(36) } }),
        ],
      },
      'no key may be used for 14 days: key …0001 was used nobody knows when (denied), key …0002 was last used on 2026-02-06; find what uses it, or wait',
    ],
    [
      { access: 'sign-in', move: proved, keys: [quietKey, aKey('AKIAKEY00000000000002', 25)] },
      "no warning has arrived yet that key …0001 and key …0002 stop; the monitor's next run warns them, unless it is a dry run",
    ],
    [
      {
        access: 'sign-in',
        move: proved,
        keys: [quietKey, aKey('AKIAKEY00000000000002', 25)],
        told: [closing, 'key/AKIAKEY00000000000002/closing'],
      },
      'key …0001 stops on 2026-02-05, key …0002 stops on 2026-02-05; the monitor does that, and until then keyturn move alice --back gives key back',
    ],
    [
      { move: proved, keys: [], keysUnknown: { unknown: 'denied' } },
      'which keys they have is not known: denied',
    ],
    [
      { access: 'sign-in', move: proved, keys: [], keysUnknown: { unknown: 'denied' } },
      'which keys they have is not known; the monitor sees it once it can list them',
    ],
    [
      { access: 'sign-in', keys: [off()] },
      'all keys must have been off for 14 days, and nobody knows since when they are; delete them, and it is counted from when the monitor misses them',
    ],
    [
      { access: 'sign-in', keys: [off({ changedAt: day(30), lastUsed: { at: day(31) } })] },
      'all keys must have been off for 14 days, and are since 2026-02-01; wait until 2026-02-15, then keyturn move alice --certificate <file>',
    ],
    [{ access: 'sign-in', keys: [] }, ''],
    [{ access: 'sign-in+identity-center', keys: [] }, ''],
    [
      { access: 'identity-center', keys: [], move: saidOfIdentityCenter },
      'they have their IAM user still; keyturn move alice --certificate <file> ends that',
    ],
    ...[undefined, forced, proved].map((move): [Given, string] => [
      { access: 'identity-center', keys: [], ...(move && { move }) },
      'they have their IAM user still, and no other way of theirs was seen to work; have them run keyturn ways --statement',
    ]),
  ];
  for (const [given, missing] of cases)
    it(JSON.stringify(missing), () => assert.equal(stateOf(given).missing, missing));
});

describe('what a move shows', () => {
  it('has every way, and when it was last used', () => {
    const { ways, lastKeyUse, proof } = stateOf({ move: proved });
    assert.deepEqual(
      ways.map(({ way, isOpen, lastUsed: last }) => [way, isOpen, last?.at]),
      [
        ['key', true, day(38)],
        ['sign-in', true, day(39)],
        ['identity-center', false, undefined],
      ],
    );
    assert.deepEqual(lastKeyUse, { keyId: KEY, ...lastUsed });
    assert.equal(proof, 'seen');
  });

  it('says of nobody else that they move', () => {
    const machine = anEngineer([], { tags: { type: 'machine', access: 'sign-in' } });
    const tags = readTags(machine.tags, day(0), defaultSettings);
    assert.equal(
      judgeMove(machine, tags, ledgerOf({}), defaultSettings, day(0)).step,
      'not-moving',
    );
    const open = { ...tags, access: ['sign-in'] as const };
    assert.equal(
      judgeMove(machine, open, ledgerOf({}), defaultSettings, day(0)).step,
      'not-moving',
    );
  });

  it('names the command of whoever is called as one of its subcommands', () => {
    assert.equal(moveCommand('alice'), 'keyturn move alice');
    for (const name of ['status', 'step', 'help'])
      assert.equal(moveCommand(name), `keyturn move step ${name}`);
  });
});
