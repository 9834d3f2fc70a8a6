import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import { noticeId, type NoticeOf } from '../notices';
import { answerOf } from '../presses/answer-of';
import { anySettings, anyWorld, mostlyToAsk, TODAY } from '../report/testing/any-world';
import { planDay } from '../plan-day';
import { noticeBase, sent } from '../testing/decided';
import { day } from '../testing/one-account';

const HOUR = 3_600_000;
const days = (from: Date, to: Date) => (to.getTime() - from.getTime()) / (24 * HOUR);

/** What became of a question: planned so many days before the run, delivered some hours later or not. */
const anyFate = fc.record({
  plannedBefore: fc.integer({ min: -1, max: 6 }),
  hours: fc.integer({ min: 0, max: 72 }),
  end: fc.constantFrom('told', 'told', 'stood-in', 'failed', 'open', 'withdrawn', 'newer'),
  answer: fc.constantFrom(...Array<undefined>(6), 'mine' as const, 'not-mine' as const),
});
type Fate = typeof anyFate extends fc.Arbitrary<infer T> ? T : never;

function recordOf(keyId: string, asked: 1 | 2, fate: Fate): NoticeRecord {
  const on = TODAY - fate.plannedBefore;
  const id = noticeId.keyQuestion(keyId, asked);
  const notice: NoticeOf<'key-question'> = {
    ...noticeBase(keyId, on),
    kind: 'key-question',
    id,
    asked,
  };
  const delivery = { at: new Date(day(on).getTime() + fate.hours * HOUR), channel: 'D1', ts: '1' };
  const failed = { owner: { failed: 'user_disabled' } };
  const ends: Readonly<Record<Fate['end'], Partial<NoticeRecord>>> = {
    told: { owner: delivery },
    'stood-in': { ...failed, team: delivery },
    failed,
    open: {},
    withdrawn: { withdrawn: 'overtaken' },
    newer: { owner: delivery, newer: 'notice', notice: undefined },
  };
  const { answer: said } = fate;
  const answer = said && { said, by: 'U0ALICE0001', at: delivery.at };
  return { id, plannedAt: day(on), notice, ...ends[fate.end], ...(answer && { answer }) };
}

const anyQuestions = fc.infiniteStream(
  // The second one is seldom there without the first.
  fc.tuple(
    fc.option(anyFate, { nil: undefined, freq: 4 }),
    fc.option(anyFate, { nil: undefined, freq: 1 }),
  ),
);

function withQuestions(
  ledger: AccountLedger,
  keys: readonly AccessKey[],
  fates: Iterator<readonly [Fate | undefined, Fate | undefined]>,
): AccountLedger {
  const notices = new Map(ledger.notices);
  for (const { id } of keys) {
    const { value } = fates.next() as { value: readonly [Fate | undefined, Fate | undefined] };
    value.forEach((fate, i) => {
      const record = fate && recordOf(id, i === 0 ? 1 : 2, fate);
      if (record) notices.set(record.id, record);
    });
  }
  return { ...ledger, notices };
}

/** When anybody was told of it, as its record says. */
function toldAt({ owner, team }: NoticeRecord): Date | undefined {
  return owner && 'at' in owner ? owner.at : owner && team?.at;
}

/** Everything that must hold of a question, written down here once more. */
function check(
  question: NoticeOf<'key-question'>,
  user: IamUser,
  ledger: AccountLedger,
  againAfterDays: number,
): void {
  const now = day(TODAY);
  const key = user.keys.find(({ id }) => id === question.key.id);
  assert.ok(key?.status === 'Active' && key.createdAt <= now);
  assert.equal(user.tags['type'], 'engineer');
  assert.match(String(user.tags['slack-id']), /^[UW]/);
  assert.equal(question.owner.slackId, user.tags['slack-id']);
  assert.equal(answerOf(ledger, key.id), undefined);
  const [first, second] = ([1, 2] as const).map((asked) =>
    ledger.notices.get(noticeId.keyQuestion(key.id, asked)),
  );
  assert.ok(!first?.newer && !second?.newer);
  const known = question.asked === 1 ? first : second;
  assert.equal(known && toldAt(known), undefined, 'nobody is asked twice by one question');
  const wasBegun = known !== undefined && known.withdrawn === undefined;
  if (question.asked === 1) assert.ok(wasBegun || days(key.createdAt, now) <= 3);
  else {
    const at = first && toldAt(first);
    assert.ok(at && againAfterDays > 0 && days(first.plannedAt, now) >= againAfterDays);
    assert.ok(days(at, now) >= againAfterDays - 0.25, 'a quarter of a day late is of its run');
    assert.ok(wasBegun || days(at, now) <= againAfterDays + 3);
  }
}

describe('the questions of any run', () => {
  it('go to whom they may, each once, and never about what is old, answered or off', () => {
    const counts = { 1: 0, 2: 0 };
    fc.assert(
      fc.property(
        anyWorld,
        anySettings,
        anyQuestions,
        fc.constantFrom(0, 1, 1, 2),
        ({ inventory, ledger: others }, settings, fates, againAfterDays) => {
          const users = mostlyToAsk(inventory.users);
          const ledger = withQuestions(
            others,
            users.flatMap(({ keys }) => keys),
            fates[Symbol.iterator](),
          );
          const asking = { ...settings, questions: { againAfterDays } };
          const questions = sent(
            planDay({ ...inventory, users }, ledger, asking, day(TODAY)),
            'key-question',
          );
          const ids = questions.map(({ id }) => id);
          assert.equal(new Set(ids).size, ids.length);
          for (const question of questions) {
            const user = users.find(({ name }) => name === question.owner.userName);
            assert.ok(user);
            check(question, user, ledger, againAfterDays);
            counts[question.asked] += 1;
          }
        },
      ),
      { numRuns: 1500 },
    );
    // Else nothing would have been checked.
    assert.ok(counts[1] > 50 && counts[2] > 50, JSON.stringify(counts));
  });

  it('are the only thing that asking changes', () => {
    fc.assert(
      fc.property(anyWorld, anySettings, ({ inventory, ledger }, settings) => {
        const asking = { ...settings, questions: { againAfterDays: 1 } };
        const others = planDay(inventory, ledger, asking, day(TODAY)).filter(
          (each) => each.do !== 'send' || each.notice.kind !== 'key-question',
        );
        assert.deepEqual(others, planDay(inventory, ledger, settings, day(TODAY)));
      }),
      { numRuns: 500 },
    );
  });
});
