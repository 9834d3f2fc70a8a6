import { rowAgrees, slotsOf } from '../../../functions/adapters/iam/match-slots';
import { reportedWaysIn } from '../../../functions/adapters/iam/read-ways-in';
import {
  isDue,
  keyOfRecord,
  mustAsk,
  rowOfUser,
  seemsUnused,
  type UserDetails,
} from '../../../functions/adapters/iam/whom-to-ask';
import type { ForNextRun } from '../../../functions/ports/iam-reader';
import { keyRecords, type AccountLedger, type CredentialRecord } from '../../../rules/ledger';
import { isUnknown, type Account, type AccountReading, type IamUser } from '../../../rules/model';
import type { TrueUser, UserHistory } from './user-history';
import { hidden, listOperations, refused, type CredentialReport } from './iam-answers';
import type { IamAnswers, World } from './iam-answers';
import { OtherKinds, type Ask } from './other-kinds';
import type { Process } from './process';

interface Found {
  readonly history: UserHistory;
  readonly user: TrueUser;
}

/** One reading of an account, as the adapter reads. */
export class AccountListing {
  readonly #known: ReadonlyMap<string, readonly CredentialRecord[]>;

  constructor(
    private readonly world: World,
    private readonly answers: IamAnswers,
    private readonly process: Process,
    private readonly account: Account,
    private readonly ledger: AccountLedger,
  ) {
    const seen = keyRecords(ledger).filter(({ expiresAt }) => !expiresAt);
    this.#known = Map.groupBy(seen, ({ userId }) => userId);
  }

  /** @throws AccountError where the account can't be read */
  async read(now: Date): Promise<AccountReading & ForNextRun> {
    const { account, answers } = this;
    const report = await this.#ask('iam.report', 'iam:GetCredentialReport', () =>
      answers.report(account.id),
    );
    const users = await this.#listUsers();
    const ask: Ask = (name, kind, answer) => this.#ask(name, listOperations[kind], answer);
    const others = await OtherKinds.open(this.world, answers, account, this.ledger, now, ask);
    const readings: { user: IamUser; print: string }[] = [];
    for (const found of users) {
      const ofKeys = this.#readKeys(found, report, now);
      const ofOthers = await others.of(detailsOf(found.user), report);
      // Gone by now.
      if (!ofOthers) continue;
      readings.push({ ...ofKeys, user: { ...ofKeys.user, ...ofOthers } });
    }
    // As the adapter: where nobody's keys may be listed, the permission is missing.
    const areAllHidden = users.every(({ history }) => answers.hides('access-key', history));
    if (areAllHidden && readings.some(({ user }) => user.keysUnknown))
      throw refused(account.id, listOperations['access-key']);
    const readAt = new Date(this.world.clock.now);
    const usesAsOf = isUnknown(report.at) ? undefined : report.at;
    return {
      outcome: 'read',
      inventory: {
        account,
        readAt,
        usesAsOf,
        users: readings.map(({ user }) => user),
        root: report.root,
      },
      credentialReportAt: report.at,
      sshKeysAsked: others.sshKeysAsked(),
      fingerprints: new Map(readings.map(({ user, print }) => [user.name, print])),
    };
  }

  async #listUsers(): Promise<readonly Found[]> {
    const { aws, chronicle, pageSize } = this.world;
    const histories = aws.usersOf(this.account.id);
    const users: Found[] = [];
    for (let start = 0; start === 0 || start < histories.length; start += pageSize)
      await this.#ask('iam.page', 'iam:GetAccountAuthorizationDetails', () => {
        if (start > 0) chronicle.count('page boundary');
        for (const history of histories.slice(start, start + pageSize)) {
          const user = this.answers.visible(history);
          if (user) users.push({ history, user });
        }
      });
    return users;
  }

  /** As the adapter's readUser: asks only where the report and the ledger leave a doubt. */
  #readKeys(
    { history, user }: Found,
    { rows, at: reportAt }: CredentialReport,
    now: Date,
  ): { readonly user: IamUser; readonly print: string } {
    const { chronicle, dueAge, unusedAge } = this.world;
    const details = detailsOf(user);
    const row = rowOfUser(user, rows);
    const known = this.#known.get(user.id) ?? [];
    const isForgotten = unusedAge !== undefined && seemsUnused(details, row, unusedAge, now);
    const asks = isDue(user, known, dueAge, now) || isForgotten || mustAsk(row, known);
    const waysIn = reportedWaysIn({ row, reportAt });
    if (asks && this.answers.hides('access-key', history)) {
      chronicle.count('keys refused');
      const keysUnknown = hidden('access-key');
      return { user: { ...details, keys: [], keysUnknown, ...waysIn }, print: '' };
    }
    const keys = asks
      ? user.keys.map(({ id, status, createdAt }) => ({ id, status, createdAt }))
      : known.map(keyOfRecord);
    const isStale =
      keys.length !== user.keys.length ||
      keys.some(({ id, status }) => user.keys.find((key) => key.id === id)?.status !== status);
    if (isStale) chronicle.count('stale credential report believed');
    const slots = row && slotsOf(row.slots, keys);
    return {
      user: {
        ...details,
        keys: keys.map((key) => ({
          ...key,
          lastUsed: slots ? slots.get(key.id)?.lastUsed : leftOpen,
        })),
        ...waysIn,
      },
      print: row && rowAgrees(row.slots, keys) ? row.fingerprint : '',
    };
  }

  async #ask<Answer>(name: string, operation: string, answer: () => Answer): Promise<Answer> {
    return this.process.call(name, () => {
      this.answers.assertAnswers(this.account.id, operation);
      return Promise.resolve(answer());
    });
  }
}

const leftOpen = { unknown: 'the credential report leaves it open' };

/** As GetAccountAuthorizationDetails has the user. */
function detailsOf({ arn, name, id, createdAt, tags }: TrueUser): UserDetails {
  return { arn, name, id, createdAt, tags };
}
