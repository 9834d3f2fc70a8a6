import { asOfWords, momentInUtc } from '../../calendar';
import {
  isUnknown,
  type ReportedCertificate,
  type RootCredentials,
  type RootKey,
} from '../../model';
import { foundOf, type FoundInAccount } from './granted';

/**
 * Root comes in by a password with MFA, if at all: never by a key. Where there is no password, as in a member account
 * whose root credentials the organization has removed, there is nothing that a device could guard.
 */
export function rootFound(root: RootCredentials): FoundInAccount {
  const asOf = asOfWords(root.asOf);
  const broken: string[] = [];
  const unread: string[] = [];
  for (const key of root.keys) {
    if (isUnknown(key.status))
      unread.push(`whether root has an access key is not known: ${key.status.unknown}`);
    else broken.push(`root has ${keyInWords(key.status, key)}`);
  }
  for (const certificate of root.certificates) {
    if (isUnknown(certificate.status))
      unread.push(
        `whether root has a signing certificate is not known: ${certificate.status.unknown}`,
      );
    else broken.push(`root has ${certificateInWords(certificate.status, certificate)}`);
  }
  const mfa = withoutMfa(root);
  if (mfa.broken !== undefined) broken.push(mfa.broken);
  if (mfa.unread !== undefined) unread.push(mfa.unread);
  const once = (texts: readonly string[]) => [...new Set(texts)].map((text) => `${text}${asOf}`);
  return foundOf({}, once(broken), once(unread));
}

function withoutMfa({ hasPassword, hasMfa }: RootCredentials): {
  readonly broken?: string;
  readonly unread?: string;
} {
  if (hasMfa === true || hasPassword === false) return {};
  if (isUnknown(hasMfa))
    return { unread: `whether root has an MFA device is not known: ${hasMfa.unknown}` };
  if (isUnknown(hasPassword))
    return {
      unread: `root has no MFA device, and needs none only where the organization has removed its password; whether it has one is not known: ${hasPassword.unknown}`,
    };
  return { broken: 'root has a password and no MFA device' };
}

function keyInWords(status: 'Active' | 'Inactive', { changedAt, lastUsedAt }: RootKey): string {
  const used =
    lastUsedAt === undefined
      ? 'never used'
      : isUnknown(lastUsedAt)
        ? 'when it was last used is not known'
        : `last used ${momentInUtc(lastUsedAt)}`;
  return `${inWords(status)} access key (${[...sinceWhen(changedAt), used].join(', ')})`;
}

function certificateInWords(
  status: 'Active' | 'Inactive',
  { changedAt }: ReportedCertificate,
): string {
  const since = sinceWhen(changedAt);
  return `${inWords(status)} signing certificate${since.length > 0 ? ` (${since.join()})` : ''}`;
}

function inWords(status: 'Active' | 'Inactive'): string {
  return status === 'Active' ? 'an enabled' : 'a disabled';
}

function sinceWhen(changedAt: Date | undefined): readonly string[] {
  return changedAt ? [`since ${momentInUtc(changedAt)}`] : [];
}
