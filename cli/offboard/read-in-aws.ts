import pMap from 'p-map';
import { AccountError } from '../../functions/account-error';
import type { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { Calls } from '../../functions/adapters/accounts/calls';
import { iamClients } from '../../functions/adapters/iam/clients';
import { listMfaDevices } from '../../functions/adapters/iam/lists-of-user';
import { readPolicies } from '../../functions/adapters/iam/read-policies';
import type { AccountLedger } from '../../rules/ledger';
import type { Account, AccountReading, IamUser, Unknown } from '../../rules/model';
import type { AccountPolicies } from '../../rules/offboarding/account-policies';
import type { Settings } from '../../rules/settings';
import { accountRole } from '../aws/account-role';
import { accountsToRead } from '../aws/accounts';
import { awsNow, findCaller, findLedgerCaller, type Caller } from '../aws/caller';
import { describeOffset } from '../aws/clock';
import { readAccounts } from '../aws/read-accounts';
import { readLedgers } from '../aws/read-ledgers';
import { checkAccount } from '../move/read-person';
import { startProgress, type Progress } from '../progress';
import type { Company } from './company';
import type { OffboardOptions } from './options';

const ACCOUNTS_AT_A_TIME = 8;

/** What AWS has of somebody, read and nothing else. */
export interface InAws {
  readonly caller: Caller;
  /** Whose credentials read what the monitor keeps. */
  readonly monitor: Caller;
  readonly role: AuditRole;
  /** By AWS's clock. */
  readonly now: Date;
  readonly reading: AccountReading | undefined;
  /** Undefined where the account has no user of the name. */
  readonly user: IamUser | undefined;
  readonly mfaDevices: readonly string[] | Unknown;
  readonly policies: readonly AccountPolicies[];
  /** Undefined where none was named. */
  readonly ledger: AccountLedger | undefined;
}

/** @throws CliError where the account of the users can't be read */
export async function readInAws(
  userName: string,
  { plan, settings }: Company,
  options: OffboardOptions,
): Promise<InAws> {
  const progress = startProgress(`reading ${userName}`);
  try {
    const caller = await findCaller(options);
    const isOff = describeOffset(caller.clockOffset);
    if (isOff !== undefined) progress.note(isOff);
    const { id, name } = plan.account;
    const account = { id, name };
    checkAccount(caller, account, options);
    const { ledgerProfile, region, roleName, externalId } = options;
    const monitor =
      ledgerProfile === undefined ? caller : await findLedgerCaller(ledgerProfile, region);
    const ledger = await ledgerOf(monitor, account, options);
    const now = awsNow(caller);
    const reader = { caller, settings: withIds(settings), now, roleName, externalId };
    const how = { only: userName, onRead: () => undefined };
    const [reading] = await readAccounts([account], { ...reader, ...how });
    const user = reading?.outcome === 'read' ? reading.inventory.users[0] : undefined;
    const role = accountRole(caller, options);
    const accounts = await accountsOf(caller, plan.accounts, options);
    const policies = await lookThrough(accounts, { caller, role, options, progress });
    const mfaDevices = user ? await devicesOf(account, user, role) : [];
    return { caller, monitor, role, now, reading, user, mfaDevices, policies, ledger };
  } finally {
    progress.stop();
  }
}

/** The credential report has no ids of certificates. */
function withIds(settings: Settings): Settings {
  return { ...settings, modes: { ...settings.modes, 'signing-certificate': 'remind' } };
}

async function ledgerOf(
  monitor: Caller,
  account: Account,
  { ledger }: OffboardOptions,
): Promise<AccountLedger | undefined> {
  if (ledger === undefined) return undefined;
  return (await readLedgers(monitor, ledger, [account])).get(account.id);
}

/** Those of the stack files, and those that the options name besides. */
async function accountsOf(
  caller: Caller,
  declared: readonly Account[],
  options: OffboardOptions,
): Promise<readonly Account[]> {
  const named =
    options.accounts || options.organization ? await accountsToRead(caller, options) : [];
  const all = [...declared.map(({ id, name }) => ({ id, name })), ...named];
  return [...new Map(all.toReversed().map((each) => [each.id, each])).values()].toReversed();
}

async function lookThrough(
  accounts: readonly Account[],
  {
    caller,
    role,
    options,
    progress,
  }: {
    readonly caller: Caller;
    readonly role: AuditRole;
    readonly options: OffboardOptions;
    readonly progress: Progress;
  },
): Promise<readonly AccountPolicies[]> {
  const clients = iamClients(role);
  let done = 0;
  return pMap(
    accounts,
    async (account): Promise<AccountPolicies> => {
      if (account.id !== caller.accountId && options.roleName === undefined)
        return { outcome: 'unread', account, reason: 'no --role-name says how to come in there' };
      const read = await readPolicies(clients.in(account.id), account);
      progress.say(`looking through policies: ${++done} of ${accounts.length} accounts`);
      return read;
    },
    { concurrency: ACCOUNTS_AT_A_TIME },
  );
}

async function devicesOf(
  account: Account,
  user: IamUser,
  role: AuditRole,
): Promise<readonly string[] | Unknown> {
  try {
    const iam = iamClients(role).in(account.id);
    return (await listMfaDevices(iam, new Calls(account.id), user.name)) ?? [];
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { unknown: error.message };
  }
}
