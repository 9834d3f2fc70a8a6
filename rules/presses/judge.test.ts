import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import type { UserNotice } from '../notices';
import { anUnusedNotice, aReminder, noticeBase } from '../testing/decided';
import { aKey, day, delivered, keyRecord } from '../testing/one-account';
import type { PressFacts } from './facts';
import { judge, whyNotAsked } from './judge';
import { buttons, type Button, type Press } from './press';

const KEY = 'AKIAPRESSED000000001';
const ALICE = 'U0ALICE0001';
const RESPONDER = 'U0RESPONDER';
const created: UserNotice = {
  ...noticeBase(KEY, 3),
  kind: 'key-created',
  id: `key/${KEY}/created`,
};
const question: UserNotice = {
  ...noticeBase(KEY, 3),
  kind: 'key-question',
  id: `key/${KEY}/question/1`,
  asked: 1,
};
const dm = { at: day(3, '10:00:00'), channel: 'D0ALICE0001', ts: '1767434400.000100' };
const post = { at: day(3, '10:00:01'), channel: 'C0TEAM00001', ts: '1767434401.000200' };
const asked: NoticeRecord = { ...delivered(question), owner: dm, team: undefined };
const sent: NoticeRecord = { ...delivered(created), owner: undefined, team: post };
const recordUnder = (button: Button) => (button === 'disable-now' ? sent : asked);

function pressOf(button: Button, more: Partial<Press> = {}): Press {
  const { channel, ts } = button === 'disable-now' ? post : dm;
  return {
    kind: 'press',
    id: 'a'.repeat(64),
    at: day(3, '11:00:00').toISOString(),
    button,
    on: {
      v: 1,
      account: '111111111111',
      user: 'alice',
      credential: { kind: 'access-key', id: KEY },
      notice: recordUnder(button).id,
    },
    by: { id: button === 'disable-now' ? RESPONDER : ALICE },
    message: { channel, ts },
    ...more,
  };
}

function factsOf(press: Press, more: Partial<PressFacts> = {}): PressFacts {
  return {
    press,
    notice: recordUnder(press.button),
    answer: undefined,
    record: undefined,
    isOfNewerVersion: false,
    owner: { type: 'engineer', slackId: ALICE },
    key: { status: 'Active' },
    responders: [RESPONDER],
    isUnfinishedReport: false,
    isDryRun: false,
    isDeactivated: false,
    ...more,
  };
}

/** `say copied`, `record-answer not-mine off`, `disable owner not-mine`. */
function judged(button: Button, facts: Partial<PressFacts> = {}, press: Partial<Press> = {}) {
  const judgement = judge(factsOf(pressOf(button, press), facts));
  const { do: what, why } = judgement;
  switch (judgement.do) {
    case 'disable':
      return [what, judgement.as, judgement.answer].filter(Boolean).join(' ');
    case 'record-answer':
      return `${what} ${judgement.answer} ${why.code}`;
    case 'say':
    case 'tell-team':
      return `${what} ${why.code}`;
    case 'look':
      return what;
  }
}

const looking: Partial<PressFacts> = {
  notice: { ...delivered(aReminder(KEY, 76)), owner: dm, team: post },
};
const lookPress: Partial<Press> = {
  on: { ...pressOf('look-now').on, notice: aReminder(KEY, 76).id },
};

describe('a press', () => {
  it('does what its button says, of whom it may be', () => {
    assert.equal(judged('mine'), 'record-answer mine mine');
    assert.equal(judged('not-mine'), 'disable owner not-mine');
    assert.equal(judged('disable-now'), 'disable responder');
    assert.equal(judged('look-now', looking, lookPress), 'look');
  });

  /** Of whoever else may do it: that the press does not count, whatever its button. */
  const refused: readonly [
    string,
    string,
    (record: NoticeRecord) => Partial<PressFacts>,
    ((on: Press['on']) => Partial<Press>)?,
  ][] = [
    ['under a notice that nobody knows', 'unknown-notice', () => ({ notice: undefined })],
    [
      'under one of which only the delivery is known',
      'unknown-notice',
      (record) => ({ notice: { ...record, notice: undefined } }),
    ],
    [
      'under one of a newer version',
      'newer-notice',
      ({ id }) => ({ notice: { id, plannedAt: day(3), newer: 'record', owner: dm, team: post } }),
    ],
    [
      'of another key',
      'another-thing',
      () => ({}),
      (on) => ({ on: { ...on, credential: { kind: 'access-key', id: 'AKIAOTHER0000000001' } } }),
    ],
    ['of another user', 'another-thing', () => ({}), (on) => ({ on: { ...on, user: 'bob' } })],
    [
      'of another account',
      'another-thing',
      () => ({}),
      (on) => ({ on: { ...on, account: '222222222222' } }),
    ],
    [
      'of a notice in whose place another one is recorded',
      'another-thing',
      (record) => ({ notice: { ...record, notice: { ...created, id: 'key/AKIA/created' } } }),
    ],
    [
      'in another conversation',
      'copied',
      () => ({}),
      () => ({ message: { channel: 'D0MALLORY01', ts: dm.ts } }),
    ],
    [
      'in a forwarded message',
      'copied',
      () => ({}),
      () => ({ message: { channel: dm.channel, ts: '1767434499.000100' } }),
    ],
    [
      'before its delivery was recorded',
      'copied',
      (record) => ({ notice: { ...record, owner: undefined, team: undefined } }),
    ],
  ];
  for (const [what, code, facts, press] of refused)
    for (const button of ['mine', 'not-mine', 'disable-now'] as const)
      it(`does nothing ${what}: ${button}`, () => {
        const judgement = judged(button, facts(recordUnder(button)), press?.(pressOf(button).on));
        assert.equal(judgement, `say ${code}`);
      });

  it('counts where it stands alone: not the owner’s button in the team’s message, nor the other way round', () => {
    for (const button of ['mine', 'not-mine'] as const)
      assert.equal(judged(button, {}, { message: post }), 'say copied');
    assert.equal(judged('disable-now', {}, { message: dm }), 'say copied');
    const digest = { channel: 'C0TEAM00001', ts: '1767434409.000300' };
    const copied = { notice: { ...sent, team: undefined, copy: { ...digest, at: day(3) } } };
    assert.equal(judged('disable-now', copied, { message: digest }), 'disable responder');
    const stoodIn = { notice: { ...asked, owner: { failed: 'user_disabled' }, team: post } };
    assert.equal(judged('not-mine', stoodIn, { message: post }), 'say copied');
  });

  it('can’t have come by a button that no such message has', () => {
    assert.equal(judged('look-now'), 'say another-button');
    for (const button of ['mine', 'not-mine', 'disable-now'] as const)
      assert.equal(judged(button, looking, lookPress), 'say another-button');
    const unused = anUnusedNotice(KEY, 45);
    const notice = { ...delivered(unused), owner: dm };
    const { on } = pressOf('look-now');
    assert.equal(judged('look-now', { notice }, { on: { ...on, notice: unused.id } }), 'look');
    // Who made a key its owner alone is asked, and the team alone has what disables at once.
    const ofNews = { notice: { ...sent, owner: dm } };
    for (const button of ['mine', 'not-mine'] as const)
      assert.equal(
        judged(button, ofNews, { on: { ...on, notice: created.id } }),
        'say another-button',
      );
    const ofQuestion = { notice: { ...asked, team: post } };
    assert.equal(
      judged('disable-now', ofQuestion, { on: { ...on, notice: question.id } }),
      'say another-button',
    );
  });

  it('may have been withdrawn while it was posted: its buttons are there all the same', () => {
    const withdrawn = 'the key is gone';
    assert.equal(judged('not-mine', { notice: { ...asked, withdrawn } }), 'disable owner not-mine');
    const notice = looking.notice && { ...looking.notice, withdrawn };
    assert.equal(judged('look-now', { notice }, lookPress), 'look');
  });

  it('of a user who is gone disables nothing; the team hears that a key was in other hands', () => {
    const gone = { owner: undefined, key: undefined };
    assert.equal(judged('mine', gone), 'say user-gone');
    assert.equal(judged('disable-now', gone), 'say user-gone');
    assert.equal(judged('look-now', { ...looking, ...gone }, lookPress), 'say user-gone');
    assert.equal(judged('not-mine', gone), 'tell-team user-gone');
    assert.equal(judged('not-mine', gone, { by: { id: 'U0MALLORY01' } }), 'say user-gone');
  });

  it('could not be told: then the owner has no message with a button', () =>
    assert.equal(
      judged('not-mine', { notice: { ...asked, owner: { failed: 'user_not_found' } } }),
      'say copied',
    ));
});

describe('who pressed', () => {
  const by = (id: string) => ({ by: { id } });
  const engineer = (slackId?: string) => ({ owner: { type: 'engineer' as const, slackId } });

  it('is the owner by the tags of now, or a responder, or nobody', () => {
    for (const button of ['mine', 'not-mine'] as const) {
      assert.equal(judged(button, {}, by('U0MALLORY01')), 'say nobody');
      // Who answers for all is not whom it belongs to.
      assert.equal(judged(button, {}, by(RESPONDER)), 'say nobody');
    }
    assert.equal(judged('disable-now', {}, by('U0MALLORY01')), 'say no-responder');
    assert.equal(judged('disable-now', {}, by(ALICE)), 'say no-responder');
    assert.equal(judged('disable-now', { responders: [] }), 'say no-responder');
    assert.equal(judged('look-now', looking, { ...lookPress, ...by(RESPONDER) }), 'say nobody');
  });

  it('is told who may, where somebody may', () => {
    const whyOf = (facts: Partial<PressFacts>) =>
      judge(factsOf(pressOf('disable-now', by('U0MALLORY01')), facts)).why;
    assert.deepEqual(whyOf({}).who, [RESPONDER]);
    assert.equal(whyOf({ responders: [] }).who, undefined);
  });

  it('is nobody where the tags have changed meanwhile', () => {
    for (const button of ['mine', 'not-mine'] as const) {
      assert.equal(judged(button, engineer('U0BOB000001')), 'say owner-changed');
      assert.equal(judged(button, engineer()), 'say owner-changed');
      // Not even by whom the tags name now: the message was another person's.
      assert.equal(judged(button, engineer('U0BOB000001'), by('U0MALLORY01')), 'say nobody');
    }
  });

  it('is a responder all the same, whose own key it was', () => {
    const owned = { ...created, owner: { ...created.owner, slackId: RESPONDER } };
    assert.equal(
      judged('disable-now', { notice: { ...sent, notice: owned } }),
      'disable responder',
    );
  });

  it('is no owner of a machine’s key, which responders alone disable', () => {
    const machine = { owner: { type: 'machine' as const, slackId: ALICE } };
    assert.equal(judged('not-mine', machine), 'say machine');
    assert.equal(judged('mine', machine), 'say machine');
    assert.equal(judged('disable-now', machine), 'disable responder');
  });

  it('is nobody whom Slack has deactivated, whoever they were', () => {
    const gone = { isDeactivated: true };
    for (const button of ['mine', 'not-mine', 'disable-now'] as const) {
      assert.equal(judged(button, gone), 'say deactivated');
      assert.equal(judged(button, { ...gone, owner: undefined }), 'say deactivated');
    }
    assert.equal(judged('look-now', { ...looking, ...gone }, lookPress), 'say deactivated');
  });

  it('learns nothing of how things stand, if it is nobody', () => {
    const facts = { key: { status: 'Inactive' as const }, isDryRun: true, isOfNewerVersion: true };
    assert.equal(judged('not-mine', facts, by('U0MALLORY01')), 'say nobody');
    assert.equal(judged('disable-now', facts, by('U0MALLORY01')), 'say no-responder');
  });
});

describe('what keeps a press from disabling', () => {
  const key = aKey(KEY, 3);
  const disabledAt = (at: Date) => ({ record: keyRecord(key, { disabledAt: at }) });
  const order: readonly [string, Partial<PressFacts>][] = [
    ['newer-record', { isOfNewerVersion: true }],
    ['gone', { key: undefined }],
    ['off', { key: { status: 'Inactive' } }],
    ['no-type', { owner: { slackId: ALICE } }],
    ['older-button', disabledAt(day(4))],
    ['dry-run', { isDryRun: true }],
  ];
  order.forEach(([code, facts], i) => {
    it(`is told, and what the owner said is recorded all the same: ${code}`, () => {
      assert.equal(judged('not-mine', facts), `record-answer not-mine ${code}`);
      assert.equal(judged('disable-now', facts), `say ${code}`);
    });
    for (const [second, more] of order.slice(i + 1)) {
      // There is one key.
      if (code === 'gone' && second === 'off') continue;
      it(`is the first of two: ${code}, not ${second}`, () =>
        assert.equal(judged('disable-now', { ...more, ...facts }), `say ${code}`));
    }
  });

  it('is not that the key was disabled before the message was sent', () => {
    assert.equal(judged('not-mine', disabledAt(day(2))), 'disable owner not-mine');
    assert.equal(judged('not-mine', disabledAt(dm.at)), 'record-answer not-mine older-button');
  });

  it('is not that it is off by a process that died before it could tell', () => {
    const begun = { isUnfinishedReport: true, key: { status: 'Inactive' as const } };
    assert.equal(judged('not-mine', begun), 'disable owner not-mine');
    assert.equal(judged('disable-now', begun), 'disable responder');
  });
});

describe('an answer', () => {
  const answered = (said: 'mine' | 'not-mine') => ({
    answer: { said, by: ALICE, at: day(3) },
  });

  it('is given once; that it was not them may come after, and is not taken back', () => {
    assert.equal(judged('mine', answered('mine')), 'say answered');
    assert.equal(judged('mine', answered('not-mine')), 'say answered');
    assert.equal(judged('not-mine', answered('mine')), 'disable owner not-mine');
    // What failed the first time is tried again; what was done is off.
    assert.equal(judged('not-mine', answered('not-mine')), 'disable owner not-mine');
  });
});

describe('a press that is delivered again', () => {
  it('says what it said, and not that it was said before', () => {
    const { at } = pressOf('mine');
    const own = { said: 'mine', by: ALICE, at: new Date(at) } as const;
    assert.equal(judged('mine', { answer: own }), 'record-answer mine mine');
    for (const answer of [
      { ...own, by: RESPONDER },
      { ...own, at: day(3, '11:00:01') },
      { ...own, said: 'not-mine' as const },
    ])
      assert.equal(judged('mine', { answer }), 'say answered');
  });
});

describe('whatever is pressed, by whomever', () => {
  it('nothing but disabling is ever done to a key, and that only by owner or responder', () => {
    const people = [ALICE, RESPONDER, 'U0MALLORY01'];
    const types = ['engineer', 'machine', undefined] as const;
    for (const button of buttons)
      for (const id of people)
        for (const type of types)
          for (const slackId of [ALICE, 'U0BOB000001', undefined]) {
            const facts = factsOf(pressOf(button, { by: { id } }), { owner: { type, slackId } });
            const judgement = judge(facts);
            if (judgement.do !== 'disable') continue;
            assert.notEqual(type, undefined);
            if (button === 'not-mine') assert.ok(id === slackId && type === 'engineer');
            else assert.ok(button === 'disable-now' && id === RESPONDER);
          }
  });
});

describe('what is said of a press', () => {
  const whyOf = (button: Button, facts: Partial<PressFacts> = {}, press: Partial<Press> = {}) => {
    const { code, text } = judge(factsOf(pressOf(button, press), facts)).why;
    return `${code}: ${text}`;
  };
  const eve = { by: { id: 'U0MALLORY01' } };
  const on = { ...pressOf('mine').on, user: 'bob' };
  const saidBefore = (said: 'mine' | 'not-mine') => ({ answer: { said, by: ALICE, at: day(2) } });
  const said: readonly [string, () => string][] = [
    ['reported: disabled', () => whyOf('not-mine')],
    ['reported: disabled', () => whyOf('disable-now')],
    ['mine: the team knows', () => whyOf('mine')],
    ['look: its owner asks how it stands', () => whyOf('look-now', looking, lookPress)],
    [
      'unknown-notice: Keyturn knows no such message, or it is too long ago',
      () => whyOf('mine', { notice: undefined }),
    ],
    [
      'newer-notice: a newer version of Keyturn has sent it, which alone can answer',
      () => whyOf('mine', { notice: { ...asked, newer: 'record' } }),
    ],
    ['another-thing: the message was about another key', () => whyOf('mine', {}, { on })],
    ['another-button: no message of that kind has such a button', () => whyOf('look-now')],
    [
      'copied: it counts only in the message that Keyturn itself has sent',
      () => whyOf('mine', {}, { message: post }),
    ],
    [
      'deactivated: Slack has deactivated whoever this is: nothing is done for them',
      () => whyOf('mine', { isDeactivated: true }),
    ],
    [
      'user-gone: there is no such IAM user any more',
      () => whyOf('not-mine', { owner: undefined }),
    ],
    [
      'no-responder: nobody is named who may do that',
      () => whyOf('disable-now', { responders: [] }),
    ],
    ['no-responder: only a responder may do that', () => whyOf('disable-now', {}, eve)],
    [
      'owner-changed: the tags of that IAM user name another person by now',
      () => whyOf('mine', { owner: { type: 'engineer' } }),
    ],
    ['nobody: only the owner of the key may answer', () => whyOf('mine', {}, eve)],
    [
      'machine: only a responder may disable the key of a machine',
      () => whyOf('mine', { owner: { type: 'machine', slackId: ALICE } }),
    ],
    [
      'newer-record: a newer version of Keyturn knows more of this key, and must do it',
      () => whyOf('not-mine', { isOfNewerVersion: true }),
    ],
    ['gone: the key is deleted already', () => whyOf('not-mine', { key: undefined })],
    ['off: the key is disabled already', () => whyOf('not-mine', { key: { status: 'Inactive' } })],
    [
      'no-type: its owner has no valid type, and such a key is never touched',
      () => whyOf('disable-now', { owner: {} }),
    ],
    [
      'older-button: it was disabled since, and enabled again by somebody: ask the team',
      () => whyOf('not-mine', { record: keyRecord(aKey(KEY, 3), { disabledAt: day(4) }) }),
    ],
    [
      'dry-run: this is a dry run: it would be disabled now',
      () => whyOf('not-mine', { isDryRun: true }),
    ],
    [
      'answered: you said before that it was not you; nothing in Slack takes that back',
      () => whyOf('mine', saidBefore('not-mine')),
    ],
    ['answered: you said so before, and the team knows', () => whyOf('mine', saidBefore('mine'))],
  ];
  for (const [words, why] of said) it(words, () => assert.equal(why(), words));

  it('is known by the ledger alone, where that is enough', () => {
    const facts = factsOf(pressOf('disable-now', eve));
    assert.equal(whyNotAsked(facts)?.code, 'no-responder');
    assert.equal(whyNotAsked(factsOf(pressOf('mine'), { owner: undefined })), undefined);
  });

  it('is of the message that it stood under: of a key that came on in another one, too', () => {
    const { owner, account, plannedAt } = noticeBase(KEY, 3);
    const reenabled: UserNotice = {
      ...{ kind: 'key-reenabled', id: 'key/A/reenabled', owner, account, plannedAt, keyId: KEY },
    };
    const second = { ...noticeBase(KEY, 3), kind: 'second-key', id: 'key/A/second' } as const;
    const under = (notice: UserNotice): [Partial<PressFacts>, (of: Button) => Partial<Press>] => [
      { notice: { ...delivered(notice), owner: dm, team: post } },
      (of) => ({ on: { ...pressOf(of).on, notice: notice.id } }),
    ];
    const [ofReenabled, pressed] = under(reenabled);
    assert.equal(judged('disable-now', ofReenabled, pressed('disable-now')), 'disable responder');
    const [ofSecond, looked] = under(second as unknown as UserNotice);
    assert.equal(judged('look-now', ofSecond, looked('look-now')), 'look');
  });
});
