import { isUnknown } from '../model';
import { lastFour } from './credential';
import type { StoppableTraits } from './credential-traits';

const statusCall = { name: 'UpdateSigningCertificate', idField: 'certificateId' } as const;

/** A user's X.509 certificate, with which old services of AWS have requests signed; AWS gives two places. */
export const signingCertificate = {
  label: 'the signing certificate',
  nouns: ['signing certificate', 'signing certificates'],
  name: (id) => `signing certificate …${lastFour(id)}`,
  events: ['UploadSigningCertificate', statusCall.name],
  statusCall,
  stop: 'inactivate',
  mode: 'chosen',
  remindedOf: ['engineer', 'machine'],
  isRecorded: true,
  heldBy: ({ signingCertificates: held = [] }) => {
    if (isUnknown(held))
      return { unknown: `which signing certificates there are is not known: ${held.unknown}` };
    return held.map(({ id, ...rest }) => ({ ref: { kind: 'signing-certificate', id }, ...rest }));
  },
} as const satisfies StoppableTraits;
