import assert from 'node:assert/strict';
import { credentialOfKey } from '../credentials/access-key';
import { defaultSettings } from '../settings';
import { aKey, day } from '../testing/one-account';
import { factsOfIam } from './facts';

const OLD = 'AKIAOLD0000000000001';
const NEW = 'AKIANEW0000000000002';

describe('what a key’s user says of a newer one', () => {
  const cases: [string, ReturnType<typeof aKey>[], ReturnType<typeof factsOfIam>['newerKey']][] = [
    ['there is none', [], 'none'],
    ['it is off', [aKey(NEW, 50, { status: 'Inactive' })], 'none'],
    ['it is the older one', [aKey(NEW, -50)], 'none'],
    ['it is enabled', [aKey(NEW, 50)], 'enabled'],
    [
      'it was made at the very time of the run',
      [{ ...aKey(NEW, 0), createdAt: day(60) }],
      'enabled',
    ],
    ['it was made after that', [{ ...aKey(NEW, 0), createdAt: day(60, '09:00:01') }], 'made-later'],
  ];
  for (const [what, others, expected] of cases)
    it(`${what}: ${expected}`, () => {
      const key = aKey(OLD, 0);
      const facts = factsOfIam(
        credentialOfKey(key),
        { keys: [key, ...others] },
        defaultSettings,
        day(60),
        { enabledAgainAt: () => undefined },
      );
      assert.equal(facts.newerKey, expected);
    });
});
