import type { AccountLedger } from '../../rules/ledger';
import type { Account, AccountReading } from '../../rules/model';
import type { KeyHistory } from '../../rules/without-key/key-history';
import { accountRole } from '../aws/account-role';
import { accountsToRead } from '../aws/accounts';
import { awsNow, findCaller, findLedgerCaller, type Caller } from '../aws/caller';
import { describeOffset } from '../aws/clock';
import { readAccounts, type ReadSoFar } from '../aws/read-accounts';
import type * as keyHistories from '../aws/read-key-histories';
import type * as ledgers from '../aws/read-ledgers';
import { startProgress } from '../progress';
import type { ReadingOptions } from './check-options';
import type { MonitorSettings } from './monitor-settings';

/* eslint-disable @typescript-eslint/no-require-imports -- The clients of DynamoDB and of CloudTrail, which only --ledger
   and --trail need. Not import(): that is Node's own loader, which knows no TypeScript. */
const load = {
  ledgers: () => require('../aws/read-ledgers') as typeof ledgers,
  keyHistories: () => require('../aws/read-key-histories') as typeof keyHistories,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Everything that was read for one audit or plan. */
export interface Read {
  readonly now: Date;
  readonly readings: readonly AccountReading[];
  /** By account id; absent where no ledger was named. */
  readonly ledgers?: ReadonlyMap<string, AccountLedger>;
  /** By key id; absent where CloudTrail was not asked. */
  readonly keyHistories?: ReadonlyMap<string, KeyHistory>;
}

interface How {
  /** Whether groups, roles and policies are read with the users. */
  readonly withGroupsAndRoles?: boolean;
  /** Whether CloudTrail is asked who used each key. */
  readonly withKeyHistories?: boolean;
  /** Is told what time it is by AWS's clock, before anything is read; what it throws ends the reading. */
  readonly onNow?: (now: Date) => void;
}

/** @throws CliError */
export async function read(
  options: ReadingOptions,
  { settings }: Pick<MonitorSettings, 'settings'>,
  { withGroupsAndRoles, withKeyHistories, onNow }: How = {},
): Promise<Read> {
  const progress = startProgress('finding the accounts');
  try {
    const caller = await findCaller(options);
    const isOff = describeOffset(caller.clockOffset);
    if (isOff !== undefined) progress.note(isOff);
    onNow?.(awsNow(caller));
    const accounts = await accountsToRead(caller, options);
    const ledgers = await ledgersOf(caller, options, accounts);
    const now = awsNow(caller);
    const say = ({ accounts: read, users, ofUsers }: ReadSoFar) => {
      const ofThem = ofUsers > 0 ? `, users: ${users} of ${ofUsers}` : '';
      progress.say(`reading accounts: ${read} of ${accounts.length}${ofThem}`);
    };
    say({ accounts: 0, users: 0, ofUsers: 0 });
    const { roleName, externalId, untaggedAs } = options;
    const how = { untaggedAs, withGroupsAndRoles, onRead: say };
    const reader = { caller, settings, now, roleName, externalId, ...how };
    const readings = await readAccounts(accounts, reader);
    if (!withKeyHistories) return { now, readings, ledgers };
    const keyHistories = await load
      .keyHistories()
      .readKeyHistories(readings, accountRole(caller, options), {
        partition: caller.partition,
        now,
        onKey: (done, of) => progress.say(`asking CloudTrail of keys: ${done} of ${of}`),
      });
    return { now, readings, ledgers, keyHistories };
  } finally {
    progress.stop();
  }
}

/** The monitor's account is often not that of the users. */
async function ledgersOf(
  caller: Caller,
  { ledger, ledgerProfile, region }: ReadingOptions,
  accounts: readonly Account[],
): Promise<Read['ledgers']> {
  if (ledger === undefined) return undefined;
  const whose =
    ledgerProfile === undefined ? caller : await findLedgerCaller(ledgerProfile, region);
  return load.ledgers().readLedgers(whose, ledger, accounts);
}
