import assert from 'node:assert/strict';
import type { HomeView } from './home-view';
import { showAnswerId, type ShowAnswer } from './show-answer';
import { groupOf, identityOf, isPressMessage } from './team-copies';
import type { PressAnswer } from '../presses/press-answer';

const at = '2026-01-04T11:00:00.000Z';
const answer = {
  ...{
    kind: 'press-answer',
    id: 'press/x',
    plannedAt: at,
    to: { slackId: 'U1', channel: 'D1', ts: '1' },
  },
  ...{ button: 'mine', outcome: 'failed', code: 'c', text: 't', tellsTeam: false },
} satisfies PressAnswer;
const shown = {
  ...{ kind: 'show-answer', id: showAnswerId('x'), plannedAt: at, accountId: '111111111111' },
  answer: { said: 'mine', by: 'U1', at },
  noticeIds: ['key/AKIA1/question/1', 'key/AKIA1/created'],
} satisfies ShowAnswer;
const view = { kind: 'home-view', id: 'home/x', to: 'U1' } as unknown as HomeView;

describe('what comes of a press', () => {
  it('is for whoever pressed, and no notice', () => {
    for (const message of [answer, shown, view]) assert.ok(isPressMessage(message));
    assert.ok(!isPressMessage({ kind: 'key-created' }) && !isPressMessage({ kind: 'team-copies' }));
  });

  it('is handled in the order of the key, or of the person', () => {
    assert.equal(groupOf(answer), 'press-answer/U1');
    assert.equal(groupOf(shown), 'show-answer/AKIA1');
    assert.equal(groupOf(view), 'home-view/U1');
  });

  it('is the same again by its id, of an answer by what came of it, too', () => {
    assert.equal(identityOf(answer), 'press/x failed');
    assert.equal(identityOf(shown), 'answer/x');
    assert.equal(identityOf(view), 'home/x');
  });
});
