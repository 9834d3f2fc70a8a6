import { ageInDays } from '../calendar';
import { isUnknown, type AccountReading, type ReportedCertificate } from '../model';
import type { ReportOtherCredential } from './report';

/** What an audit read besides users' keys and passwords, root's first. What could not be read its rule says. */
export function reportOtherCredentials(
  readings: readonly AccountReading[],
  now: Date,
): readonly ReportOtherCredential[] {
  return readings.flatMap((reading) => {
    if (reading.outcome === 'unread' || !reading.otherCredentials) return [];
    const { root, certificates, serviceCredentials } = reading.otherCredentials;
    const accountId = reading.inventory.account.id;
    const signing = { accountId, kind: 'signing-certificate' } as const;
    return [
      ...(isUnknown(root)
        ? []
        : [
            ...root.keys.map((key) =>
              reported({ accountId, kind: 'access-key' }, key, root.asOf, now),
            ),
            ...root.certificates.map((each) => reported(signing, each, root.asOf, now)),
          ]),
      ...(isUnknown(certificates)
        ? []
        : certificates.map(({ userName, asOf, ...each }) =>
            reported({ ...signing, userName }, each, asOf, now),
          )),
      ...(isUnknown(serviceCredentials)
        ? []
        : serviceCredentials.map(
            ({ id, userName, service, status, createdAt, expiresAt }): ReportOtherCredential => ({
              accountId,
              userName,
              kind: 'service-specific',
              id,
              service,
              status: expiresAt && expiresAt <= now ? 'Expired' : status,
              createdAt: createdAt.toISOString(),
              age: ageInDays({ createdAt }, now),
              ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
            }),
          )),
    ];
  });
}

/** What only the credential report knows of. */
function reported(
  about: Pick<ReportOtherCredential, 'accountId' | 'userName' | 'kind'>,
  { status, changedAt }: ReportedCertificate,
  asOf: Date,
  now: Date,
): ReportOtherCredential {
  return {
    ...about,
    status: isUnknown(status) ? 'unknown' : status,
    createdAt: changedAt?.toISOString() ?? 'unknown',
    age: changedAt ? ageInDays({ createdAt: changedAt }, now) : 'unknown',
    asOf: asOf.toISOString(),
  };
}
