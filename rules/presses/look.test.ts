import assert from 'node:assert/strict';
import type { AccessKey } from '../model';
import { look, type Looked } from './look';

const OLD = 'AKIAEXAMPLE0000000OLD';
const NEW = 'AKIAEXAMPLE0000000NEW';

function key(id: string, day: number, status: AccessKey['status'] = 'Active'): AccessKey {
  return { id, createdAt: new Date(Date.UTC(2026, 0, day)), status };
}

describe('what a look finds', () => {
  const cases: readonly [what: string, keys: readonly AccessKey[], found: Looked][] = [
    ['it is deleted', [], { is: 'gone' }],
    ['it is deleted, and there is a newer one', [key(NEW, 2)], { is: 'gone' }],
    ['it is off, and the only one', [key(OLD, 1, 'Inactive')], { is: 'off', hasEnabled: false }],
    [
      'both are off',
      [key(OLD, 1, 'Inactive'), key(NEW, 2, 'Inactive')],
      { is: 'off', hasEnabled: false },
    ],
    [
      'it is off, and the newer one works',
      [key(OLD, 1, 'Inactive'), key(NEW, 2)],
      { is: 'off', hasEnabled: true },
    ],
    ['both work', [key(OLD, 1), key(NEW, 2)], { is: 'two-enabled', newerId: NEW }],
    ['it is the only one', [key(OLD, 1)], { is: 'not-rotated' }],
    [
      'the newer one was disabled',
      [key(OLD, 1), key(NEW, 2, 'Inactive')],
      { is: 'not-rotated', deadId: NEW },
    ],
    ['the only other one is older', [key(NEW, 0), key(OLD, 1)], { is: 'not-rotated' }],
  ];
  for (const [what, keys, found] of cases)
    it(`is ${JSON.stringify(found)} where ${what}`, () => assert.deepEqual(look(keys, OLD), found));
});
