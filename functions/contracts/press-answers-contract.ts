import assert from 'node:assert/strict';
import type { QueueMessage } from '../../rules/notices/team-copies';
import type { PressAnswer } from '../../rules/presses/press-answer';
import type { PressAnswersPort } from '../ports/press-answers';

/** Where answers wait, and the hand that takes them. */
export interface OpenedPressAnswers {
  readonly answers: PressAnswersPort;
  /** Receives and deletes everything that waits, in any order. */
  receive(): Promise<readonly QueueMessage[]>;
}

function answer(n: number, more: Partial<PressAnswer> = {}): PressAnswer {
  return {
    kind: 'press-answer',
    id: `press/${String(n).repeat(64)}`,
    plannedAt: '2026-01-02T09:00:00.123Z',
    to: { slackId: 'U0ALICE0001', channel: 'D0ALICE0001', ts: '1767344400.000100' },
    button: 'not-mine',
    about: {
      account: { id: '111111111111', name: 'Ünder & Söhne <x>' },
      userName: 'a+b=c,d.e@f-g_h',
      keyId: 'AKIAOLD0000000000001',
      noticeId: 'key/AKIAOLD0000000000001/question/1',
    },
    outcome: 'disabled',
    code: 'disabled',
    text: 'disabled',
    tellsTeam: false,
    ...more,
  };
}

/** What everything keeps to in which answers to presses wait. `open` gives an empty one each time. */
export function pressAnswersContract(name: string, open: () => Promise<OpenedPressAnswers>): void {
  describe(`answers to presses ${name}`, () => {
    let opened: OpenedPressAnswers;
    beforeEach(async () => (opened = await open()));

    it('are given back as they were put', async () => {
      const looked = { is: 'two-enabled', newerId: 'AKIANEW0000000000001' } as const;
      const all = [
        answer(1),
        answer(2, { button: 'look-now', outcome: 'looked', code: 'look', looked }),
        answer(3, { about: undefined, outcome: 'nothing', code: 'unknown-notice' }),
      ];
      for (const each of all) await opened.answers.put(each);
      const byId = (one: QueueMessage, other: QueueMessage) => (one.id < other.id ? -1 : 1);
      const received = (await opened.receive()).toSorted(byId);
      // What is undefined is absent, wherever it came from.
      assert.deepEqual(JSON.parse(JSON.stringify(received)), JSON.parse(JSON.stringify(all)));
      assert.deepEqual(await opened.receive(), []);
    });

    it('wait once for a press, however often it was delivered', async () => {
      await opened.answers.put(answer(1));
      await opened.answers.put(answer(1));
      assert.equal((await opened.receive()).length, 1);
    });

    it('wait again where it ended otherwise the next time', async () => {
      await opened.answers.put(answer(1, { outcome: 'failed', code: 'unclear', tellsTeam: true }));
      await opened.answers.put(answer(1));
      const outcomes = (await opened.receive()).map((each) => 'outcome' in each && each.outcome);
      assert.deepEqual(outcomes.toSorted(), ['disabled', 'failed']);
    });
  });
}
