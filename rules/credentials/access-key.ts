import type { AccessKey, Unknown } from '../model';
import { accessKeyRef, lastFour, type StoppableCredential } from './credential';
import type { StoppableTraits } from './credential-traits';

const statusCall = { name: 'UpdateAccessKey', idField: 'accessKeyId' } as const;

/** A user's access key, of which AWS gives two places. */
export const accessKey = {
  label: 'the key',
  nouns: ['access key', 'access keys'],
  name: (id) => `key …${lastFour(id)}`,
  events: ['CreateAccessKey', statusCall.name, 'DeleteAccessKey'],
  statusCall,
  stop: 'inactivate',
  mode: 'disable',
  remindedOf: ['engineer', 'machine'],
  isRecorded: true,
  usesNotedFrom: new Date('2015-04-22T00:00:00Z'),
  heldBy: ({ keys, keysUnknown }) =>
    keysUnknown ? { unknown: keysNotSeen(keysUnknown) } : keys.map(credentialOfKey),
} as const satisfies StoppableTraits;

/** That a user's keys may not be listed, and why. */
export function keysNotSeen({ unknown }: Unknown): string {
  return `which keys there are is not known: ${unknown}`;
}

/** The key as any other credential. */
export function credentialOfKey({ id, ...key }: AccessKey): StoppableCredential {
  return { ref: accessKeyRef(id), ...key };
}
