import assert from 'node:assert/strict';
import { credentialOfKey } from '../credentials/access-key';
import type { AccountLedger } from '../ledger';
import { readTags } from '../read-tags';
import { defaultSettings } from '../settings';
import { account, aKey, anEngineer, day, planned } from '../testing/one-account';
import {
  aQuestion,
  asking,
  decisionsOf,
  ledgerWith,
  NEW_KEY,
  wasAsked,
} from '../testing/questions';
import type { AccessKey } from '../model';
import { askFirst } from './ask';

/** What an event of a new key comes to, an hour after it was made, and why. */
function firstOf(
  ledger: AccountLedger = ledgerWith(),
  key: AccessKey = aKey(NEW_KEY, 0),
  tags: Readonly<Record<string, string>> = anEngineer([]).tags,
): string {
  const user = anEngineer([key], { tags });
  const owner = { user, tags: readTags(tags, day(0), asking) };
  const credential = credentialOfKey(key);
  const subject = { account, userName: user.name, credential: credential.ref };
  const now = day(0, '09:00:00');
  const decision = askFirst({ day: { account, ledger, now }, owner, credential, subject }, now);
  assert.deepEqual(decision.subject, subject);
  assert.ok('why' in decision);
  return `${decision.do} ${decision.why.code}: ${decision.why.text}`;
}

describe('why the owner of a new key is asked, or not', () => {
  const slack = { 'slack-id': 'U0ALICE0001' };
  const answer = { said: 'mine', by: 'U0ALICE0001', at: day(0) } as const;
  const cases: readonly [string, () => string][] = [
    ['send owner-unasked: made of late, and its owner was not asked', () => firstOf()],
    ['nothing not-new: made more than 3 days ago', () => firstOf(ledgerWith(), aKey(NEW_KEY, -4))],
    [
      'nothing inactive: not enabled',
      () => firstOf(ledgerWith(), aKey(NEW_KEY, 0, { status: 'Inactive' })),
    ],
    [
      'nothing invalid-tags: its owner has no valid type',
      () => firstOf(ledgerWith(), aKey(NEW_KEY, 0), slack),
    ],
    [
      'nothing machine: its owner is a machine',
      () => firstOf(ledgerWith(), aKey(NEW_KEY, 0), { ...slack, type: 'machine' }),
    ],
    [
      'nothing invalid-tags: no tag says whom to ask',
      () => firstOf(ledgerWith(), aKey(NEW_KEY, 0), { type: 'engineer' }),
    ],
    [
      'nothing made-later: made after the time that the run is for',
      () => firstOf(ledgerWith(), aKey(NEW_KEY, 1)),
    ],
    [
      'nothing answered: its owner has said so',
      () => firstOf(ledgerWith(wasAsked(1, 0, { answer }))),
    ],
    [
      'nothing newer-record: a newer version of Keyturn has asked',
      () => firstOf(ledgerWith({ ...planned(aQuestion(1, 0)), newer: 'record' })),
    ],
  ];
  for (const [words, why] of cases) it(words, () => assert.equal(why(), words));

  it('is one that was made at the very time that the run is for', () => {
    const key = aKey(NEW_KEY, 0, { createdAt: day(0, '09:00:00') });
    assert.match(firstOf(ledgerWith(), key), /^send /);
  });

  it('is asked once more as they have not answered', () => {
    const again = decisionsOf({ on: 2, ledger: ledgerWith(wasAsked(1, 0)) }).flatMap((decision) =>
      decision.do === 'send' && decision.notice.kind === 'key-question' ? [decision.why] : [],
    );
    assert.deepEqual(again, [
      { code: 'unanswered', text: 'its owner was asked, and has not answered' },
    ]);
  });

  it('is not that nobody was told, where it was withdrawn after that', () => {
    const old = aKey(NEW_KEY, -4);
    const withdrawn = 'not enabled';
    const open = { ...planned(aQuestion(1, -4)), withdrawn };
    assert.match(firstOf(ledgerWith(open), old), /^nothing not-new/);
    assert.doesNotMatch(firstOf(ledgerWith({ ...wasAsked(1, -4), withdrawn }), old), /not-new/);
  });

  it('is no decision of a run where there is nothing to ask', () => {
    const found = decisionsOf({ on: 40, ledger: ledgerWith() });
    const ofQuestions = found.filter((each) => 'why' in each && each.why.code === 'not-new');
    assert.deepEqual(ofQuestions, []);
    assert.deepEqual(found, decisionsOf({ on: 40, settings: defaultSettings }));
  });
});
