import { dateIn } from '../../rules/calendar';
import type { AccountLedger } from '../../rules/ledger';
import type { Account, IamUser } from '../../rules/model';
import { judgeMove, type MoveState } from '../../rules/person/judge-move';
import { readTags, type UserTags } from '../../rules/read-tags';
import type { Settings } from '../../rules/settings';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import { hasIamUser } from '../../stacks/config/groups';
import { accountRole } from '../aws/account-role';
import { awsNow, findCaller, findLedgerCaller, type Caller } from '../aws/caller';
import { readAccounts } from '../aws/read-accounts';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { startProgress } from '../progress';
import { MoveLedger } from './move-ledger';

/** With whose credentials, and where. */
export interface PersonOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly ledger: string;
  readonly ledgerProfile?: string;
}

/** One person, as AWS and the ledger have them. */
export interface Person {
  readonly account: Account;
  readonly user: IamUser;
  readonly tags: UserTags;
  readonly known: AccountLedger;
  readonly state: MoveState;
  /** By AWS's clock. */
  readonly now: Date;
  readonly caller: Caller;
  /** Whose credentials write the ledger. */
  readonly ledger: MoveLedger;
  readonly role: ReturnType<typeof accountRole>;
}

/** @throws CliError where the user can't be read, or there is none of the name */
export async function readPerson(
  engineer: Pick<DeclaredEngineer, 'userName' | 'iamUser'>,
  account: Account,
  settings: Settings,
  options: PersonOptions,
): Promise<Person> {
  const { userName } = engineer;
  const progress = startProgress(`reading ${userName}`);
  try {
    const caller = await findCaller(options);
    checkAccount(caller, account, options);
    const { ledgerProfile: profile, region } = options;
    const writer = profile === undefined ? caller : await findLedgerCaller(profile, region);
    const ledger = new MoveLedger(writer, options.ledger);
    const known = await ledger.load(account.id);
    const now = awsNow(caller);
    const { roleName, externalId } = options;
    const reader = { caller, settings, now, roleName, externalId, only: userName };
    const [reading] = await readAccounts([account], { ...reader, onRead: () => undefined });
    const inventory = reading?.outcome === 'read' ? reading.inventory : undefined;
    const user = inventory?.users[0];
    if (!user)
      throw new CliError(
        exitCodes.findings,
        hasIamUser(engineer)
          ? `the account ${account.id} has no IAM user ${userName} yet: pulumi up in ${account.name} makes it`
          : `the account ${account.id} has no IAM user ${userName} any more, of whom a certificate could be`,
      );
    const tags = readTags(user.tags, now, settings);
    const state = judgeMove(user, tags, known, settings, now, inventory?.usesAsOf);
    const role = accountRole(caller, options);
    return { account, user, tags, known, state, now, caller, ledger, role };
  } finally {
    progress.stop();
  }
}

/** @throws CliError where these credentials are of another account, and no role is named. */
export function checkAccount(
  { accountId }: Caller,
  { id, name }: Account,
  { roleName }: Pick<PersonOptions, 'roleName'>,
): void {
  if (accountId !== id && roleName === undefined)
    throw badUse(
      `the credentials are of the account ${accountId}, and the users are in ${name} (${id}): name a --profile of that one, or a --role-name to assume there`,
    );
}

/** Today, as the settings count days. */
export function todayOf({ now }: Pick<Person, 'now'>, { timeZone }: Settings): string {
  return dateIn(timeZone, now);
}
