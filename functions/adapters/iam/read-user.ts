import type { IAMClient } from '@aws-sdk/client-iam';
import type { CredentialRecord } from '../../../rules/ledger';
import { isUnknown, type AccessKey, type IamUser, type Unknown } from '../../../rules/model';
import type { Calls } from '../accounts/calls';
import type { CredentialReportRow } from './credential-report';
import type { KeyListing } from './key-listing';
import { changedSince, rowAgrees, slotsOf } from './match-slots';
import { readOtherKinds, type CluesOfOthers, type ListingsOfOthers } from './read-other-kinds';
import { askLastUsed, unlessRefused } from './read-users';
import { askWaysIn, noCredentialReport, reportedWaysIn, type Anew } from './read-ways-in';
import { keyOfRecord, mustAsk } from './whom-to-ask';

/** What is known of one user before anything is asked about them alone. */
export interface Clues extends CluesOfOthers {
  readonly row: CredentialReportRow | undefined;
  readonly known: readonly CredentialRecord[];
  /** Today's decisions need their keys as they are now. */
  readonly isDue: boolean;
  /** Somebody will read when the keys were last used. */
  readonly wantsLastUse: boolean;
  /** Where whatever the report leaves open is to be asked anew. */
  readonly anew?: Anew & {
    /** Much may have changed since the report was made. */
    readonly isOld: boolean;
  };
}

/** What is asked user by user. */
export interface Listings {
  readonly keys: KeyListing;
  readonly others: ListingsOfOthers;
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
  { keys: listing, others: listings }: Listings,
  clues: Clues,
): Promise<UserReading | undefined> {
  const { details, row, known, isDue, anew } = clues;
  const found =
    isDue || anew?.isOld || mustAsk(row, known)
      ? await listing.of(details.name)
      : known.map(keyOfRecord);
  if (!found) return undefined;
  const isSeen = !isUnknown(found);
  const keys = isSeen ? found : [];
  const agrees = isSeen && row !== undefined && rowAgrees(row.slots, keys);
  const reported = reportedWaysIn(clues);
  // A row that is wrong about the keys is not believed the rest.
  const isOpen =
    anew?.isOld || !agrees || isUnknown(reported.password) || isUnknown(reported.hasMfa);
  const waysIn = anew && isOpen ? await askWaysIn(iam, calls, clues, anew) : reported;
  const others = await readOtherKinds(listings, clues);
  if (!others) return undefined;
  const user: IamUser = {
    ...details,
    keys: await withLastUse(iam, calls, keys, clues),
    ...(isSeen ? {} : { keysUnknown: found }),
    ...waysIn,
    ...others,
  };
  return { user, fingerprint: agrees ? row.fingerprint : '' };
}

/** The report does not say it, and nobody will read it. */
function leftOpen(reportAt: Clues['reportAt']): Unknown {
  return isUnknown(reportAt)
    ? noCredentialReport
    : { unknown: 'the credential report leaves it open, and nobody asked' };
}

/** The report tells it for free, mostly; where it leaves it open, IAM is asked only if somebody will read it. */
async function withLastUse(
  iam: IAMClient,
  calls: Calls,
  keys: readonly AccessKey[],
  { row, reportAt, wantsLastUse, anew }: Clues,
): Promise<readonly AccessKey[]> {
  const reported = row && slotsOf(row.slots, keys);
  if (!reported && !wantsLastUse)
    return keys.map((key) => ({ ...key, lastUsed: leftOpen(reportAt) }));
  const told: AccessKey[] = [];
  for (const key of keys) {
    const slot = reported?.get(key.id);
    const then = slot?.lastUsed;
    const changedAt = slot && changedSince(slot, key);
    // A key that was never used may have been since.
    const mustAskNow =
      reported === undefined || (anew && isUnknown(then)) || (anew?.isOld && then === undefined);
    const now = () => unlessRefused(askLastUsed(iam, calls, key.id));
    const lastUsed = mustAskNow ? await now() : then;
    told.push({ ...key, lastUsed, ...(changedAt && { changedAt }) });
  }
  return told;
}
