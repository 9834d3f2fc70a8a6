import assert from 'node:assert/strict';
import fc from 'fast-check';
import { waysIn, type WayIn } from '../ways-in';
import type { MoveState } from './judge-move';
import { moveSteps } from './moving';
import { nextMove, wayToOpen, withWay } from './next-move';

const state = (
  step: MoveState['step'],
  proof: MoveState['proof'],
  isKeyOpen: boolean,
): MoveState => ({
  step,
  missing: `what comes after ${step}`,
  proof,
  ways: [{ way: 'key', isOpen: isKeyOpen }],
});
const plain = { isForced: false };
const both: readonly WayIn[] = ['key', 'sign-in'];
const alone: readonly WayIn[] = ['sign-in'];

describe('the next step of a move', () => {
  it('opens sign-in where nothing is said, and what is asked for', () => {
    assert.equal(wayToOpen(['key'], {}), 'sign-in');
    assert.equal(wayToOpen(['key'], { to: 'identity-center' }), 'identity-center');
    assert.equal(wayToOpen(both, { to: 'identity-center' }), 'identity-center');
    assert.equal(wayToOpen(both, { to: 'sign-in' }), undefined);
    assert.equal(wayToOpen(both, {}), undefined);
    assert.deepEqual(withWay(alone, 'key'), both);
  });

  const cases: [string, Parameters<typeof nextMove>, string][] = [
    ['quiet and seen', [both, both, state('quiet', 'seen', true), plain], 'close'],
    ['quiet and said', [both, both, state('quiet', 'said', true), plain], 'close'],
    ['forced before', [both, both, state('quiet', 'forced', true), plain], 'not-yet'],
    ['forced now', [both, both, state('open', undefined, true), { isForced: true }], 'close'],
    ['proved, and not quiet', [both, both, state('proved', 'seen', true), plain], 'not-yet'],
    ['not deployed', [both, ['key'], state('quiet', 'seen', true), plain], 'not-yet'],
    ['given back, not deployed', [both, alone, state('warned', 'seen', false), plain], 'not-yet'],
    ['closed, not deployed', [alone, both, state('quiet', 'seen', true), plain], 'not-yet'],
    ['warned', [alone, alone, state('warned', 'seen', false), plain], 'not-yet'],
    [
      'closed by hand, and forced',
      [alone, alone, state('told', undefined, false), { isForced: true }],
      'answer-for-it',
    ],
    ['over', [alone, alone, state('closed', 'seen', false), plain], 'finish'],
    ['over by its date', [both, both, state('closed', 'seen', false), plain], 'finish'],
    ['over by its date, deployed', [alone, alone, state('closed', 'seen', false), plain], 'finish'],
    [
      'over by its date, not deployed',
      [alone, both, state('closed', 'seen', false), plain],
      'finish',
    ],
    [
      'over, with another way than AWS has',
      [['identity-center'], alone, state('closed', 'seen', false), plain],
      'not-yet',
    ],
    [
      'over, with one way less than AWS has',
      [['identity-center'], ['sign-in', 'identity-center'], state('closed', 'seen', false), plain],
      'not-yet',
    ],
    [
      'over by force alone, where the IAM user would go',
      [['identity-center'], ['identity-center'], state('closed', 'forced', false), plain],
      'not-yet',
    ],
    [
      'over by force, where it stays',
      [alone, alone, state('closed', 'forced', false), plain],
      'finish',
    ],
  ];
  for (const [what, args, expected] of cases)
    it(`${expected}: ${what}`, () => assert.equal(nextMove(...args).do, expected));

  it('lets stay who signs in, and nobody else', () => {
    const over = state('closed', 'seen', false);
    const both = nextMove(
      ['sign-in', 'identity-center'],
      ['sign-in', 'identity-center'],
      over,
      plain,
    );
    assert.deepEqual(both, { do: 'finish', stays: true, access: ['sign-in', 'identity-center'] });
    const one = nextMove(['identity-center'], ['identity-center'], over, plain);
    assert.deepEqual(one, { do: 'finish', stays: false, access: ['identity-center'] });
  });

  const given = fc
    .subarray<WayIn>([...waysIn], { minLength: 1 })
    .filter((ways) => ways.some((way) => way !== 'key'));
  const anything = fc.record({
    given,
    deployed: fc.subarray<WayIn>([...waysIn], { minLength: 1 }),
    step: fc.constantFrom(...moveSteps, 'not-moving' as const),
    proof: fc.constantFrom(undefined, 'seen' as const, 'said' as const, 'forced' as const),
    isKeyOpen: fc.boolean(),
  });

  it('never takes the last way, and closes or takes out nobody without proof or force by name', () =>
    fc.assert(
      fc.property(
        anything,
        fc.boolean(),
        ({ given, deployed, step, proof, isKeyOpen }, isForced) => {
          const next = nextMove(given, deployed, state(step, proof, isKeyOpen), { isForced });
          if (next.do === 'close') {
            assert.ok(next.access.length > 0);
            assert.ok(next.isForced === isForced);
            assert.ok(isForced || proof === 'seen' || proof === 'said');
            assert.ok(isForced || deployed.some((way) => way !== 'key' && given.includes(way)));
          }
          if (next.do === 'finish') {
            assert.ok(next.stays || proof === 'seen' || proof === 'said');
            // Of other ways than these nothing was proved.
            const [theirs, inAws] = [next.access, deployed].map((ways) =>
              ways.filter((way) => way !== 'key'),
            );
            assert.deepEqual(theirs, inAws);
          }
        },
      ),
    ));

  it('says why wherever nothing is to be done', () =>
    fc.assert(
      fc.property(anything, ({ given, deployed, step, proof, isKeyOpen }) => {
        const next = nextMove(given, deployed, state(step, proof, isKeyOpen), plain);
        if (next.do === 'not-yet') assert.notEqual(next.why, '');
      }),
    ));
});
