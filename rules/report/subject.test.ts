import assert from 'node:assert/strict';
import { anEngineer, inventoryOf } from '../testing/one-account';
import { withTypes } from './subject';

describe('what users without a type are taken for', () => {
  const untagged = anEngineer([], { name: 'ci', tags: { team: 'web' } });
  const inventory = inventoryOf(anEngineer([]), untagged);

  it('is theirs alone', () =>
    assert.deepEqual(withTypes(inventory, 'machine').users, [
      anEngineer([]),
      { ...untagged, tags: { team: 'web', type: 'machine' } },
    ]));

  it('is nothing where nobody says it', () =>
    assert.deepEqual(withTypes(inventory, undefined), inventory));
});
