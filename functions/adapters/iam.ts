import { UpdateAccessKeyCommand, type IAMClient } from '@aws-sdk/client-iam';
import pMap from 'p-map';
import type { AccountLedger } from '../../rules/ledger';
import type { Account, AccountReading } from '../../rules/model';
import type { Maker } from '../../rules/notices';
import type { Settings } from '../../rules/settings';
import type { OwnerNow } from '../../rules/still-due';
import type { UserType } from '../../rules/tags';
import type { AccountError } from '../account-error';
import type { Fingerprints, IamPort } from '../ports';
import { listUsersWithApp } from './iam/ask-password-and-mfa';
import { Calls, realPause, type Pause, type TimeLeft } from './iam/calls';
import type { AuditClients } from './iam/clients';
import { fetchReport, requestReport } from './iam/fetch-report';
import { KeyListing } from './iam/key-listing';
import { readUser, type Clues } from './iam/read-user';
import { listAll, type Listed } from './iam/read-groups-and-roles';
import { listKeys, listTags, listUsers, unlessGone } from './iam/read-users';
import { translateError } from './iam/translate-error';
import { hasDisabled, whoDid } from './iam/who-did';
import { isDue, rowOfUser } from './iam/whom-to-ask';

/** Users of one account who are asked about at a time. */
const USERS_AT_A_TIME = 10;
/** The news of a key must not wait long for who made it. */
const WHO_DID_TIMEOUT_MS = 20_000;

/**
 * For a person who looks: whatever an older credential report leaves open is asked anew, and when every key was last
 * used. That is a call or two a user, which a daily run does without.
 */
export interface Thorough {
  /** An account has so many users. */
  readonly onListed: (users: number) => void;
  /** One of them is read. */
  readonly onUser: () => void;
  /** What users without the tag `type` are taken for. */
  readonly untaggedAs?: UserType;
  /** Whether groups, roles and policies are read with the users, in the same pages. */
  readonly withGroupsAndRoles?: boolean;
}

/** IAM and CloudTrail of every account, through its audit role. */
export class AwsIam implements IamPort {
  readonly #dueAge: number;

  /**
   * @param settings a key is looked at every day from the day before its first reminder
   * @param thorough where more is to be asked than a run needs
   */
  constructor(
    private readonly clients: AuditClients,
    private readonly settings: Pick<Settings, 'reminderAges'>,
    private readonly pause: Pause = realPause,
    private readonly thorough?: Thorough,
    private readonly timeLeft?: TimeLeft,
  ) {
    this.#dueAge = Math.min(...settings.reminderAges) - 1;
  }

  /** The same for one run: what has no answer when its time is over is given up, so that the run comes to its end. */
  within(timeLeft: TimeLeft): AwsIam {
    return new AwsIam(this.clients, this.settings, this.pause, this.thorough, timeLeft);
  }

  /** @returns with `error` of an account that was not read: what its reason says in words */
  async read(
    account: Account,
    ledger: AccountLedger | Promise<AccountLedger>,
    now: Date,
  ): Promise<AccountReading & Fingerprints & { readonly error?: AccountError }> {
    const calls = this.#calls(account);
    try {
      return await this.#read(account, ledger, now, calls);
    } catch (cause) {
      const error = translateError(account.id, 'reading the account', cause);
      const { message: reason } = error;
      return { outcome: 'unread', account, reason, error, fingerprints: new Map() };
    } finally {
      calls.end();
    }
  }

  async readAgain(account: Account, userName: string): Promise<OwnerNow | undefined> {
    const { iam } = this.clients.in(account.id);
    const calls = this.#calls(account);
    const [keys, tags] = await Promise.all([
      listKeys(iam, calls, userName),
      listTags(iam, calls, userName),
    ]);
    return keys && tags && { readAt: new Date(), keys, tags };
  }

  async disable(account: Account, userName: string, keyId: string): Promise<'disabled' | 'gone'> {
    const { iam } = this.clients.in(account.id);
    const input = { UserName: userName, AccessKeyId: keyId, Status: 'Inactive' } as const;
    const answer = await unlessGone(
      this.#calls(account).make('iam:UpdateAccessKey', (options) =>
        iam.send(new UpdateAccessKeyCommand(input), options),
      ),
    );
    return answer ? 'disabled' : 'gone';
  }

  async whoDid(
    account: Account,
    call: Parameters<IamPort['whoDid']>[1],
    key: Parameters<IamPort['whoDid']>[2],
  ): Promise<Maker | undefined> {
    const { cloudTrail } = this.clients.in(account.id);
    const calls = this.#calls(account, WHO_DID_TIMEOUT_MS);
    return whoDid(cloudTrail, calls, call, key);
  }

  async hasDisabled(account: Account, keyId: string, since: Date): Promise<boolean> {
    const { cloudTrail } = this.clients.in(account.id);
    const calls = this.#calls(account, WHO_DID_TIMEOUT_MS);
    return hasDisabled(cloudTrail, calls, this.clients.roleName, keyId, since);
  }

  #calls({ id }: Account, timeoutMs?: number): Calls {
    return new Calls(id, this.pause, timeoutMs, this.timeLeft);
  }

  async #read(
    account: Account,
    ledger: AccountLedger | Promise<AccountLedger>,
    now: Date,
    calls: Calls,
  ): Promise<AccountReading & Fingerprints> {
    const { iam } = this.clients.in(account.id);
    // What is known is older than what is read: else a key that another run disables meanwhile would be taken for one
    // that was enabled again.
    const [known] = await Promise.all([ledger, signIn(iam, calls)]);
    const list = this.thorough?.withGroupsAndRoles ? listAll : listUsersAlone;
    const [{ users, groupsAndRoles }, request] = await Promise.all([
      list(iam, calls),
      requestReport(iam, calls),
    ]);
    // Only now: while the users are listed the report gets ready, mostly, and need not be asked for twice.
    const { rows, generatedAt, isNew } = await fetchReport(iam, calls, request);
    const anew = this.thorough && {
      isOld: !isNew,
      usersWithApp: isNew ? new Set<string>() : await listUsersWithApp(iam, calls),
      untaggedAs: this.thorough.untaggedAs,
    };
    this.thorough?.onListed(users.length);
    // A key that was missed before is asked for again: what is known of it may be old.
    // Beside a record that can't be read nobody knows whose keys are all known.
    const isWhole = (known.newer?.keys.size ?? 0) === 0;
    const seen = [...known.keys.values()].filter(({ expiresAt }) => isWhole && !expiresAt);
    const records = Map.groupBy(seen, ({ userId }) => userId);
    const cluesOf = (details: Clues['details']): Clues => {
      const keys = records.get(details.id) ?? [];
      const row = rowOfUser(details, rows);
      const due = isDue(details, keys, this.#dueAge, now);
      const wantsLastUse = due || anew !== undefined;
      return { details, row, reportAt: generatedAt, known: keys, isDue: due, wantsLastUse, anew };
    };
    const names = users.map(({ name }) => name);
    const listing = new KeyListing(iam, calls, names);
    const read = async (user: Clues['details']) => {
      const reading = await readUser(iam, calls, listing, cluesOf(user));
      this.thorough?.onUser();
      return reading;
    };
    const readings = await pMap(users, read, { concurrency: USERS_AT_A_TIME });
    await listing.assertSomeAllowed();
    const present = readings.filter((reading) => reading !== undefined);
    return {
      outcome: 'read',
      inventory: { account, readAt: new Date(), users: present.map(({ user }) => user) },
      credentialReportAt: generatedAt,
      ...(groupsAndRoles && { groupsAndRoles }),
      fingerprints: new Map(present.map(({ user, fingerprint }) => [user.name, fingerprint])),
    };
  }
}

async function listUsersAlone(iam: IAMClient, calls: Calls): Promise<Listed> {
  return { users: await listUsers(iam, calls) };
}

/** Gets the role's credentials, which every call needs, while something else is waited for. */
async function signIn(iam: IAMClient, calls: Calls): Promise<void> {
  await calls.make('sts:AssumeRole', () => iam.config.credentials());
}
