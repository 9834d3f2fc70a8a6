import assert from 'node:assert/strict';
import { groupOfAction, type Action, type Press } from '../../rules/presses/press';
import type { ActionQueuePort } from '../ports/action-queue';

/** A queue and the hand that empties it. */
export interface OpenedActionQueue {
  readonly queue: ActionQueuePort;
  /** Receives and deletes everything that waits. */
  readonly receive: () => Promise<readonly Action[]>;
}

const by = { id: 'U0ALICE0001', team: 'T0EMULATED0' };

function press(n: number, key = 'AKIAOLD0000000000001'): Press {
  return {
    kind: 'press',
    id: n.toString(16).padStart(64, '0'),
    at: '2026-01-02T09:00:00.123Z',
    button: 'not-mine',
    on: {
      v: 1,
      account: '111111111111',
      user: 'a+b=c,d.e@f-g_h',
      credential: { kind: 'access-key', id: key },
      notice: `key/${key}/created`,
    },
    by,
    message: { channel: 'D0ALICE0001', ts: '1767344400.000100' },
  };
}

const opened: Action = {
  kind: 'home-opened',
  id: 'f'.repeat(64),
  at: '2026-01-02T09:00:00.000Z',
  by,
};

function keyMade(n: number, keyId: string): Action {
  return {
    kind: 'key-made',
    id: n.toString(16).padStart(64, '0'),
    at: '2026-01-02T09:00:00.000Z',
    accountId: '111111111111',
    userName: 'alice',
    keyId,
    maker: { arn: 'arn:aws:iam::111111111111:user/alice', mfa: true, isOwner: true },
  };
}

/** What every action queue keeps to. `open` gives an empty one each time. */
export function actionQueueContract(name: string, open: () => Promise<OpenedActionQueue>): void {
  describe(`the action queue ${name}`, () => {
    const idsIn = (actions: readonly Action[]) => actions.map(({ id }) => id).toSorted();

    it('gives back what was put, as it was', async () => {
      const { queue, receive } = await open();
      await queue.put(press(1));
      assert.deepEqual(await receive(), [press(1)]);
      await queue.put(opened);
      assert.deepEqual(await receive(), [opened]);
      const made = keyMade(7, 'AKIAOLD0000000000001');
      await queue.put(made);
      assert.deepEqual(await receive(), [made]);
      assert.deepEqual(await receive(), []);
    });

    it('has a press once, however often it was put', async () => {
      const { queue, receive } = await open();
      await queue.put(press(1));
      await queue.put(press(1));
      await queue.put(press(2));
      assert.deepEqual(idsIn(await receive()), idsIn([press(1), press(2)]));
    });

    it('gives presses about one key in their order', async () => {
      const { queue, receive } = await open();
      const ofOther = press(9, 'AKIAOLD0000000000009');
      for (const action of [press(3), ofOther, press(1), press(2)]) await queue.put(action);
      const ofOne = (await receive()).filter(({ id }) => id !== ofOther.id);
      assert.deepEqual(ofOne, [press(3), press(1), press(2)]);
    });

    it('has all new keys in one group, so that no press waits for more than one of them', async () => {
      const { queue, receive } = await open();
      const made = [7, 8, 9].map((n) => keyMade(n, `AKIAOLD000000000000${n}`));
      for (const action of [...made, press(1)]) await queue.put(action);
      const received = await receive();
      assert.deepEqual(
        received.filter(({ kind }) => kind === 'key-made'),
        made,
      );
      assert.equal(new Set(made.map(groupOfAction)).size, 1);
      assert.ok(!made.map(groupOfAction).includes(groupOfAction(press(1))));
    });
  });
}
