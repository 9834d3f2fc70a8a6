import { AccountError } from '../../../functions/account-error';
import type { CredentialReportRow } from '../../../functions/adapters/iam/credential-report';
import { rowAgrees, slotsOf } from '../../../functions/adapters/iam/match-slots';
import { reportedWaysIn } from '../../../functions/adapters/iam/read-ways-in';
import {
  isDue,
  keyOfRecord,
  mustAsk,
  rowOfUser,
} from '../../../functions/adapters/iam/whom-to-ask';
import type { IamReaderPort } from '../../../functions/ports/iam-reader';
import type { IamSwitchPort } from '../../../functions/ports/iam-switch';
import type { IamTrailPort, CredentialOfUser } from '../../../functions/ports/iam-trail';
import type { ForNextRun } from '../../../functions/ports/iam-reader';
import type { StoppableRef } from '../../../rules/credentials/credential';
import { keyRecords, type AccountLedger, type CredentialRecord } from '../../../rules/ledger';
import {
  isUnknown,
  type Account,
  type AccountReading,
  type IamUser,
  type Unknown,
} from '../../../rules/model';
import type { Maker, MakersCall } from '../../../rules/notices';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import type { Sightings } from '../truth/sightings';
import type { Aws, TrueUser, UserHistory } from './aws';
import { HOUR } from './calendar';
import type { Chronicle, RunRecord } from './chronicle';
import type { Clock } from './clock';
import type { Process } from './process';
import type { Weather } from './weather';

/** A credential report is made at most every four hours. */
const REPORT_LIFE = 4 * HOUR;

interface CredentialReport {
  /** Why there is none. */
  readonly at: Date | Unknown;
  readonly rows: ReadonlyMap<string, CredentialReportRow>;
}

const noReport: CredentialReport = { at: { unknown: 'simulated' }, rows: new Map() };

export interface World {
  readonly aws: Aws;
  readonly clock: Clock;
  readonly weather: Weather;
  readonly chronicle: Chronicle;
  readonly sightings: Sightings;
  readonly pageSize: number;
  /** The day before the first reminder: from then on the adapter asks for a key every day. */
  readonly dueAge: number;
  /** The last credential report of each account. */
  readonly reports: Map<string, CredentialReport>;
}

/**
 * IAM as one run meets it: in pages, with a credential report of up to four hours ago, throttled, a while
 * behind the truth. Whom it asks for is decided as the real adapter decides it.
 */
export class SimulatedIam implements IamReaderPort, IamSwitchPort, IamTrailPort {
  constructor(
    private readonly world: World,
    private readonly run: RunRecord,
    private readonly process: Process,
  ) {}

  async read(
    account: Account,
    coming: AccountLedger | Promise<AccountLedger>,
    now: Date,
  ): Promise<AccountReading & ForNextRun> {
    // As the adapter: nothing is read before it is known what was known.
    const ledger = await coming;
    const { chronicle, clock, sightings } = this.world;
    const visit = chronicle.visit(this.run, account.id);
    let reading: AccountReading & ForNextRun;
    try {
      reading = await this.#read(account, ledger, now);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      chronicle.count('account unread');
      const { message: reason } = error;
      reading = { outcome: 'unread', account, reason, fingerprints: new Map() };
    }
    visit.reading = reading;
    visit.readAt = clock.now;
    sightings.noteRead(this.run, account.id);
    return reading;
  }

  async readAgain(account: Account, userName: string): Promise<OwnerNow | undefined> {
    return this.#noting(account.id, userName, 'iam.readAgain', () => {
      this.#assertAnswers(account.id, 'iam:ListAccessKeys');
      const history = this.world.aws.find(account.id, userName);
      if (this.#hidesKeys(history)) throw refused(account.id);
      const user = this.#visible(history);
      const { chronicle, clock } = this.world;
      const readAt = new Date(clock.now);
      const { lastLooks } = chronicle.visit(this.run, account.id);
      if (user) lastLooks.set(userName, { at: clock.now, user });
      return Promise.resolve(user && { readAt, keys: user.keys, tags: user.tags });
    });
  }

  async disable(
    account: Account,
    userName: string,
    { id: keyId }: StoppableRef,
  ): Promise<'disabled' | 'gone'> {
    return this.#noting(account.id, userName, 'iam.disable', () => {
      this.#assertAnswers(account.id, 'iam:UpdateAccessKey');
      const { aws, chronicle, clock } = this.world;
      const user = aws.find(account.id, userName);
      const key = user?.now?.keys.find(({ id }) => id === keyId);
      if (!user || !key) return Promise.resolve('gone');
      if (key.status === 'Inactive') return Promise.resolve('disabled');
      const before = statuses(aws, account.id);
      aws.setStatus(user, keyId, 'Inactive');
      const after = statuses(aws, account.id);
      const touched = [...after].filter(([id, status]) => before.get(id) !== status);
      chronicle.disablings.push({
        at: clock.now,
        run: this.run,
        accountId: account.id,
        keyId,
        lastLook: chronicle.visit(this.run, account.id).lastLooks.get(userName),
        touched: touched.map(([id]) => id),
        isBegun: touched.every(([id]) => (chronicle.begun.get(id)?.size ?? 0) > 0),
      });
      chronicle.count('key disabled');
      return Promise.resolve('disabled');
    });
  }

  async whoDid(
    account: Account,
    call: MakersCall,
    credential: CredentialOfUser,
  ): Promise<Maker | undefined> {
    return this.process.call('iam.whoDid', () => {
      this.#assertAnswers(account.id, 'cloudtrail:LookupEvents');
      const found = this.world.aws.whoDid(call, credential.id, credential.userName);
      return Promise.resolve(found && { arn: found.arn, mfa: true, isOwner: found.isOwner });
    });
  }

  async hasDisabled(account: Account, { id: keyId }: StoppableRef, since: Date): Promise<boolean> {
    return this.process.call('iam.hasDisabled', () => {
      this.#assertAnswers(account.id, 'cloudtrail:LookupEvents');
      const { disablings } = this.world.chronicle;
      return Promise.resolve(
        disablings.some((each) => each.keyId === keyId && each.at >= since.getTime()),
      );
    });
  }

  /** Whose disabling failed, and need not have come about. */
  async #noting<Answer>(
    accountId: string,
    userName: string,
    name: string,
    effect: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await this.process.call(name, effect);
    } catch (error) {
      this.world.chronicle.visit(this.run, accountId).failedUsers.add(userName);
      throw error;
    }
  }

  async #read(
    account: Account,
    ledger: AccountLedger,
    now: Date,
  ): Promise<AccountReading & ForNextRun> {
    const { aws, chronicle, pageSize } = this.world;
    const report = await this.process.call('iam.report', () => {
      this.#assertAnswers(account.id, 'iam:GetCredentialReport');
      return Promise.resolve(this.#report(account.id));
    });
    const histories = aws.usersOf(account.id);
    const users: { readonly user: TrueUser; readonly isHidden: boolean }[] = [];
    for (let start = 0; start === 0 || start < histories.length; start += pageSize)
      await this.process.call('iam.page', () => {
        this.#assertAnswers(account.id, 'iam:GetAccountAuthorizationDetails');
        if (start > 0) chronicle.count('page boundary');
        for (const history of histories.slice(start, start + pageSize)) {
          const user = this.#visible(history);
          if (user) users.push({ user, isHidden: this.#hidesKeys(history) });
        }
        return Promise.resolve();
      });
    const seen = keyRecords(ledger).filter(({ expiresAt }) => !expiresAt);
    const known = Map.groupBy(seen, ({ userId }) => userId);
    const readings = users.map(({ user, isHidden }) =>
      this.#readUser(user, isHidden, report, known.get(user.id) ?? [], now),
    );
    // As the adapter: where nobody's keys may be listed, the permission is missing.
    if (users.every(({ isHidden }) => isHidden) && readings.some(({ user }) => user.keysUnknown))
      throw refused(account.id);
    const fingerprints = new Map(readings.map(({ user, print }) => [user.name, print]));
    const readAt = new Date(this.world.clock.now);
    const usesAsOf = isUnknown(report.at) ? undefined : report.at;
    const inventory = { account, readAt, usesAsOf, users: readings.map(({ user }) => user) };
    return { outcome: 'read', inventory, credentialReportAt: report.at, fingerprints };
  }

  /** As the adapter's readUser: asks only where the report and the ledger leave a doubt. */
  #readUser(
    user: TrueUser,
    isHidden: boolean,
    { rows, at: reportAt }: CredentialReport,
    known: readonly CredentialRecord[],
    now: Date,
  ): { user: IamUser; print: string } {
    const row = rowOfUser(user, rows);
    const asks = isDue(user, known, this.world.dueAge, now) || mustAsk(row, known);
    const waysIn = reportedWaysIn({ row, reportAt });
    if (asks && isHidden) {
      this.world.chronicle.count('keys refused');
      return { user: { ...user, keys: [], keysUnknown: hidden, ...waysIn }, print: '' };
    }
    const keys = asks
      ? user.keys.map(({ id, status, createdAt }) => ({ id, status, createdAt }))
      : known.map(keyOfRecord);
    const isStale =
      keys.length !== user.keys.length ||
      keys.some(({ id, status }) => user.keys.find((key) => key.id === id)?.status !== status);
    if (isStale) this.world.chronicle.count('stale credential report believed');
    const slots = row && slotsOf(row.slots, keys);
    return {
      user: {
        ...user,
        keys: keys.map((key) => ({
          ...key,
          lastUsed: slots ? slots.get(key.id)?.lastUsed : leftOpen,
        })),
        ...waysIn,
      },
      print: row && rowAgrees(row.slots, keys) ? row.fingerprint : '',
    };
  }

  #report(accountId: string): CredentialReport {
    const { aws, clock, chronicle, reports, weather } = this.world;
    if (weather.hasNoReport(accountId, clock.now)) {
      chronicle.count('no credential report');
      return noReport;
    }
    const known = reports.get(accountId);
    if (known && !isUnknown(known.at) && clock.now - known.at.getTime() < REPORT_LIFE) {
      chronicle.count('credential report of an earlier run');
      return known;
    }
    const users = aws.usersOf(accountId).flatMap((history) => this.#visible(history) ?? []);
    const rows = new Map(users.map((user) => [user.name, rowOf(user)]));
    const report = { at: new Date(clock.now), rows };
    reports.set(accountId, report);
    return report;
  }

  #visible(user: UserHistory | undefined): TrueUser | undefined {
    const { clock, weather, chronicle } = this.world;
    const lag = weather.lag(clock.now);
    const seen = lag === 0 ? user?.now : user?.at(clock.now - lag);
    if (seen !== user?.now) chronicle.fault('older state shown');
    return seen;
  }

  #hidesKeys(user: UserHistory | undefined): boolean {
    return this.world.weather.hides('access-key', user?.who, this.world.clock.now);
  }

  #assertAnswers(accountId: string, operation: string): void {
    const { weather, clock, chronicle } = this.world;
    if (weather.isUnreadable(accountId, clock.now)) {
      chronicle.fault('access denied');
      throw new AccountError('access-denied', accountId, operation, 'simulated');
    }
    if (weather.isThrottled(clock.now)) {
      chronicle.fault(`throttled ${operation}`);
      throw new AccountError('throttled', accountId, operation, 'simulated');
    }
  }
}

const hidden: Unknown = { unknown: 'access-denied at iam:ListAccessKeys' };

function refused(accountId: string): AccountError {
  return new AccountError('access-denied', accountId, 'iam:ListAccessKeys', 'simulated');
}

function statuses(aws: Aws, accountId: string): Map<string, string> {
  const keys = aws.usersOf(accountId).flatMap((user) => user.now?.keys ?? []);
  return new Map(keys.map(({ id, status }) => [id, status]));
}

const leftOpen = { unknown: 'the credential report leaves it open' };
const rows = new WeakMap<TrueUser, CredentialReportRow>();

/** The user's row, as long as nothing about the user changes. */
function rowOf(user: TrueUser): CredentialReportRow {
  const made = rows.get(user) ?? {
    userCreatedAt: user.createdAt,
    password: user.password,
    hasMfa: user.hasMfa,
    slots: user.keys.map(({ status, changedAt, lastUsed }) => ({ status, changedAt, lastUsed })),
    fingerprint: user.keys.map((key) => `${key.status} ${key.changedAt.toISOString()}`).join(),
  };
  rows.set(user, made);
  return made;
}
