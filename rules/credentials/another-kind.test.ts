import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import { noticeTraits } from '../notices/kinds';
import { noticesAbout } from '../plan/context';
import { recordChanges } from '../plan/credential-records';
import { expiringNotices } from '../plan/expiring-notices';
import { planOutbox } from '../plan/outbox';
import { afterRun } from '../report/after-run';
import { quietUntil } from '../report/quiet-until';
import { defaultSettings } from '../settings';
import { aReminder } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  inventoryOf,
  ledgerOf,
  planned,
} from '../testing/one-account';
import {
  aPlanted,
  holderOf,
  plantedRef,
  plantKind,
  settingsWithPlanted,
} from '../testing/planted-kind';
import { credentialsOf } from '.';

const ID = 'PLANTED0000000000001';
const held = aPlanted(ID, 0);
const alice = holderOf([held]);
const unseen = holderOf({ unknown: 'denied' });
const record = {
  credential: plantedRef(ID),
  userId: alice.id,
  userName: alice.name,
  createdAt: day(0),
  status: 'Active',
  fingerprint: 'row',
} as const;
const rows = new Map([[alice.name, 'row']]);

describe('another kind of credential, by its traits alone', () => {
  plantKind();

  it('is among what a user has', () => {
    assert.deepEqual(credentialsOf(alice).seen, [held]);
    assert.deepEqual([...credentialsOf(unseen).notSeen], ['planted']);
    assert.deepEqual(credentialsOf(anEngineer([])), { seen: [], notSeen: new Set() });
  });

  const changes = (user: typeof alice, ledger = ledgerOf({ keys: [record] })) =>
    recordChanges(inventoryOf(user), rows, ledger, day(9));

  it('is recorded when it comes, and forgotten when it goes', () => {
    assert.deepEqual(changes(alice, ledgerOf({})).changed, [record]);
    assert.deepEqual(changes(alice).changed, []);
    assert.deepEqual(changes(alice).gone, []);
    assert.deepEqual(changes(holderOf([])).gone, [plantedRef(ID)]);
  });

  it('is not gone where nobody can see it', () => assert.deepEqual(changes(unseen).gone, []));

  it('has no record where its age is not known, and is there all the same', () => {
    const ofNoAge = holderOf([aPlanted(ID, 0, { createdAt: { unknown: 'no report' } })]);
    const { changed, present } = changes(ofNoAge, ledgerOf({}));
    assert.deepEqual(changed, []);
    assert.ok(present.has(ID));
  });

  it('keeps its notices as long as it is there, or can’t be seen', () => {
    const told: NoticeRecord = {
      id: `planted/${ID}/old-10`,
      plannedAt: day(10),
      team: { at: day(10), channel: 'C1', ts: '1' },
    };
    const ledger = ledgerOf({ keys: [record], notices: [told] });
    const ended = (user: typeof alice) =>
      expiringNotices(ledger, changes(user, ledger).present, day(11)).end;
    assert.deepEqual(ended(alice), []);
    assert.deepEqual(ended(unseen), []);
    assert.deepEqual(ended(holderOf([])), [told.id]);
  });

  it('is quiet until its first reminder, where it is enabled and its owner of that type', () => {
    const ledger = ledgerOf({});
    const known = { ledger, noticesAbout: noticesAbout(ledger), settings: settingsWithPlanted };
    const until = (user: typeof alice) => quietUntil(user, known);
    assert.equal(until(alice), day(10).getTime());
    assert.equal(until({ ...alice, keys: [aKey('AKIAOLD0000000000001', 0)] }), day(10).getTime());
    assert.equal(until({ ...alice, tags: { type: 'machine' } }), Infinity);
    assert.equal(until(holderOf([aPlanted(ID, 0, { status: 'Inactive' })])), Infinity);
    assert.equal(until(unseen), Infinity);
  });

  describe('of which a reminder did not arrive', () => {
    const reminder = { ...aReminder('AKIAOLD0000000000001', 76), id: `planted/${ID}/old-10` };
    const { credential } = noticeTraits['key-reminder'];
    before(() => void Object.assign(noticeTraits['key-reminder'], { credential: () => held.ref }));
    after(() => void Object.assign(noticeTraits['key-reminder'], { credential }));

    const cases: readonly [what: string, user: typeof alice, why: readonly string[]][] = [
      ['is there', alice, ['no longer what is to be said today']],
      ['is off', holderOf([{ ...held, status: 'Inactive' }]), ['the planted one is not enabled']],
      ['is gone', holderOf([]), ['the planted one is gone']],
      ['can’t be seen', unseen, []],
    ];
    for (const [what, user, why] of cases)
      it(`${why.length > 0 ? 'withdraws' : 'leaves'} it where it ${what}`, () => {
        const ledger = ledgerOf({ keys: [record], notices: [planned(reminder)] });
        const today = { ledger, noticesAbout: noticesAbout(ledger), now: day(80) };
        const decisions = planOutbox(
          { account, settings: defaultSettings, today: '2026-03-22', ...today },
          inventoryOf(user),
          [],
        );
        const said = decisions.map((each) => (each.do === 'withdraw' ? each.why.text : each.do));
        assert.deepEqual(said, why);
      });
  });

  it('is remembered by the forecast, too', () => {
    const subject = { account, userName: alice.name, credential: plantedRef(ID) };
    const { ledger } = afterRun(
      { inventory: inventoryOf(alice), ledger: ledgerOf({}) },
      [{ do: 'remember-exemption', subject, on: '2026-01-10' }],
      day(9),
    );
    const expected = { ...record, fingerprint: '', lastExemptOn: '2026-01-10' };
    assert.deepEqual(ledger.credentials.get(ID), expected);
  });
});
