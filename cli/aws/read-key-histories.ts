import pMap from 'p-map';
import type { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { regionalTrailClients } from '../../functions/adapters/trail/clients';
import { AwsKeyHistories, type Regions } from '../../functions/adapters/trail/key-histories';
import { iamEventsRegion, isRegionIn, type Partition } from '../../rules/arn';
import { isUnknown, type AccessKey, type AccountReading, type Inventory } from '../../rules/model';
import { userTypeOf } from '../../rules/tags';
import { trailSince } from '../../rules/notices';
import type { KeyHistory } from '../../rules/without-key/key-history';
import { regionsOfEveryAccount } from '../../rules/without-key/regions';

/** Each account and region is asked twice a second, however many wait. */
const KEYS_AT_A_TIME = 8;
/** For one question with all its attempts: a person waits. */
const TIMEOUT_MS = 60_000;

interface How {
  readonly partition: Partition;
  readonly now: Date;
  /** After each key: how many are done, of how many. */
  readonly onKey: (done: number, of: number) => void;
}

/**
 * What CloudTrail has of every enabled key, by key id: in the regions that every account has, in that of the command, and
 * wherever a key of the account was used last.
 */
export async function readKeyHistories(
  readings: readonly AccountReading[],
  role: AuditRole,
  { partition, now, onKey }: How,
): Promise<ReadonlyMap<string, KeyHistory>> {
  const histories = new AwsKeyHistories(regionalTrailClients(role), { timeoutMs: TIMEOUT_MS });
  const since = trailSince(now);
  const keys = readings.flatMap((reading) => {
    if (reading.outcome === 'unread') return [];
    const { inventory } = reading;
    const regions = regionsOf(inventory, partition, role.region);
    return keysIn(inventory).map(({ id }) => ({ account: inventory.account, id, regions }));
  });
  let done = 0;
  onKey(done, keys.length);
  const found = await pMap(
    keys,
    async ({ account, id, regions }) => {
      const history = await histories.historyOf(account, id, regions, since);
      onKey(++done, keys.length);
      return [id, history] as const;
    },
    { concurrency: KEYS_AT_A_TIME },
  );
  return new Map(found);
}

/** Of what is off, or a machine's by its tag, nothing hangs on CloudTrail's answer. */
function keysIn({ users }: Inventory): readonly AccessKey[] {
  return users
    .filter(({ tags }) => userTypeOf(tags) !== 'machine')
    .flatMap(({ keys }) => keys.filter(({ status }) => status === 'Active'));
}

function regionsOf({ users }: Inventory, partition: Partition, own: string): Regions {
  const used = users.flatMap(({ keys }) =>
    keys.flatMap(({ lastUsed }) =>
      lastUsed === undefined || isUnknown(lastUsed) ? [] : (lastUsed.region ?? []),
    ),
  );
  const known = used.filter((region) => isRegionIn(partition, region)).toSorted();
  const ofUse = [...new Set([iamEventsRegion(partition), own, ...known])];
  const others = regionsOfEveryAccount[partition].filter((region) => !ofUse.includes(region));
  return { ofUse, others };
}
