import { isUnknown, type ServiceCredential } from '../model';
import { lastFour, type Credential } from './credential';
import type { StoppableTraits } from './credential-traits';

const statusCall = {
  name: 'UpdateServiceSpecificCredential',
  idField: 'serviceSpecificCredentialId',
} as const;

/** A user's password or API key for one service, of which AWS gives two a service. */
export const serviceSpecific = {
  label: 'the service-specific credential',
  nouns: ['service-specific credential', 'service-specific credentials'],
  name: (id) => `service-specific credential …${lastFour(id)}`,
  events: ['CreateServiceSpecificCredential', 'ResetServiceSpecificCredential', statusCall.name],
  statusCall,
  stop: 'inactivate',
  mode: 'chosen',
  remindedOf: ['engineer', 'machine'],
  isRecorded: true,
  heldBy: ({ serviceCredentials: held = [] }) => {
    if (!isUnknown(held)) return held.map(credentialOf);
    return {
      unknown: `which service-specific credentials there are is not known: ${held.unknown}`,
    };
  },
} as const satisfies StoppableTraits;

function credentialOf(credential: ServiceCredential): Credential {
  const { id, status, createdAt, expiresAt, service } = credential;
  return { ref: { kind: 'service-specific', id }, status, createdAt, expiresAt, service };
}
