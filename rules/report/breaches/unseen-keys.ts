import { keysNotSeen } from '../../credentials/access-key';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';

/** That no rule about keys can be judged of the user, where it is so. */
export function unseenKeys(audited: AuditedUser): readonly Breach[] {
  const { keysUnknown } = audited.user;
  return keysUnknown ? [{ ...referenceOf(audited), text: keysNotSeen(keysUnknown) }] : [];
}
