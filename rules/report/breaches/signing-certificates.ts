import { asOfWords, momentInUtc } from '../../calendar';
import { isUnknown, type ListedCertificate } from '../../model';
import type { AuditedUser } from '../subject';

/**
 * Rule 5: a signing certificate lasts until somebody deletes it, and nothing but requests to services in their oldest
 * form, and images of instance stores, was ever signed with one. A disabled one may stay.
 */
export function signingCertificateProblems(
  held: readonly ListedCertificate[],
  { user }: Pick<AuditedUser, 'user'>,
): readonly string[] {
  const enabled = held.filter(({ status }) => status === 'Active');
  if (enabled.length === 0) return [];
  const found = enabled.map(({ createdAt, asOf }) => {
    const since = isUnknown(createdAt) ? '' : ` since ${momentInUtc(createdAt)}`;
    return `a signing certificate is enabled${since}${asOfWords(asOf)}`;
  });
  return [
    ...found,
    `its id tells aws iam list-signing-certificates --user-name ${user.name}; aws iam delete-signing-certificate deletes it`,
  ];
}
