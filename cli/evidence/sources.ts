import type { AccountHistory } from '../../rules/evidence/account-history';
import type { AccountEnd, endOfAccount } from '../../rules/evidence/end-of-account';
import type { Caller } from '../aws/caller';
import { findCaller } from '../aws/caller';
import { BucketSource } from './bucket-source';
import { FolderSource } from './folder-source';
import type { EvidenceOptions } from './options';
import type { PeriodRead } from './read-period';
import type { ReportSource } from './source';
import { TrailSource } from './trail-source';
import { tellOfLedger } from './tell-of-ledger';

/** Whence the evidence is. */
export interface Sources {
  readonly reports: ReportSource;
  /** Adds what the ledger and CloudTrail know of an account, where they are asked. */
  readonly more: (
    history: AccountHistory,
    end: typeof endOfAccount,
    read: PeriodRead,
  ) => Promise<AccountEnd>;
  /** Where it is asked. */
  readonly trail?: TrailSource;
}

/** @throws CliError */
export async function openSources(options: EvidenceOptions): Promise<Sources> {
  const { bucket, folder, ledger, from, to } = options;
  const trailCaller = await trailCallerOf(options);
  const needsAws = bucket !== undefined || ledger !== undefined;
  const caller = needsAws ? await findCaller(options) : undefined;
  const trail = trailCaller && new TrailSource(trailCaller, options, { from, to });
  let trails: ReturnType<TrailSource['trails']> | undefined;
  return {
    reports: reportsOf(caller, bucket, folder),
    ...(trail && { trail }),
    more: async (history, end, { lastDay = '', timeZone, accounts }) => {
      if (caller && ledger !== undefined) await tellOfLedger(history, caller, ledger, timeZone);
      // They come in the order of the accounts.
      trails ??= trail?.trails(accounts, timeZone);
      history.trail = (await trails?.next())?.value;
      return end(history, lastDay);
    },
  };
}

async function trailCallerOf({
  withCloudtrail,
  cloudtrailProfile,
  profile,
  region,
}: EvidenceOptions): Promise<Caller | undefined> {
  if (withCloudtrail !== true) return undefined;
  if (cloudtrailProfile === undefined) return findCaller({ profile, region });
  return findCaller({
    profile: cloudtrailProfile,
    region,
    profileOption: '--cloudtrail-profile',
  });
}

function reportsOf(
  caller: Caller | undefined,
  bucket: string | undefined,
  folder = '',
): ReportSource {
  return caller && bucket !== undefined
    ? new BucketSource(caller, bucket)
    : new FolderSource(folder);
}
