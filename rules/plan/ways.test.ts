import assert from 'node:assert/strict';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { IamUser } from '../model';
import type { MoveRecord } from '../person/move-record';
import { planDay } from '../plan-day';
import { defaultSettings, settingsSchema } from '../settings';
import { aClosingNotice, dateOf, sent } from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  ledgerOf,
  planned,
} from '../testing/one-account';

const KEY = 'AKIAOLD0000000000001';
const NEWER = 'AKIANEWER00000000002';
const by = 'arn:aws:iam::111111111111:user/alice';
const open = { access: 'key+sign-in' };
const closed = { access: 'sign-in' };
const byDate = { ...open, 'key-until': dateOf(20) };

interface Given {
  readonly on?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly user?: Partial<IamUser>;
  readonly move?: Partial<MoveRecord>;
  readonly notices?: readonly NoticeRecord[];
  readonly ledger?: Partial<AccountLedger>;
  readonly settings?: typeof defaultSettings;
}

function plan({ on = 12, tags = open, user, move, notices, ledger, settings }: Given) {
  const alice = anEngineer([aKey(KEY, 0)], { password: { changedAt: day(0) }, ...user });
  const record = { userId: alice.id, userName: alice.name, seen: {}, said: {}, ...move };
  const known = { ...ledgerOf({ notices }), moves: new Map([[alice.id, record]]), ...ledger };
  const owner = { ...alice, tags: { ...alice.tags, ...tags } };
  return planDay(inventoryOf(owner), known, settings ?? defaultSettings, day(on));
}

const remembered = (given: Given) =>
  plan(given).flatMap((each) => (each.do === 'remember-open' ? [each.at] : []));
const findings = (given: Given) =>
  plan(given).flatMap((each) => (each.do === 'report' ? [each.finding] : []));
const warned = (keyId = KEY) => delivered(aClosingNotice(keyId, 10));

describe('that a way in is open', () => {
  it('is told with the reason', () => {
    const whys = plan({}).flatMap((each) =>
      each.do === 'send' && each.notice.kind === 'way-opened' ? [each.why] : [],
    );
    assert.deepEqual(whys, [{ code: 'way-opened', text: 'sign-in is open to them' }]);
  });

  it('names who they are in IAM Identity Center of that way alone, and where a tag says so', () => {
    const access = 'key+sign-in+identity-center';
    const named = (tags: Readonly<Record<string, string>>) =>
      sent(plan({ tags: { access, ...tags } }), 'way-opened').map((notice) =>
        'identityCenterName' in notice ? [notice.way, notice.identityCenterName] : [notice.way],
      );
    assert.deepEqual(named({}).toSorted(), [['identity-center'], ['sign-in']]);
    assert.deepEqual(named({ 'identity-center-name': 'alice@example.com' }).toSorted(), [
      ['identity-center', 'alice@example.com'],
      ['sign-in'],
    ]);
  });
});

describe('that `key` is open again to whoever was warned of its closing', () => {
  it('is remembered of a warning that arrived, and of a later one of the same key', () => {
    assert.deepEqual(remembered({ notices: [warned()] }), [day(12)]);
    const second = delivered({ ...aClosingNotice(KEY, 10), id: `key/${KEY}/closing/2` });
    const notices = [delivered(aClosingNotice(KEY, 5)), second];
    assert.deepEqual(remembered({ notices, move: { lastOpenAt: day(6) } }), [day(12)]);
  });

  it('is not of a warning that did not arrive, where nothing was forced', () => {
    assert.deepEqual(remembered({ notices: [planned(aClosingNotice(KEY, 10))] }), []);
  });

  it('is not of what somebody else was told, where it was forced', () => {
    const notice = aClosingNotice('AKIABOB', 10);
    const others = delivered({ ...notice, owner: { ...notice.owner, userName: 'bob' } });
    const move = { forced: { at: day(11), by } };
    assert.deepEqual(remembered({ move, notices: [others] }), []);
    // Of a key of hers that is gone it is.
    assert.equal(remembered({ move, notices: [delivered(notice)] }).length, 1);
  });

  const forcedAt = (at: Date, notices = [warned()]) =>
    remembered({ move: { forced: { at, by } }, notices });

  it('has a closing stand that was forced since the warning, up to this very run', () => {
    const before = (at: Date) => [new Date(at.getTime() - 1)];
    const justAfter = new Date(day(10).getTime() + 1);
    assert.deepEqual(forcedAt(justAfter), before(justAfter));
    assert.deepEqual(forcedAt(day(12)), before(day(12)));
    // What is forced later than an older day's run is for stands by itself.
    assert.deepEqual(forcedAt(day(14)), [day(12)]);
  });

  it('has none stand that was forced by the time of the warning: that would count, too', () => {
    assert.deepEqual(forcedAt(day(10)), [day(12)]);
  });

  it('has none stand of which any of their keys was warned', () => {
    const ofIt = delivered({ ...aClosingNotice(NEWER, 10), proof: 'forced' });
    assert.deepEqual(forcedAt(day(10, '09:00:05'), [warned(), ofIt]), [day(12)]);
  });
});

describe('what keeps a key that is closed, or leaves its owner outside', () => {
  it('is found in words of whom a date would leave without a way in', () => {
    const tags = { access: 'key', 'key-until': dateOf(20) };
    assert.deepEqual(findings({ on: 20, tags }), []);
    assert.deepEqual(findings({ on: 21, tags }), [
      {
        kind: 'no-way-in',
        text: `has no way in since the end of ${dateOf(20)}, so \`key\` is taken to be open to them: give them another way, or move the date`,
      },
    ]);
  });

  const notProved = (given: Given) =>
    findings({ tags: closed, ...given }).filter(({ kind }) => kind === 'not-proved').length;

  it('is found as long as one of their keys is on', () => {
    const of = (...statuses: ('Active' | 'Inactive')[]) =>
      notProved({ user: { keys: statuses.map((status, i) => aKey(`AKIA${i}`, 0, { status })) } });
    assert.deepEqual([of('Active'), of('Inactive', 'Active'), of('Inactive')], [1, 1, 0]);
  });

  it('is not found of whom only a newer version knows what is proved', () => {
    const ofNewer = (id: string) => {
      const newer = { credentials: new Map(), others: 1, moves: new Set([id]) };
      return findings({ tags: closed, ledger: { newer } }).map(({ kind }) => kind);
    };
    assert.deepEqual(ofNewer('AIDAALICE'), []);
    assert.deepEqual(ofNewer('AIDABOB'), ['not-proved']);
  });
});

describe('`key` that is closed to an engineer', () => {
  const said = { said: { 'sign-in': { at: day(8), by } } };

  it('stops no credential of another kind, which is no way in that the tag speaks of', () => {
    const sshKeys = [{ id: 'APKA1', status: 'Active', createdAt: day(0) } as const];
    const settings = settingsSchema.parse({ credentials: { 'ssh-key': { do: 'disable' } } });
    const about = plan({ tags: closed, move: said, user: { keys: [], sshKeys }, settings })
      .filter(({ subject }) => subject.credential?.id === 'APKA1')
      .map((each) => ('why' in each ? `${each.do} ${each.why.code}` : each.do));
    assert.deepEqual(about, ['nothing young']);
  });

  it('is said to be another run’s to speak of, where this one or a later one found it open', () => {
    const whysAt = (lastOpenAt: Date) =>
      plan({ tags: byDate, on: 22, move: { ...said, lastOpenAt } }).flatMap((each) =>
        each.do === 'nothing' && each.why.code === 'later-run' ? [each.why.text] : [],
      );
    const text = '`key` was open to its owner as of this run, or of a later one';
    assert.deepEqual(whysAt(day(21)), []);
    assert.deepEqual(whysAt(day(22)), [text]);
  });
});
