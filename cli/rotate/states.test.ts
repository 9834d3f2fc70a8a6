import assert from 'node:assert/strict';
import fc from 'fast-check';
import { follow, isEnd, ways, type Act, type Answer, type State } from './states';

const states = Object.keys(ways) as State[];

/** Every pair of a state and one that may follow it. */
const steps = states.flatMap((from) =>
  Object.entries(ways[from]?.then ?? {}).map(([answer, to]) => ({
    from,
    act: ways[from]?.act as Act,
    answer: answer as Answer,
    to,
  })),
);

/** The states from which `to` can be reached, itself with them, by steps that are not `without`. */
function before(to: State, without: (step: (typeof steps)[number]) => boolean = () => false) {
  const found = new Set([to]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const step of steps) if (found.has(step.to) && !without(step)) found.add(step.from);
  }
  return found;
}

describe('the states of a rotation', () => {
  it('all lead to an end, and all but the beginnings follow another', () => {
    const ends = states.filter(isEnd);
    const reaching = new Set(ends.flatMap((end) => [...before(end)]));
    assert.deepEqual(
      states.filter((state) => !reaching.has(state)),
      [],
    );
    const followers = new Set(steps.map(({ to }) => to));
    assert.deepEqual(
      states.filter((state) => !followers.has(state)),
      ['planned'],
    );
  });

  it('have a way for whatever can go wrong', () => {
    for (const { from, act } of steps) assert.ok(ways[from]?.then.failed, `${from}: ${act}`);
    assert.throws(() => follow('finished', 'done'), /finished has no way for done/);
  });

  const deletes = (act: Act) => states.filter((state) => ways[state]?.act === act);

  it('delete the old key nowhere but where the new one works, is stored, and was read back', () => {
    assert.deepEqual(deletes('delete-old'), ['alone']);
    for (const act of ['prove', 'store', 'read-back', 'look-for-others'] as const) {
      const unsafe = before('alone', (step) => step.act === act && step.answer === 'done');
      for (const beginning of ['planned', 'in-doubt'] as const)
        assert.ok(!unsafe.has(beginning), `${beginning} → alone without ${act}`);
    }
  });

  it('delete the new key nowhere but where no place has it', () => {
    assert.deepEqual(deletes('delete-new'), ['let-go']);
    const kept = (step: (typeof steps)[number]) =>
      (step.act === 'put-back' && step.answer === 'done') || step.answer === 'is-lost';
    assert.deepEqual([...before('let-go', kept)], ['let-go']);
  });

  it('remove the journal nowhere but where one key is left', () => {
    for (const state of deletes('remove-journal'))
      assert.match(state, /^(renewed|new-gone|nothing-made)$/);
    const last = (step: (typeof steps)[number]) =>
      (['delete-old', 'delete-new'].includes(step.act) && step.answer === 'done') ||
      ['is-over', 'none-was-made'].includes(step.answer) ||
      (step.act === 'create' && step.answer === 'failed');
    for (const state of ['renewed', 'new-gone', 'nothing-made'] as const)
      assert.deepEqual([...before(state, last)], [state]);
  });

  it('never go on for ever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<State>('planned', 'in-doubt'),
        fc.infiniteStream(fc.nat()),
        (beginning, dice) => {
          let state = beginning;
          for (let count = 0; !isEnd(state); count += 1) {
            assert.ok(count < 20);
            const answers = Object.keys(ways[state]?.then ?? {}) as Answer[];
            const answer = answers[dice.next().value % answers.length];
            state = follow(state, answer ?? 'failed');
          }
        },
      ),
    );
  });
});
