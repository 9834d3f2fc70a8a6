import assert from 'node:assert/strict';
import { aKey, anEngineer, day, keyRecord, ledgerOf } from '../testing/one-account';
import { keysOff, lastUseOfKeys } from './keys-of-move';

const KEY = 'AKIAKEY00000000000001';
const off = aKey(KEY, 0, { status: 'Inactive', changedAt: day(20) });

describe('since when the keys of somebody are off', () => {
  const since = (...records: Parameters<typeof keyRecord>[]) => {
    const keys = records.map((given) => keyRecord(...given));
    return keysOff(anEngineer([off]), ledgerOf({ keys }));
  };

  it('is when the last of them went off, or was deleted', () => {
    assert.deepEqual(since(), { are: 'off', since: day(20) });
    assert.deepEqual(since([off]), { are: 'off', since: day(20) });
    assert.deepEqual(since([off, { disabledAt: day(25) }]), { are: 'off', since: day(25) });
    // When it was deleted no run has seen yet.
    assert.deepEqual(since([aKey('GONE', 0)]), { are: 'off', since: undefined });
  });

  it('is nothing of others’ keys, nor of other credentials', () => {
    assert.deepEqual(since([aKey('BOBS', 0), { userId: 'AIDABOB' }]), {
      are: 'off',
      since: day(20),
    });
    const credential = { kind: 'ssh-key', id: 'APKA1' } as const;
    assert.deepEqual(since([aKey('APKA1', 0), { credential }]), { are: 'off', since: day(20) });
  });

  it('is not, where one is enabled, or nobody knows which there are', () => {
    assert.deepEqual(keysOff(anEngineer([off, aKey('ON', 0)]), ledgerOf({})), { are: 'on' });
    const unseen = anEngineer([], { keysUnknown: { unknown: 'denied' } });
    assert.deepEqual(keysOff(unseen, ledgerOf({})), { are: 'not-known' });
    assert.deepEqual(keysOff(anEngineer([]), ledgerOf({})), { are: 'off', since: 'never' });
  });
});

describe('the last use of somebody’s keys', () => {
  it('is the newest of all that are known', () => {
    const used = (id: string, on: number) => aKey(id, 0, { lastUsed: { at: day(on) } });
    const unknown = aKey('D', 0, { lastUsed: { unknown: 'denied' } });
    const user = anEngineer([used('A', 3), used('B', 9), used('C', 5), unknown]);
    assert.deepEqual(lastUseOfKeys(user), { keyId: 'B', at: day(9) });
    assert.equal(lastUseOfKeys(anEngineer([unknown, aKey('E', 0)])), undefined);
  });
});
