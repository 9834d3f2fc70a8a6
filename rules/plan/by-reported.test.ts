import assert from 'node:assert/strict';
import { accessKeyRef } from '../credentials/credential';
import type { CredentialRecord } from '../ledger';
import type { IamUser } from '../model';
import type { NoticeOf } from '../notices';
import { planDay } from '../plan-day';
import { settingsSchema, type SettingsInput } from '../settings';
import { stillDue } from '../disabling/still-due';
import { aboutKey, aReminder, dateOf, noticeBase } from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';

const KEY = 'AKIAREPORTED00000001';
const OTHER = 'AKIAOTHER00000000002';
const reported: NoticeOf<'key-disabled'> = {
  ...noticeBase(KEY, 3),
  kind: 'key-disabled',
  id: `key/${KEY}/reported/0123`,
  cause: 'reported',
  reportedBy: { slackId: 'U0ALICE0001', as: 'owner' },
};

const byResponder = {
  ...reported,
  reportedBy: { slackId: 'U0RESPONDER', as: 'responder' },
} as const;

interface Given {
  readonly key?: Parameters<typeof aKey>[2];
  readonly user?: Partial<IamUser>;
  readonly record?: Partial<CredentialRecord>;
  readonly notice?: NoticeOf<'key-disabled'>;
  readonly settings?: SettingsInput;
  readonly isOfNewerVersion?: boolean;
}

/** The plan of day 4, after somebody reported the key on day 3 and what did it died. */
function plan({ key: more, user, record, notice = reported, settings, ...given }: Given) {
  const key = aKey(KEY, 0, more);
  const disabling = { noticeId: notice.id, since: day(3), attempts: ['press'] };
  const ledger = ledgerOf({
    notices: [planned(notice)],
    keys: [keyRecord(key, { disabling, ...record })],
  });
  const newer = { credentials: new Map([[KEY, accessKeyRef(KEY)]]), others: 0 };
  return planDay(
    inventoryOf(anEngineer([key, aKey(OTHER, 1)], user)),
    given.isOfNewerVersion ? { ...ledger, newer } : ledger,
    settingsSchema.parse(settings ?? {}),
    day(4),
  );
}

const about = (given: Given) => aboutKey(plan(given), KEY);
const tagged = (tags: Readonly<Record<string, string>>) => ({
  user: { tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', ...tags } },
});

describe('a key that was reported, and whose disabling did not come to its end', () => {
  const finished: readonly [string, Given][] = [
    ['young as it is', {}],
    ['exempt as it is', tagged({ 'key-exempt-until': dateOf(30) })],
    ['found exempt before', { record: { lastExemptOn: dateOf(4) } }],
    ['a machine’s', { ...tagged({ type: 'machine' }), notice: byResponder }],
    ['of somebody whose slack-id is another one by now', tagged({ 'slack-id': 'U0SOMEBODY' })],
    ['made after the time that the run is for', { key: { createdAt: day(5) } }],
    ['disabled before, and enabled again by somebody', { record: { disabledAt: day(2) } }],
    ['old', { key: { createdAt: day(-400) } }],
  ];
  for (const [what, given] of finished)
    it(`is disabled, ${what}`, () => {
      assert.equal(about(given)[0], 'disable reported');
      assert.ok(!about(given).some((line) => line.startsWith('abandon')));
      const [decision] = plan(given).filter((each) => each.do === 'disable');
      assert.ok(decision && !decision.tellOnly);
      assert.equal(decision.dueBy, 'reported');
      assert.ok(
        decision.why.text.endsWith(
          'reported to be disabled at once; that was begun and did not come to its end',
        ),
      );
      // The notice that it was begun under, word for word: who it was must not be lost.
      assert.deepEqual(decision.notice, given.notice ?? reported);
      assert.equal(decision.begunUnder, undefined);
    });

  it('is only told of where it is off', () => {
    const [decision, ...more] = plan({ key: { status: 'Inactive' } }).filter(
      (each) => each.do === 'disable',
    );
    assert.deepEqual(more, []);
    assert.ok(decision?.tellOnly);
    assert.deepEqual(decision.notice, reported);
  });

  it('leaves the other key of its owner as it is', () =>
    assert.ok(aboutKey(plan({}), OTHER).every((line) => !line.startsWith('disable'))));

  it('is let be where its owner has no valid type by now, or a newer version wrote its record', () => {
    const untyped = about({ user: { tags: {} } });
    assert.deepEqual(untyped, ['nothing invalid-tags', 'abandon overtaken']);
    const newer = about({ isOfNewerVersion: true });
    assert.ok(newer.every((line) => !line.startsWith('disable')));
  });

  it('is let be where it is a machine’s by now, and its owner alone has reported it, or nobody knows who', () => {
    for (const notice of [reported, { ...reported, reportedBy: undefined }]) {
      const lines = about({ ...tagged({ type: 'machine' }), notice });
      assert.ok(!lines.some((line) => line.startsWith('disable')));
      assert.ok(lines.includes('abandon overtaken'));
    }
  });

  it('is not what a disabling is that was begun for its age', () => {
    const age = { ...reported, cause: 'age', reportedBy: undefined } as const;
    assert.deepEqual(about({ notice: age }), ['send second-key-found', 'abandon overtaken']);
  });

  it('is not what a key is of which the notice alone is left, with nothing begun', () =>
    assert.deepEqual(about({ record: { disabling: undefined } }), [
      'send second-key-found',
      'withdraw overtaken',
    ]));

  it('neither counts for the circuit breaker nor is held by it', () => {
    const settings = settingsSchema.parse({ circuitBreaker: { keys: 1, percent: 0 } });
    const keys = [aKey(KEY, 0), aKey(OTHER, 0)];
    const begun = (key: (typeof keys)[number], notice: NoticeOf<'key-disabled'>) =>
      keyRecord(key, { disabling: { noticeId: notice.id, since: day(90), attempts: ['x'] } });
    const planWith = (cause: 'reported' | 'age') => {
      const ofKey = ({ id }: (typeof keys)[number]) => ({
        ...reported,
        ...noticeBase(id, 90),
        id: `key/${id}/reported/0`,
        cause,
      });
      const notices = keys.flatMap((key) => [
        planned(ofKey(key)),
        delivered(aReminder(key.id, 86)),
      ]);
      const ledger = ledgerOf({ notices, keys: keys.map((key) => begun(key, ofKey(key))) });
      const users = keys.map((key, i) => anEngineer([key], { name: `user${i}` }));
      const decisions = planDay(inventoryOf(...users), ledger, settings, day(91));
      return keys.map(({ id }) => aboutKey(decisions, id)[0]);
    };
    assert.deepEqual(planWith('reported'), ['disable reported', 'disable reported']);
    assert.deepEqual(planWith('age'), ['hold circuit-breaker', 'hold circuit-breaker']);
  });
});

describe('the last look at what was reported', () => {
  const look = (user: IamUser | undefined, settings: SettingsInput = {}) => {
    const parsed = settingsSchema.parse(settings);
    const answer = stillDue(accessKeyRef(KEY), user, 'reported', parsed, day(4));
    return answer.is === 'not-due' ? answer.why.code : answer.is;
  };
  const exempt = { type: 'engineer', 'key-exempt-until': dateOf(30) };
  const cases: readonly [string, IamUser | undefined, string][] = [
    ['young', anEngineer([aKey(KEY, 4)]), 'due'],
    ['exempt', anEngineer([aKey(KEY, 0)], { tags: exempt }), 'due'],
    ['a machine’s', anEngineer([aKey(KEY, 0)], { tags: { type: 'machine' } }), 'due'],
    ['off', anEngineer([aKey(KEY, 0, { status: 'Inactive' })]), 'off'],
    ['gone', anEngineer([aKey(OTHER, 0)]), 'gone'],
    ['of a user who is gone', undefined, 'gone'],
    ['of nobody who has a type', anEngineer([aKey(KEY, 0)], { tags: {} }), 'invalid-tags'],
  ];
  for (const [what, user, is] of cases)
    it(`finds it ${is}: ${what}`, () => assert.equal(look(user), is));
});
