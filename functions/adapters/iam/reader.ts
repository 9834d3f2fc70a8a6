import type { IAMClient } from '@aws-sdk/client-iam';
import pMap from 'p-map';
import type { StoppableKind } from '../../../rules/credentials/credential';
import { keyRecords, type AccountLedger } from '../../../rules/ledger';
import { isUnknown, type Account, type AccountReading } from '../../../rules/model';
import type { Settings } from '../../../rules/settings';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import type { UserType } from '../../../rules/tags';
import type { AccountError } from '../../account-error';
import type { ForNextRun, IamReaderPort } from '../../ports/iam-reader';
import { Calls, type Patience } from '../accounts/calls';
import { translateError } from '../accounts/translate-error';
import { listUsersWithApp } from './ask-password-and-mfa';
import type { IamClients } from './clients';
import { fetchCredentialReport, requestCredentialReport } from './fetch-credential-report';
import { KeyListing } from './key-listing';
import { listServiceCredentials } from './list-service-credentials';
import { readUser, type Clues } from './read-user';
import { readAgain } from './read-again';
import { listUsers, unlessRefused } from './read-users';
import { listSigningCertificates, listSshKeys } from './lists-of-user';
import { SshKeyListing, type SshKeyQuestions } from './ssh-key-listing';
import { isDue, rowOfUser, seemsUnused } from './whom-to-ask';

/** Users of one account who are asked about at a time. */
const USERS_AT_A_TIME = 10;

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
  /** What lists the users with groups and roles. Given, not imported: a daily run's bundle is without it. */
  readonly listAll?: typeof listUsers;
}

/** What of the rules says whom to ask. */
export type ReaderSettings = Pick<Settings, 'clocks' | 'modes' | 'unused' | 'unusedAge'>;

export interface ReaderOptions extends Pick<Patience, 'pause' | 'timeLeft'> {
  /** Where more is to be asked than a run needs. */
  readonly thorough?: Thorough;
}

/** Reads the IAM of every account, through its audit role. */
export class AwsIamReader implements IamReaderPort {
  readonly #dueAge: number;
  readonly #sshKeys: Pick<SshKeyQuestions, 'dueAge'>;
  /** The report does not know the ids by which they would be disabled. */
  readonly #listsCertificates: boolean;
  /** Undefined: nothing is done about keys that nobody uses. */
  readonly #unusedAge: number | undefined;

  /**
   * @param settings a key is looked at every day from the day before its first reminder, and so is an SSH key of which
   * its owner is reminded
   * @param options what has no answer when the time left is over is given up, so that the run comes to its end
   */
  constructor(
    private readonly clients: IamClients,
    { clocks, modes, unused, unusedAge }: ReaderSettings,
    private readonly options: ReaderOptions = {},
  ) {
    const dueAge = ({ remindAt }: { readonly remindAt: readonly number[] }) =>
      Math.min(...remindAt) - 1;
    this.#dueAge = dueAge(clocks['access-key']);
    this.#sshKeys = modes['ssh-key'] === 'report' ? {} : { dueAge: dueAge(clocks['ssh-key']) };
    this.#unusedAge = unused === 'disable' ? unusedAge : undefined;
    this.#listsCertificates = modes['signing-certificate'] !== 'report';
  }

  /** @returns with `error` of an account that was not read: what its reason says in words */
  async read(
    account: Account,
    ledger: AccountLedger | Promise<AccountLedger>,
    now: Date,
  ): Promise<AccountReading & ForNextRun & { readonly error?: AccountError }> {
    const calls = new Calls(account.id, this.options);
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

  async readAgain(
    account: Account,
    userName: string,
    kind: StoppableKind,
    lastUseOf?: string,
  ): Promise<OwnerNow | undefined> {
    const calls = new Calls(account.id, this.options);
    return readAgain(this.clients.in(account.id), calls, userName, kind, lastUseOf);
  }

  async #read(
    account: Account,
    ledger: AccountLedger | Promise<AccountLedger>,
    now: Date,
    calls: Calls,
  ): Promise<AccountReading & ForNextRun> {
    const iam = this.clients.in(account.id);
    // What is known is older than what is read: else a key that another run disables meanwhile would be taken for one
    // that was enabled again.
    const [known] = await Promise.all([ledger, signIn(iam, calls)]);
    const { thorough } = this.options;
    const list = thorough?.listAll ?? listUsers;
    const [{ users, groupsAndRoles }, request] = await Promise.all([
      list(iam, calls),
      requestCredentialReport(iam, calls),
    ]);
    // Only now: while the users are listed the report gets ready, mostly, and need not be asked for twice.
    const [{ rows, root, generatedAt, isNew }, serviceCredentials] = await Promise.all([
      fetchCredentialReport(iam, calls, request),
      unlessRefused(listServiceCredentials(iam, calls)),
    ]);
    const anew = thorough && {
      isOld: !isNew,
      usersWithApp: isNew ? new Set<string>() : await listUsersWithApp(iam, calls),
      untaggedAs: thorough.untaggedAs,
    };
    thorough?.onListed(users.length);
    // A key that was missed before is asked for again: what is known of it may be old.
    // Beside a record that can't be read nobody knows whose keys are all known.
    const isWhole = (known.newer?.credentials.size ?? 0) === 0;
    const seen = keyRecords(known).filter(({ expiresAt }) => isWhole && !expiresAt);
    const records = Map.groupBy(seen, ({ userId }) => userId);
    const cluesOf = (details: Clues['details']): Clues => {
      // Of one that was recorded between the runs, since it had to be disabled, only the name is known.
      const ofName = (records.get('') ?? []).filter(({ userName }) => userName === details.name);
      const keys = [...(records.get(details.id) ?? []), ...ofName];
      const row = rowOfUser(details, rows);
      const due =
        isDue(details, keys, this.#dueAge, now) ||
        (this.#unusedAge !== undefined && seemsUnused(details, row, this.#unusedAge, now));
      const wantsLastUse = due || anew !== undefined;
      const reportAt = generatedAt;
      const own = { details, row, reportAt, known: keys, isDue: due, wantsLastUse, anew };
      return { ...own, serviceCredentials, listsCertificates: this.#listsCertificates };
    };
    const names = users.map(({ name }) => name);
    const listing = new KeyListing(iam, calls, names);
    const questions = { ofAll: thorough !== undefined, ...this.#sshKeys };
    const askForSshKeys = (userName: string) => listSshKeys(iam, calls, userName);
    const sshKeys = new SshKeyListing(askForSshKeys, known, questions, now);
    const listCertificates = (userName: string) => listSigningCertificates(iam, calls, userName);
    const listings = { keys: listing, others: { sshKeys, listCertificates } };
    const read = async (user: Clues['details']) => {
      const reading = await readUser(iam, calls, listings, cluesOf(user));
      thorough?.onUser();
      return reading;
    };
    const readings = await pMap(users, read, { concurrency: USERS_AT_A_TIME });
    await listing.assertSomeAllowed();
    const present = readings.filter((reading) => reading !== undefined);
    return {
      outcome: 'read',
      inventory: {
        account,
        readAt: new Date(),
        ...(isUnknown(generatedAt) ? {} : { usesAsOf: generatedAt }),
        users: present.map(({ user }) => user),
        root,
      },
      credentialReportAt: generatedAt,
      ...(groupsAndRoles && { groupsAndRoles }),
      sshKeysAsked: sshKeys.asked(),
      fingerprints: new Map(present.map(({ user, fingerprint }) => [user.name, fingerprint])),
    };
  }
}

/** Gets the role's credentials, which every call needs, while something else is waited for. */
async function signIn(iam: IAMClient, calls: Calls): Promise<void> {
  await calls.make('sts:AssumeRole', () => iam.config.credentials());
}
