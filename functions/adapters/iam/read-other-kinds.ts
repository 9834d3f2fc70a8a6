import {
  isUnknown,
  type AwaitedUnknown,
  type IamUser,
  type ListedCertificate,
  type Unknown,
} from '../../../rules/model';
import type { CredentialReportRow } from './credential-report';
import type { ServiceCredentials } from './list-service-credentials';
import { unlessRefused } from './read-users';
import { noCredentialReport, notInReport } from './read-ways-in';
import { listedCertificates } from './reported-certificates';
import type { SshKeyListing } from './ssh-key-listing';
import type { UserDetails } from './whom-to-ask';

/** What is known of a user's credentials beside keys before anything is asked about them alone. */
export interface CluesOfOthers {
  readonly details: UserDetails;
  /** Absent where the report is older than the user, or there is none. */
  readonly row: Pick<CredentialReportRow, 'certificates'> | undefined;
  /** When the report was made; why there is none. */
  readonly reportAt: Date | Unknown;
  /** Everybody's, or why they may not be listed. */
  readonly serviceCredentials: ServiceCredentials | Unknown;
  /** Whether IAM itself is asked about the signing certificates of whoever has one by the report. */
  readonly listsCertificates: boolean;
}

/** What is asked user by user. */
export interface ListingsOfOthers {
  readonly sshKeys: Pick<SshKeyListing, 'of'>;
  /**
   * Lists a user's; undefined where the user is gone.
   * @throws AccountError
   */
  readonly listCertificates: (
    userName: string,
  ) => Promise<readonly ListedCertificate[] | undefined>;
}

type OtherKinds = Pick<IamUser, 'serviceCredentials' | 'sshKeys' | 'signingCertificates'>;

/** Nearly nobody has any of them: then there is no field. Undefined where the user is gone. */
export async function readOtherKinds(
  { sshKeys: sshKeyListing, listCertificates }: ListingsOfOthers,
  clues: CluesOfOthers,
): Promise<OtherKinds | undefined> {
  const { details, serviceCredentials: all } = clues;
  const sshKeys = await sshKeyListing.of(details);
  const signingCertificates = await certificatesOf(listCertificates, clues);
  if (!sshKeys || signingCertificates === 'gone') return undefined;
  const serviceCredentials = isUnknown(all) ? all : all.get(details.name);
  return {
    ...(serviceCredentials && { serviceCredentials }),
    ...((isUnknown(sshKeys) || sshKeys.length > 0) && { sshKeys }),
    ...(signingCertificates && { signingCertificates }),
  };
}

async function certificatesOf(
  list: ListingsOfOthers['listCertificates'],
  { details: { id, name }, row, reportAt, listsCertificates }: CluesOfOthers,
): Promise<IamUser['signingCertificates'] | 'gone'> {
  if (isUnknown(reportAt)) return noCredentialReport;
  if (!row) return awaitsReport(reportAt);
  const reported = listedCertificates(id, row.certificates, reportAt);
  if (!listsCertificates || reported === undefined) return reported;
  return (await unlessRefused(list(name))) ?? 'gone';
}

function awaitsReport(reportAt: Date): AwaitedUnknown {
  return { ...notInReport(reportAt), isAwaited: true };
}
