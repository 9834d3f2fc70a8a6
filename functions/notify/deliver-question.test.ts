import assert from 'node:assert/strict';
import type { QueueMessage } from '../../rules/notices/team-copies';
import { isSettled } from '../../rules/plan/warnings';
import { aQuestion } from '../../rules/testing/questions';
import { defaultRotation } from '../../rules/rotation';
import { InMemoryLedger } from '../in-memory/ledger';
import { InMemorySlack } from '../in-memory/slack';
import { deliver } from './deliver';

const ALICE = 'U0ALICE0001';
const teamChannel = 'C0INFRATEAM';
const question = aQuestion(1, 3);
const message: QueueMessage = { kind: 'private-message', id: question.id, notice: question };

function company() {
  const slack = new InMemorySlack();
  const ledger = new InMemoryLedger();
  const ports = {
    deliveries: ledger,
    slack,
    teamChannel,
    rotation: defaultRotation,
    now: () => new Date(question.plannedAt),
    remainingMs: () => 60_000,
  };
  const tell = (given: QueueMessage = message) => deliver(given, ports);
  const recipients = () => slack.posts.map(({ recipient }) => recipient);
  const isDone = async () => {
    const record = (await ledger.load(question.account.id)).notices.get(question.id);
    return record !== undefined && isSettled(record);
  };
  return { slack, tell, recipients, isDone };
}

describe('a question whose a new key is', () => {
  it('goes to its owner alone, once, and nothing is left to be sent', async () => {
    const { tell, recipients, isDone } = company();
    assert.deepEqual(await tell(), { owner: 'told', team: 'not-copied' });
    assert.deepEqual(await tell(), { owner: 'before', team: 'not-copied' });
    assert.deepEqual(recipients(), [ALICE]);
    assert.ok(await isDone());
  });

  it('is no copy for the team, in whatever message it comes', async () => {
    const { tell, recipients } = company();
    await tell(question);
    const items = [{ accountId: question.account.id, noticeId: question.id }];
    const { plannedAt } = question;
    for (const as of ['single', 'digest'] as const)
      await tell({ kind: 'team-copies', id: as, plannedAt, date: '2026-01-04', as, items });
    assert.deepEqual(recipients(), [ALICE]);
  });

  it('is told to the team, once, where its owner can’t be told', async () => {
    const { slack, tell, recipients, isDone } = company();
    slack.makeUnreachable(ALICE, 'user_not_found');
    assert.deepEqual(await tell(), { owner: 'failed', team: 'told' });
    assert.deepEqual(await tell(), { owner: 'before', team: 'before' });
    assert.deepEqual(recipients(), [teamChannel]);
    assert.match(slack.posts[0]?.message.text ?? '', /^Nobody could ask alice/);
    assert.ok(await isDone());
  });

  it('is not done as long as neither of them was told', async () => {
    const { slack, tell, isDone } = company();
    slack.makeUnreachable(ALICE, 'user_not_found');
    slack.makeUnreachable(teamChannel, 'is_archived');
    await assert.rejects(tell(), /is_archived/);
    assert.ok(!(await isDone()));
  });
});
