import { ageInDays } from '../calendar';
import {
  isUnknown,
  type IamUser,
  type Inventory,
  type ListedCertificate,
  type ReportedCertificate,
  type ServiceCredential,
  type SshKey,
  type Unknown,
} from '../model';
import type { ReportOtherCredential } from './report';

/** What was read besides users' keys and passwords, root's first. What could not be read its rule says. */
export function reportOtherCredentials(
  inventories: readonly Inventory[],
  now: Date,
): readonly ReportOtherCredential[] {
  return inventories.flatMap((inventory) => {
    const accountId = inventory.account.id;
    return [
      ...ofRoot(inventory, now),
      ...inventory.users.flatMap((user) => ofUser(user, accountId, now)),
    ];
  });
}

function ofRoot({ account, root }: Inventory, now: Date): readonly ReportOtherCredential[] {
  if (!root || isUnknown(root)) return [];
  const row = (kind: 'access-key' | 'signing-certificate', each: ReportedCertificate) => ({
    accountId: account.id,
    kind,
    status: isUnknown(each.status) ? ('unknown' as const) : each.status,
    ...since(each.changedAt, now),
    asOf: root.asOf.toISOString(),
  });
  return [
    ...root.keys.map((key) => row('access-key', key)),
    ...root.certificates.map((certificate) => row('signing-certificate', certificate)),
  ];
}

type OfUser = Pick<ReportOtherCredential, 'accountId' | 'userName'>;

function ofUser(user: IamUser, accountId: string, now: Date): readonly ReportOtherCredential[] {
  const about = { accountId, userName: user.name };
  return [
    ...seen(user.signingCertificates).map((each) => certificateRow(about, each, now)),
    ...seen(user.serviceCredentials).map((each) => serviceRow(about, each, now)),
    ...seen(user.sshKeys).map((each) => sshKeyRow(about, each, now)),
  ];
}

function certificateRow(
  about: OfUser,
  { id, status, createdAt, asOf }: ListedCertificate,
  now: Date,
): ReportOtherCredential {
  return {
    ...about,
    kind: 'signing-certificate',
    // The report knows no id: ours would help nobody to find it.
    ...(asOf ? {} : { id }),
    status,
    ...since(isUnknown(createdAt) ? undefined : createdAt, now),
    ...(asOf && { asOf: asOf.toISOString() }),
  };
}

function serviceRow(
  about: OfUser,
  { id, service, status, createdAt, expiresAt }: ServiceCredential,
  now: Date,
): ReportOtherCredential {
  return {
    ...about,
    kind: 'service-specific',
    id,
    service,
    status: expiresAt && expiresAt <= now ? 'Expired' : status,
    ...since(createdAt, now),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
  };
}

function sshKeyRow(
  about: OfUser,
  { id, status, createdAt }: SshKey,
  now: Date,
): ReportOtherCredential {
  return { ...about, kind: 'ssh-key', id, status, ...since(createdAt, now) };
}

function since(
  createdAt: Date | undefined,
  now: Date,
): Pick<ReportOtherCredential, 'createdAt' | 'age'> {
  if (!createdAt) return { createdAt: 'unknown', age: 'unknown' };
  return { createdAt: createdAt.toISOString(), age: ageInDays({ createdAt }, now) };
}

function seen<Held>(held: readonly Held[] | Unknown | undefined): readonly Held[] {
  return held === undefined || isUnknown(held) ? [] : held;
}
