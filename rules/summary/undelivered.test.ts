import assert from 'node:assert/strict';
import { accessKeyRef, type StoppableRef } from '../credentials/credential';
import type { Decision } from '../decisions';
import type { AccountLedger, CredentialRecord, NoticeRecord } from '../ledger';
import type { Deed } from '../notices';
import { defaultSettings as settings } from '../settings';
import { aReminder, noticeBase } from '../testing/decided';
import { aKey, day, delivered, keyRecord, ledgerOf, planned } from '../testing/one-account';
import { aQuestion } from '../testing/questions';
import {
  undeliveredBefore,
  undeliveredSentence,
  unfinishedBefore,
  unfinishedSentence,
} from './undelivered';

const KEY = 'AKIAOLD0000000000001';

describe('what was not delivered', () => {
  const reminder = aReminder(KEY, 76);
  const team = { at: day(76), channel: 'C1', ts: '1' };
  const name = 'reminder to alice about key …0001, planned on 2026-03-18, not delivered to';

  const cases: [string, NoticeRecord, string[]][] = [
    ['at all', planned(reminder), [`${name} owner and channel`]],
    ['to the owner', { ...planned(reminder), team }, [`${name} owner`]],
    [
      'to the owner, with its copy for the team',
      { ...planned(reminder), copy: team },
      [`${name} owner`],
    ],
    ['to the channel', { ...planned(reminder), owner: team }, [`${name} channel`]],
    [
      'to the channel, which stands in for the owner',
      { ...planned(reminder), owner: { failed: 'account_inactive' } },
      [`${name} channel`],
    ],
    ['and is not missed once delivered', delivered(reminder), []],
    ['and is not missed once withdrawn', { ...planned(reminder), withdrawn: 'gone' }, []],
    [
      'of what is its owner’s alone, to them',
      planned(aQuestion(1, 76)),
      [
        'question to alice whether they made key …0001, planned on 2026-03-18, not delivered to owner',
      ],
    ],
    [
      'of a daily summary',
      { id: 'summary/2026-03-18', plannedAt: day(76) },
      ['the daily summary, planned on 2026-03-18, not delivered to channel'],
    ],
  ];
  for (const [what, record, expected] of cases)
    it(`is named: ${what}`, () => {
      const found = undeliveredBefore(ledgerOf({ notices: [record] }), day(77));
      assert.deepEqual(
        found.map((each) => undeliveredSentence(each, settings)),
        expected,
      );
    });

  it('is no deed of which nobody knows whether it was done, where it is none', () => {
    const ledger = ledgerOf({ notices: [planned(reminder), { id: 'x', plannedAt: day(76) }] });
    assert.equal(undeliveredBefore(ledger, day(77)).length, 2);
    assert.deepEqual(unfinishedBefore(ledger, day(77), []), []);
  });

  it('does not count what this very run has planned', () => {
    const ledger = ledgerOf({ notices: [planned(reminder)] });
    assert.deepEqual(undeliveredBefore(ledger, day(76)), []);
  });
});

describe('the notice of a deed', () => {
  const ofKey = { ...noticeBase(KEY, 91), cause: 'age' } as const;
  const { key, ...base } = ofKey;
  const deeds: [Deed, StoppableRef][] = [
    [{ ...ofKey, kind: 'key-disabled', id: `key/${KEY}/disabled/2026-04-02` }, accessKeyRef(KEY)],
    [
      {
        ...base,
        kind: 'credential-disabled',
        id: 'credential/APKA1/disabled/2026-04-02',
        credential: { ...key, kind: 'ssh-key', id: 'APKA1' },
      },
      { kind: 'ssh-key', id: 'APKA1' },
    ],
  ];
  for (const [deed, credential] of deeds) {
    const begun = { noticeId: deed.id, since: day(91), attempts: ['one'] };
    const ledgerWith = (known: Partial<CredentialRecord>) => {
      const record = keyRecord(aKey(credential.id, 0), { credential, ...known });
      return ledgerOf({ keys: [record], notices: [planned(deed)] });
    };
    const missed = (ledger: AccountLedger) => undeliveredBefore(ledger, day(92)).length;

    it(`names that of a ${deed.kind} once that was done, and not before`, () => {
      assert.equal(missed(ledgerWith({ disabledAt: day(91) })), 1);
      assert.equal(missed(ledgerWith({ disabling: begun })), 0);
      assert.equal(missed(ledgerWith({ disabledAt: day(80), disabling: begun })), 0);
      assert.equal(missed(ledgerWith({})), 0);
    });

    it(`names that of a ${deed.kind} where nothing is known of the credential any more`, () =>
      assert.equal(missed(ledgerOf({ notices: [planned(deed)] })), 1));

    it(`says of a ${deed.kind} that was begun that nobody knows, unless the run has gone on with it`, () => {
      const ledger = ledgerWith({ disabling: begun });
      const said = unfinishedBefore(ledger, day(92), []).map((each) =>
        unfinishedSentence(each, settings),
      );
      assert.match(said.join(), /^[^,]* of alice may have been disabled on 2026-04-02: /);
      const subject = { account: deed.account, userName: 'alice', credential };
      const why = { code: 'overtaken', text: '' } as const;
      const decision: Decision = { do: 'abandon', subject, begun, notice: deed, why };
      assert.deepEqual(unfinishedBefore(ledger, day(92), [decision]), []);
      const another: Decision = { ...decision, notice: { ...deed, id: 'another' } };
      assert.equal(unfinishedBefore(ledger, day(92), [another]).length, 1);
      const doing = (what: Decision['do']) =>
        unfinishedBefore(ledger, day(92), [{ ...decision, do: what } as Decision]);
      assert.deepEqual([doing('disable').length, doing('send').length], [0, 1]);
      assert.deepEqual(unfinishedBefore(ledgerWith({}), day(92), []), []);
      assert.deepEqual(unfinishedBefore(ledgerWith({ disabledAt: day(91) }), day(92), []), []);
    });
  }
});
