import type { IAMClient } from '@aws-sdk/client-iam';
import type { KeyRecord } from '../../../rules/ledger';
import type { AccessKey, IamUser } from '../../../rules/model';
import type { Calls } from './calls';
import type { ReportRow } from './credential-report';
import { lastUsedOf, rowAgrees } from './match-slots';
import { askLastUsed, listKeys } from './read-users';
import { mustAsk, type UserDetails } from './whom-to-ask';

/** What is known of one user before anything is asked about them alone. */
export interface Clues {
  readonly details: UserDetails;
  /** Absent where the report is older than the user. */
  readonly row: ReportRow | undefined;
  readonly known: readonly KeyRecord[];
  /** Today's decisions need their keys as they are now. */
  readonly isDue: boolean;
  /** Somebody will read when the keys were last used. */
  readonly wantsLastUse: boolean;
}

export interface UserReading {
  readonly user: IamUser;
  /** Of the row, where it agrees with the keys; else empty. */
  readonly fingerprint: string;
}

/** Puts one user together, asking as little as possible; undefined where the user is gone by now. */
export async function readUser(
  iam: IAMClient,
  calls: Calls,
  { details, row, known, isDue, wantsLastUse }: Clues,
): Promise<UserReading | undefined> {
  const keys =
    isDue || mustAsk(row, known)
      ? await listKeys(iam, calls, details.name)
      : known.map(({ keyId, status, createdAt }) => ({ id: keyId, status, createdAt }));
  if (!keys) return undefined;
  const user: IamUser = {
    ...details,
    keys: await withLastUse(iam, calls, keys, row, wantsLastUse),
    password: row?.password,
    // Of a user whom the report does not know yet nothing bad is said.
    hasMfa: row?.hasMfa ?? true,
  };
  return { user, fingerprint: row && rowAgrees(row.slots, keys) ? row.fingerprint : '' };
}

/** The report tells it for free, mostly; where it leaves it open, IAM is asked only if somebody will read it. */
async function withLastUse(
  iam: IAMClient,
  calls: Calls,
  keys: readonly AccessKey[],
  row: ReportRow | undefined,
  isWanted: boolean,
): Promise<readonly AccessKey[]> {
  const reported = row && lastUsedOf(row.slots, keys);
  if (reported) return keys.map((key) => ({ ...key, lastUsed: reported.get(key.id) }));
  if (!isWanted) return keys;
  const asked: AccessKey[] = [];
  for (const key of keys) asked.push({ ...key, lastUsed: await askLastUsed(iam, calls, key.id) });
  return asked;
}
