import assert from 'node:assert/strict';
import type { SQSEvent } from 'aws-lambda';
import { groupOfAction, numberedAction, type Action, type Press } from '../../rules/presses/press';
import { act } from './act';
import { ActionBodyError, readAction } from './read-action';

function pressOf(n: number, keyId = 'AKIAPRESSED000000001'): Press {
  return {
    kind: 'press',
    id: `${n}`.repeat(64),
    at: '2026-01-04T11:00:00.000Z',
    button: 'not-mine',
    on: {
      v: 1,
      account: '111111111111',
      user: 'alice',
      credential: { kind: 'access-key', id: keyId },
      notice: `key/${keyId}/created`,
    },
    by: { id: 'U0ALICE0001', team: 'T0ACME' },
    message: { channel: 'D0ALICE0001', ts: '1767434400.000100' },
  };
}
const { id, at, by } = pressOf(9);
const opened: Action = { kind: 'home-opened', id, at, by };

function batchOf(...actions: readonly (Action | string)[]): SQSEvent {
  const Records = actions.map((action, i) => ({
    messageId: `message-${i + 1}`,
    body: typeof action === 'string' ? action : JSON.stringify(numberedAction(action)),
    attributes: { MessageGroupId: typeof action === 'string' ? action : groupOfAction(action) },
    eventSource: 'aws:sqs',
  }));
  return { Records: Records as unknown as SQSEvent['Records'] };
}

async function play(failing: readonly string[], ...actions: readonly (Action | string)[]) {
  const done: string[] = [];
  const logged: string[] = [];
  const doer = (action: Action) => {
    if (failing.includes(action.id)) return Promise.reject(new Error('AWS is away'));
    done.push(`${action.kind} ${action.id.slice(0, 1)}`);
    return Promise.resolve();
  };
  const log = {
    error: (message: string, details: object) =>
      void logged.push(`${message} ${JSON.stringify(details)}`),
  };
  const doers = { press: doer, homeOpened: doer, keyMade: doer };
  const { batchItemFailures } = await act(batchOf(...actions), doers, log);
  return { done, logged, failed: batchItemFailures.map((each) => each.itemIdentifier) };
}

describe('a batch of actions', () => {
  it('is done, each by its kind', async () => {
    const { done, failed } = await play([], pressOf(1), opened);
    assert.deepEqual(done, ['press 1', 'home-opened 9']);
    assert.deepEqual(failed, []);
  });

  it('gives back what failed, and what comes after it of the same key alone', async () => {
    const other = 'AKIAOTHER00000000001';
    const batch = [pressOf(1), pressOf(2), pressOf(3, other), opened];
    const { done, failed } = await play([pressOf(1).id], ...batch);
    assert.deepEqual(failed, ['message-1', 'message-2']);
    assert.deepEqual(done, ['press 3', 'home-opened 9']);
  });

  it('gives back what it can’t read, without a word of it in the log', async () => {
    const attack = JSON.stringify({ ...pressOf(1), button: 'enable-xoxb-secret' });
    const { done, failed, logged } = await play([], attack, 'no JSON: xoxb-secret', pressOf(2));
    assert.deepEqual([done, failed], [['press 2'], ['message-1', 'message-2']]);
    assert.doesNotMatch(logged.join(), /xoxb/);
  });

  it('that all fails is given back whole, and throws nothing', async () => {
    const { failed } = await play([pressOf(1).id, id], pressOf(1), opened);
    assert.deepEqual(failed, ['message-1', 'message-2']);
  });
});

describe('an action from the queue', () => {
  const press = pressOf(1);
  const wrong: readonly [string, object, RegExp][] = [
    ['of a newer version', { ...press, v: 2 }, /newer version/],
    ['whose number is none', { ...press, v: '1' }, /newer version/],
    ['of no kind', { ...press, kind: 'enable' }, /kind/],
    ['of no button', { ...press, button: 'enable' }, /button/],
    ['of no account', { ...press, on: { ...press.on, account: '1; DROP' } }, /on\.account/],
    ['of a user with a wildcard', { ...press, on: { ...press.on, user: '*' } }, /on\.user/],
    ['of nobody', { ...press, by: { id: 'mallory' } }, /by\.id/],
    ['of no time', { ...press, at: 'now' }, /at/],
  ];
  for (const [what, value, field] of wrong)
    it(`is refused ${what}, naming the field`, () =>
      assert.throws(
        () => readAction(JSON.stringify(value)),
        (error) => error instanceof ActionBodyError && field.test(error.message),
      ));

  it('is read as it was queued, without its number', () =>
    assert.deepEqual(readAction(JSON.stringify(numberedAction(press))), press));
});
