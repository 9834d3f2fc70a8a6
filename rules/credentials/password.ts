import { isUnknown } from '../model';
import { passwordRef } from './credential';
import type { CredentialTraits } from './credential-traits';

/** A user's console password. It is the same one however often it is changed. */
export const password = {
  label: 'the console password',
  nouns: ['console password', 'console passwords'],
  name: () => 'console password',
  events: ['CreateLoginProfile', 'UpdateLoginProfile'],
  stop: 'expires-itself',
  mode: 'remind',
  remindedOf: ['engineer'],
  isRecorded: false,
  usesNotedFrom: new Date('2014-10-20T00:00:00Z'),
  heldBy: ({ id, password: held }) => {
    if (!held) return [];
    if (isUnknown(held))
      return { unknown: `whether there is a console password is not known: ${held.unknown}` };
    const { changedAt, lastUsedAt, expiresAt, asOf } = held;
    const lastUsed = lastUsedAt && (isUnknown(lastUsedAt) ? lastUsedAt : { at: lastUsedAt });
    return [
      {
        ref: passwordRef(id),
        status: 'Active',
        createdAt: changedAt,
        lastUsed,
        expiresAt,
        asOf,
      },
    ];
  },
} as const satisfies CredentialTraits;
