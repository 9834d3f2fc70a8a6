import { momentInUtc } from './calendar';
import { isUnknown, type ReportedCertificate, type RootCredentials, type RootKey } from './model';

/** What root should not have, a sentence each, or what it lacks; and what of it could not be seen. */
export interface RootJudged {
  readonly found: readonly {
    readonly what: 'keys' | 'certificates' | 'mfa';
    readonly text: string;
  }[];
  readonly unseen: readonly string[];
}

/**
 * Root comes in by a password with MFA, if at all: never by a key. Where there is no password, as in a member account
 * whose root credentials the organization has removed, there is nothing that a device could guard.
 */
export function judgeRoot(root: RootCredentials): RootJudged {
  const found: RootJudged['found'][number][] = [];
  const unseen = new Set<string>();
  for (const key of root.keys) {
    if (isUnknown(key.status))
      unseen.add(`whether root has an access key is not known: ${key.status.unknown}`);
    else found.push({ what: 'keys', text: `root has ${keyInWords(key.status, key)}` });
  }
  for (const certificate of root.certificates) {
    if (isUnknown(certificate.status))
      unseen.add(
        `whether root has a signing certificate is not known: ${certificate.status.unknown}`,
      );
    else {
      const text = `root has ${certificateInWords(certificate.status, certificate)}`;
      found.push({ what: 'certificates', text });
    }
  }
  const mfa = withoutMfa(root);
  if (mfa.broken !== undefined) found.push({ what: 'mfa', text: mfa.broken });
  if (mfa.unread !== undefined) unseen.add(mfa.unread);
  return { found, unseen: [...unseen] };
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
