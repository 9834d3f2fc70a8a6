import { asOfWords, momentInUtc } from '../../calendar';
import { isUnknown, type SigningCertificate } from '../../model';
import { foundOf, together, type FoundInAccount } from './granted';

/**
 * Rule 5: a signing certificate lasts until somebody deletes it, and nothing but requests to services in their oldest
 * form, and images of instance stores, was ever signed with one. A disabled one may stay.
 */
export function signingCertificatesFound(
  certificates: readonly SigningCertificate[],
): FoundInAccount {
  const byUser = Map.groupBy(certificates, ({ userName }) => userName);
  return together(
    [...byUser].map(([userName, held]) => {
      const broken: string[] = [];
      const unread: string[] = [];
      for (const { status, changedAt, asOf } of held) {
        const since = changedAt ? ` since ${momentInUtc(changedAt)}` : '';
        if (isUnknown(status))
          unread.push(`whether there is a signing certificate is not known: ${status.unknown}`);
        else if (status === 'Active')
          broken.push(`a signing certificate is enabled${since}${asOfWords(asOf)}`);
      }
      const command = `its id tells aws iam list-signing-certificates --user-name ${userName}; aws iam delete-signing-certificate deletes it`;
      return foundOf({ userName }, broken.length > 0 ? [...broken, command] : [], [
        ...new Set(unread),
      ]);
    }),
  );
}
