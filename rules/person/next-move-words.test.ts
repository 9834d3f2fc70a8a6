import assert from 'node:assert/strict';
import { nextMove } from './next-move';
import type { MoveState } from './judge-move';
import type { WayIn } from '../ways-in';

const both: readonly WayIn[] = ['key', 'sign-in'];
const own: readonly WayIn[] = ['sign-in'];
const center: readonly WayIn[] = ['identity-center'];

/** As the tags have it: `key` open or closed, another way with it. */
function stateOf(isOpen: boolean, more: Partial<MoveState> = {}): MoveState {
  return {
    ...{ step: 'quiet', missing: 'what is missing', proof: undefined },
    ways: [
      { way: 'key', isOpen },
      { way: 'sign-in', isOpen: true },
      { way: 'identity-center', isOpen: false },
    ],
    ...more,
  };
}
const next = (
  given: readonly WayIn[],
  deployed: readonly WayIn[],
  state: MoveState,
  isForced = false,
) => nextMove(given, deployed, state, { isForced });
const notYet = (why: string) => ({ do: 'not-yet', why });
const notMade = (what: string) =>
  notYet(`engineers.yaml has ${what}, and AWS does not have it yet: pulumi up does that`);

describe('the next step of a move, and why not yet', () => {
  it('closes `key` once another way was proved and all is quiet', () => {
    const close = { do: 'close', access: own, isForced: false };
    for (const proof of ['seen', 'said'] as const)
      assert.deepEqual(next(both, both, stateOf(true, { proof })), close);
    assert.deepEqual(next(both, both, stateOf(true)), notYet('what is missing'));
    const early = stateOf(true, { proof: 'seen', step: 'proved' });
    assert.deepEqual(next(both, both, early), notYet('what is missing'));
    assert.deepEqual(
      next(both, both, stateOf(true, { proof: 'forced' })),
      notYet('closing was forced before, and is not done: --force again does it'),
    );
    const forced = next(both, both, stateOf(true), true);
    assert.deepEqual(forced, { ...close, isForced: true });
  });

  it('waits for what engineers.yaml has and AWS has not', () => {
    assert.deepEqual(next(both, ['key'], stateOf(true)), notMade('opened sign-in'));
    assert.deepEqual(
      next(['key', 'identity-center'], both, stateOf(true)),
      notMade('closed sign-in and opened identity-center'),
    );
    assert.deepEqual(next(own, both, stateOf(true)), notMade('closed key'));
    assert.deepEqual(
      next(own, center, stateOf(false, { proof: 'seen' })),
      notMade('opened sign-in and closed identity-center'),
    );
  });

  it('asks whoever answers for it, or for proof, where `key` is closed without', () => {
    assert.deepEqual(next(own, own, stateOf(false), true), { do: 'answer-for-it' });
    const proved = stateOf(false, { proof: 'seen' });
    assert.deepEqual(next(own, own, proved, true), notYet('what is missing'));
    assert.deepEqual(next(own, own, proved), notYet('what is missing'));
    const { why = '' } = next(own, own, stateOf(false)) as { readonly why?: string };
    assert.match(why, /^key is closed, and no other way of theirs was seen to work; /);
  });

  it('finishes once all is closed: whoever signs in as their IAM user keeps it', () => {
    const closed = (proof: MoveState['proof']) => stateOf(false, { step: 'closed', proof });
    assert.deepEqual(next(own, own, closed(undefined)), { do: 'finish', stays: true, access: own });
    for (const proof of ['seen', 'said'] as const)
      assert.deepEqual(next(center, center, closed(proof)), {
        ...{ do: 'finish', stays: false, access: center },
      });
    assert.deepEqual(
      next(center, center, closed('forced')),
      notYet(
        'closing was forced, and no other way of theirs was seen to work: with their IAM user would go the way back; let them say that it works (--said)',
      ),
    );
    const { why = '' } = next(center, center, closed(undefined)) as { readonly why?: string };
    assert.match(why, /^key is closed, and no other way/);
  });
});
