import assert from 'node:assert/strict';
import { accessKeyRef, passwordRef } from '../credentials/credential';
import { goneSince, recordChanges } from './credential-records';
import type { CredentialRecord } from '../ledger';
import { aKey, anEngineer, day, inventoryOf, keyRecord, ledgerOf } from '../testing/one-account';

const KEY = 'AKIAOLD0000000000001';
const key = aKey(KEY, 0);
const inventory = inventoryOf(anEngineer([key]));
const rows = new Map([['alice', 'row']]);

describe('recordChanges', () => {
  it('writes what the ledger does not know', () => {
    const { changed, gone } = recordChanges(inventory, rows, ledgerOf({}), day(9));
    assert.deepEqual(changed, [keyRecord(key)]);
    assert.deepEqual(gone, []);
  });

  it('writes nothing where nothing changed, whatever else the ledger remembers', () => {
    const record = keyRecord(key, {
      disabling: { noticeId: 'n', since: day(1), attempts: ['a'] },
      disabledAt: day(2),
      lastExemptOn: '2026-01-03',
    });
    const { changed, gone } = recordChanges(inventory, rows, ledgerOf({ keys: [record] }), day(9));
    assert.deepEqual([changed, gone], [[], []]);
  });

  const changes: [string, Partial<CredentialRecord>][] = [
    ['row', { fingerprint: 'another' }],
    ['user’s name', { userName: 'alice.b' }],
    ['user', { userId: 'AIDAOTHER' }],
    ['creation date', { createdAt: day(0, '08:00:01') }],
  ];
  for (const [name, change] of changes)
    it(`writes a changed ${name}`, () => {
      const ledger = ledgerOf({ keys: [keyRecord(key, change)] });
      assert.deepEqual(recordChanges(inventory, rows, ledger, day(9)).changed, [keyRecord(key)]);
    });

  const off = keyRecord({ ...key, status: 'Inactive' });
  it('writes a changed status, and of an enabled one when that was seen', () => {
    const ledger = ledgerOf({ keys: [off] });
    const { changed } = recordChanges(inventory, rows, ledger, day(9));
    assert.deepEqual(changed, [keyRecord(key, { enabledAt: day(9) })]);
    const readAt = day(12);
    const late = recordChanges({ ...inventory, readAt }, rows, ledger, day(9)).changed;
    assert.deepEqual(late, [keyRecord(key, { enabledAt: readAt })]);
  });

  it('writes of one that is off, or was enabled before, nothing of that', () => {
    const isOff = inventoryOf(anEngineer([{ ...key, status: 'Inactive' }]));
    const enabled = ledgerOf({ keys: [keyRecord(key, { enabledAt: day(3) })] });
    assert.deepEqual(recordChanges(isOff, rows, enabled, day(9)).changed, [off]);
    const stillOff = ledgerOf({ keys: [{ ...off, fingerprint: 'another' }] });
    assert.deepEqual(recordChanges(isOff, rows, stillOff, day(9)).changed, [off]);
    assert.deepEqual(recordChanges(inventory, rows, enabled, day(9)).changed, []);
  });

  it('records no row for a user of whom none holds', () => {
    const { changed } = recordChanges(
      inventory,
      new Map(),
      ledgerOf({ keys: [keyRecord(key)] }),
      day(9),
    );
    assert.deepEqual(changed, [keyRecord(key, { fingerprint: '' })]);
  });

  it('finds the keys that are gone, and only those', () => {
    const keys = [keyRecord(key), keyRecord(aKey('AKIAGONE', 0))];
    const { gone, keptUntil } = recordChanges(inventory, rows, ledgerOf({ keys }), day(9));
    assert.deepEqual([gone, keptUntil], [[accessKeyRef('AKIAGONE')], day(23)]);
    // Of its record that is kept until then, the day is known on which it was missed.
    assert.deepEqual([goneSince({ expiresAt: keptUntil }), goneSince({})], [day(9), undefined]);
  });

  it('forgets nothing of what it does not record: another kind’s records are a newer version’s', () => {
    const ofPassword = { ...keyRecord(key), credential: passwordRef('AIDAGONE') };
    const { changed, gone } = recordChanges(
      inventory,
      rows,
      ledgerOf({ keys: [keyRecord(key), ofPassword] }),
      day(9),
    );
    assert.deepEqual([changed, gone], [[], []]);
  });

  it('finds no key gone of a user whose keys may not be listed', () => {
    const keys = [keyRecord(key), keyRecord(aKey('AKIAGONE', 0), { userId: 'AIDABOB' })];
    const unseen = anEngineer([], { keysUnknown: { unknown: 'denied' } });
    const { changed, gone } = recordChanges(inventoryOf(unseen), rows, ledgerOf({ keys }), day(9));
    assert.deepEqual([changed, gone], [[], [accessKeyRef('AKIAGONE')]]);
  });

  it('finds once that a key is gone, and writes it when it is there again', () => {
    const missed = keyRecord(aKey('AKIAGONE', 0), { expiresAt: day(20) });
    const found = keyRecord(key, { expiresAt: day(20) });
    const ledger = ledgerOf({ keys: [missed, found] });
    const { changed, gone } = recordChanges(inventory, rows, ledger, day(9));
    assert.deepEqual([changed, gone], [[keyRecord(key)], []]);
  });
});
