import { isUnknown } from '../model';
import { lastFour } from './credential';
import type { StoppableTraits } from './credential-traits';

const statusCall = { name: 'UpdateSSHPublicKey', idField: 'sSHPublicKeyId' } as const;

/** A user's SSH public key, for CodeCommit. */
export const sshKey = {
  label: 'the SSH key',
  nouns: ['SSH key', 'SSH keys'],
  name: (id) => `SSH key …${lastFour(id)}`,
  events: ['UploadSSHPublicKey', statusCall.name],
  statusCall,
  stop: 'inactivate',
  mode: 'chosen',
  remindedOf: ['engineer', 'machine'],
  isRecorded: true,
  heldBy: ({ sshKeys: held = [] }) => {
    if (isUnknown(held))
      return { unknown: `which SSH keys there are is not known: ${held.unknown}` };
    return held.map(({ id, ...rest }) => ({ ref: { kind: 'ssh-key', id }, ...rest }));
  },
} as const satisfies StoppableTraits;
