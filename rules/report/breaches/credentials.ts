import { counted } from '../../counted';
import { isUnknown, type AccountReading, type OtherCredentials, type Unknown } from '../../model';
import type { Settings } from '../../settings';
import { rulesInShort } from '../audit-rules';
import type { AuditedUser } from '../subject';
import { verdictOfAccounts, type FoundInAccount } from './granted';
import { rootFound } from './root';
import { serviceCredentialsFound } from './service-credentials';
import { signingCertificatesFound } from './signing-certificates';
import { unusedVerdict } from './unused';
import type { Judged, Verdict } from './verdict';

type Read = Extract<AccountReading, { outcome: 'read' }>;

/**
 * What judges the credentials that only an audit looks at, for the report. By itself, since a daily run does without.
 * @param unusedAge in days
 */
export function judgeCredentials(
  readings: readonly AccountReading[],
  settings: Settings,
  unusedAge: number,
  now: Date,
): (users: readonly AuditedUser[]) => Judged {
  const read = readings.filter((each): each is Read => each.outcome === 'read');
  const { timeZone } = settings;
  return (users) => ({
    root: { ...rulesInShort.root, ...verdictOf(read, 'its root', ({ root }) => root, rootFound) },
    unused: {
      ...rulesInShort.unused,
      ...unusedVerdict(users, { unusedAge, now, timeZone, reportAt: reportTimes(read) }),
    },
    'service-credentials': {
      ...rulesInShort['service-credentials'],
      ...verdictOf(
        read,
        'its service-specific credentials',
        ({ serviceCredentials }) => serviceCredentials,
        (found) => serviceCredentialsFound(found, settings, now),
      ),
    },
    'signing-certificates': {
      ...rulesInShort['signing-certificates'],
      ...verdictOf(
        read,
        'its signing certificates',
        ({ certificates }) => certificates,
        signingCertificatesFound,
      ),
      ...youngerThanReport(read),
    },
  });
}

/** Of one kind, of all accounts in which it was asked for. */
function verdictOf<Found extends object>(
  read: readonly Read[],
  what: string,
  pick: (others: OtherCredentials) => Found | Unknown,
  judge: (found: Found) => FoundInAccount,
): Verdict {
  const picked = read.flatMap(({ inventory: { account }, otherCredentials }) =>
    otherCredentials ? [{ account, found: pick(otherCredentials) }] : [],
  );
  return verdictOfAccounts(picked, `${what} could not be seen`, judge);
}

function reportTimes(read: readonly Read[]): ReadonlyMap<string, Date> {
  return new Map(
    read.flatMap(({ inventory, credentialReportAt: at }) =>
      isUnknown(at) ? [] : [[inventory.account.id, at] as const],
    ),
  );
}

/** Who may have something that only the next credential report knows. */
function youngerThanReport(read: readonly Read[]): { readonly notSeen?: string } {
  const younger = read.flatMap(({ inventory, credentialReportAt: at }) =>
    isUnknown(at) ? [] : inventory.users.filter(({ createdAt }) => createdAt > at),
  );
  if (younger.length === 0) return {};
  return {
    notSeen: `What ${counted(younger.length, 'user')} younger than the credential report may have: the next one knows.`,
  };
}
