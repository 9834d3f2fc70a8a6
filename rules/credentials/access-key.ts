import type { AccessKey, Unknown } from '../model';
import { accessKeyRef, lastFour, type Credential } from './credential';
import type { CredentialTraits } from './credential-traits';

/** A user's access key, of which AWS gives two places. */
export const accessKey = {
  label: 'the key',
  name: (id) => `key …${lastFour(id)}`,
  events: ['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey'],
  stop: 'inactivate',
  remindedOf: ['engineer', 'machine'],
  isRecorded: true,
  heldBy: ({ keys, keysUnknown }) =>
    keysUnknown ? { unknown: keysNotSeen(keysUnknown) } : keys.map(credentialOf),
} as const satisfies CredentialTraits;

/** That a user's keys may not be listed, and why. */
export function keysNotSeen({ unknown }: Unknown): string {
  return `which keys there are is not known: ${unknown}`;
}

function credentialOf({ id, status, createdAt, lastUsed }: AccessKey): Credential {
  return { ref: accessKeyRef(id), status, createdAt, lastUsed };
}
