import pMap from 'p-map';
import { iamClients } from '../../functions/adapters/iam/clients';
import { listAll } from '../../functions/adapters/iam/read-groups-and-roles';
import { AwsIamReader } from '../../functions/adapters/iam/reader';
import { listUsers } from '../../functions/adapters/iam/read-users';
import { emptyLedger } from '../../rules/ledger';
import type { Account, AccountReading } from '../../rules/model';
import type { Settings } from '../../rules/settings';
import type { UserType } from '../../rules/tags';
import { isSameName } from '../../rules/without-case';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { accountRole, type RoleInAccounts } from './account-role';
import { withHint, type Caller } from './caller';
import { hintFor, type Circumstances } from './hints';

type Unread = Extract<Awaited<ReturnType<AwsIamReader['read']>>, { outcome: 'unread' }>;

const ACCOUNTS_AT_A_TIME = 8;

export interface Reader extends RoleInAccounts {
  readonly caller: Caller;
  readonly settings: Settings;
  readonly now: Date;
  /** What users without the tag `type` are taken for. */
  readonly untaggedAs?: UserType;
  /** Whether groups, roles and policies are read with the users. */
  readonly withGroupsAndRoles?: boolean;
  /** The one user who is asked about; absent: all. */
  readonly only?: string;
  /** After each account and each user: how much is read, and how much there is as far as it is known. */
  readonly onRead: (soFar: ReadSoFar) => void;
}

export interface ReadSoFar {
  readonly accounts: number;
  readonly users: number;
  readonly ofUsers: number;
}

/**
 * Reads every account: the caller's own with their credentials, the others through the role, in sessions that may
 * only read.
 * @throws CliError where not one could be read
 */
export async function readAccounts(
  accounts: readonly Account[],
  { caller, settings, now, roleName, externalId, ...how }: Reader,
): Promise<readonly AccountReading[]> {
  const { partition, client } = caller;
  const role = accountRole(caller, { roleName, externalId });
  const soFar = { accounts: 0, users: 0, ofUsers: 0 };
  const say = (more: Partial<ReadSoFar>) => how.onRead(Object.assign(soFar, more));
  const iam = new AwsIamReader(iamClients(role), settings, {
    thorough: {
      onListed: (users) => say({ ofUsers: soFar.ofUsers + users }),
      onUser: () => say({ users: soFar.users + 1 }),
      untaggedAs: how.untaggedAs,
      listAll:
        how.only === undefined ? (how.withGroupsAndRoles ? listAll : undefined) : listOne(how.only),
    },
  });
  const readings = await pMap(
    accounts,
    async (account) => {
      const reading = await iam.read(account, emptyLedger(account.id), now);
      say({ accounts: soFar.accounts + 1 });
      return reading;
    },
    { concurrency: ACCOUNTS_AT_A_TIME },
  );
  const unread = readings.filter((reading) => reading.outcome === 'unread');
  const [first] = unread;
  if (first && unread.length === readings.length)
    throw nothingRead(first, unread.length, { region: client.region, partition });
  return readings;
}

/** As all are listed, since their tags come with them; then nothing more is asked about the others. */
function listOne(userName: string): typeof listUsers {
  return async (iam, calls) => {
    const { users } = await listUsers(iam, calls);
    return { users: users.filter(({ name }) => isSameName(name, userName)) };
  };
}

function nothingRead(
  { account, reason, error }: Unread,
  count: number,
  circumstances: Circumstances,
): CliError {
  const name = account.name === account.id ? account.id : `${account.name} (${account.id})`;
  const which = count === 1 ? '' : `none of ${count} accounts could be read; `;
  const hint = hintFor(error, { ...circumstances, operation: error?.operation });
  const text = `${which}the account ${name} could not be read: ${reason}`;
  return new CliError(exitCodes.noAnswer, withHint(text, hint), { cause: error });
}
