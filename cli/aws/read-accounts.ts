import { STSClient } from '@aws-sdk/client-sts';
import pMap from 'p-map';
import { AssumedRoles } from '../../functions/adapters/assumed-roles';
import { AwsIam } from '../../functions/adapters/iam';
import { AuditClients } from '../../functions/adapters/iam/clients';
import { emptyLedger } from '../../rules/ledger';
import type { Account, AccountReading } from '../../rules/model';
import { auditSessionPermissions } from '../../rules/policies/audit-session-permissions';
import type { Settings } from '../../rules/settings';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import type { Caller } from './caller';

const ACCOUNTS_AT_A_TIME = 8;
/** How CloudTrail of the accounts names who it was. */
const SESSION_NAME = 'keyturn';

export interface Reader {
  readonly caller: Caller;
  readonly settings: Settings;
  readonly now: Date;
  /** The role to assume in every account but the caller's own. */
  readonly roleName?: string;
  readonly externalId?: string;
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
  { caller, settings, now, roleName = '', externalId, onRead }: Reader,
): Promise<readonly AccountReading[]> {
  const { region, partition, credentials } = caller;
  const sts = new STSClient({ region, credentials });
  const roles = new AssumedRoles(sts, externalId, SESSION_NAME, (accountId) =>
    auditSessionPermissions({ partition, accountId }),
  );
  const credentialsOf: AssumedRoles['credentialsOf'] = (accountId, roleArn) =>
    accountId === caller.accountId ? credentials() : roles.credentialsOf(accountId, roleArn);
  const clients = new AuditClients({ credentialsOf }, roleName, region);
  const soFar = { accounts: 0, users: 0, ofUsers: 0 };
  const say = (more: Partial<ReadSoFar>) => onRead(Object.assign(soFar, more));
  const iam = new AwsIam(clients, settings, undefined, {
    onListed: (users) => say({ ofUsers: soFar.ofUsers + users }),
    onUser: () => say({ users: soFar.users + 1 }),
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
  if (readings.every(({ outcome }) => outcome === 'unread')) throw nothingRead(readings);
  return readings;
}

function nothingRead(readings: readonly AccountReading[]): CliError {
  const [first] = readings;
  if (first?.outcome !== 'unread') return new CliError(exitCodes.noAnswer, 'there is no account');
  const { account, reason } = first;
  const name = account.name === account.id ? account.id : `${account.name} (${account.id})`;
  const which = readings.length === 1 ? '' : `none of ${readings.length} accounts could be read; `;
  return new CliError(
    exitCodes.noAnswer,
    `${which}the account ${name} could not be read: ${reason}; docs/cli.md has the permissions that it takes`,
  );
}
