import assert from 'node:assert/strict';
import { clocksOf, ownClocksSchemaOf } from './clocks';
import { credentialKinds, credentialTraits } from './credentials';
import { plantedKind, plantKind } from './testing/planted-kind';

const own = { remindAt: [10], stopAt: 20 };

describe('the clock of another kind of credential', () => {
  plantKind();
  const read = (clocks: object) => ownClocksSchemaOf(credentialTraits).safeParse(clocks);

  it('reaches a function', () => {
    const { data } = read({ [plantedKind]: own, 'of-a-newer-version': { stopAt: [] } });
    assert.deepEqual(data, { [plantedKind]: own });
  });

  it('is checked there', () => {
    const [issue] = read({ [plantedKind]: { ...own, stopAt: 10 } }).error?.issues ?? [];
    assert.deepEqual(issue?.path, [plantedKind, 'stopAt']);
  });

  it('is its own, or the keys’', () => {
    assert.deepEqual(clocksOf({}, { [plantedKind]: own })[plantedKind], own);
    assert.deepEqual(clocksOf({ disableAge: 100 })[plantedKind], {
      remindAt: [76, 81, 86],
      stopAt: 100,
    });
  });

  it('is there for every kind', () =>
    assert.deepEqual(Object.keys(clocksOf({})), [...credentialKinds]));
});
