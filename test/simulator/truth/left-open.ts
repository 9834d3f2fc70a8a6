import { isUnknown, type IamUser } from '../../../rules/model';
import type { Notice } from '../../../rules/notices';
import type { Company } from '../company';
import type { Kind } from '../story/story';
import { inventoryOf, type RunRecord } from '../world/run-record';
import { credentialIn } from './kinds';

interface Ref {
  readonly kind: Kind;
  readonly id: string;
}

/** What says of a user's credentials of a kind that they can't be seen. */
const heldOf: Readonly<Record<Kind, (user: IamUser) => unknown>> = {
  'access-key': ({ keysUnknown }) => keysUnknown,
  'service-specific': ({ serviceCredentials }) => serviceCredentials,
  'ssh-key': ({ sshKeys }) => sshKeys,
  'signing-certificate': ({ signingCertificates }) => signingCertificates,
};

/** Whether the run can't see what became of it: neither that it is as it was, nor that it is gone. */
function isUnseen({ aws }: Company, run: RunRecord, { kind, id }: Ref): boolean {
  const owner = aws.ownerOf(id);
  const visit = owner && run.visits.get(owner.accountId);
  const users = (visit && inventoryOf(visit)?.users) ?? [];
  return users.some((user) => user.id === owner?.now?.id && isUnknown(heldOf[kind](user)));
}

/** Whether all that is known of its disabling is that it was begun, and the run can't see more: nobody can be told. */
export function isInDoubt(company: Company, run: RunRecord, credential: Ref): boolean {
  const tries = company.chronicle.begun.get(credential.id)?.size ?? 0;
  return tries > 0 && isUnseen(company, run, credential);
}

/** Whether a notice waits till it can be seen if it is true; and whether the summary must say so meanwhile. */
export function waitsFor(
  company: Company,
  run: RunRecord,
  notice: Notice,
): 'naming' | 'nothing' | undefined {
  const credential = credentialIn(notice);
  if (!credential || !isUnseen(company, run, credential)) return undefined;
  switch (notice.kind) {
    case 'key-disabled':
    case 'credential-disabled':
      if (isInDoubt(company, run, credential)) return 'naming';
      return isDoneSince(company, credential, notice) ? undefined : 'nothing';
    case 'key-created':
    case 'key-reenabled':
    case 'credential-created':
      return undefined;
    default:
      return 'naming';
  }
}

function isDoneSince({ chronicle }: Company, { id }: Ref, { plannedAt }: Notice): boolean {
  return chronicle.disablings.some((each) => each.id === id && each.at >= Date.parse(plannedAt));
}
