import {
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  ListAccessKeysCommand,
  type GetAccountAuthorizationDetailsCommandOutput,
  type ListAccessKeysCommandOutput,
} from '@aws-sdk/client-iam';
import type { Tried } from '../../../rules/checks/tried';
import type { TriedRight, TriedRole } from '../../../rules/checks/tried-role';
import type { AuditRightsPort } from '../../ports/audit-rights';
import type { AuditRole } from '../accounts/audit-role';
import { Calls, type TimeLeft } from '../accounts/calls';
import { iamClients, type IamClients } from '../iam/clients';
import { trailClients, type TrailClients } from '../trail/clients';
import { ofAccount, ofUser, type InAccount, type Send } from './harmless-calls';
import { triedWithout } from './tried-call';

/** One account that does not answer must not take the time of all. */
const TIMEOUT_MS = 20_000;
/** So many users are looked at for one who has a key. */
const MOST_USERS = 10;
/** Whom nobody has: who may ask about any user is told that there is none. */
export const NOBODY = 'keyturn-check';

const LIST_USERS = 'iam:GetAccountAuthorizationDetails';
const LIST_KEYS = 'iam:ListAccessKeys';
const LAST_USED = 'iam:GetAccessKeyLastUsed';

const done: Tried = { is: 'done', found: 'allowed' };
const onlyByDoing: Tried = { is: 'untried', found: 'only doing it shows it' };
const noKey: Tried = { is: 'untried', found: 'there is no user with a key to ask about' };

/** Tries the audit role of accounts by calls that read, in small pages. */
export class AwsAuditRights implements AuditRightsPort {
  readonly #iam: IamClients;
  readonly #trail: TrailClients;

  /**
   * @param role with sessions that are made anew: one that is kept would hide what its trust says now
   * @param rights in IAM's words; of one that no call of these tries it is said
   */
  constructor(
    role: AuditRole,
    private readonly rights: readonly string[],
    private readonly timeLeft: TimeLeft,
  ) {
    this.#iam = iamClients(role);
    this.#trail = trailClients(role);
  }

  async tryIn(accountId: string): Promise<TriedRole> {
    const calls = new Calls(accountId, { timeoutMs: TIMEOUT_MS, timeLeft: this.timeLeft });
    const account = { iam: this.#iam.in(accountId), trail: this.#trail.in(accountId) };
    try {
      await calls.make('sts:AssumeRole', () => account.iam.config.credentials());
    } catch (error) {
      return { assumed: triedWithout(error), rights: [] };
    }
    const trial = new Trial(calls, account);
    const [ofAll, ofUsers] = await Promise.all([
      Promise.all(this.#known(ofAccount).map(([action, send]) => trial.make(action, send))),
      this.#tryOnUsers(trial),
    ]);
    const tried = [...ofAll, ...ofUsers];
    const names = new Set(tried.map(({ action }) => action));
    const others = this.rights.filter((action) => !names.has(action));
    return {
      assumed: { is: 'done', found: 'assumed' },
      rights: [...tried, ...others.map((action) => ({ action, tried: onlyByDoing }))],
    };
  }

  async #tryOnUsers(trial: Trial): Promise<readonly TriedRight[]> {
    const tried: TriedRight[] = [];
    const users = await this.#listUsers(trial, tried);
    const [first = NOBODY] = users;
    const others = this.#known(ofUser).map(([action, sendOf]) => trial.make(action, sendOf(first)));
    if (!this.rights.includes(LIST_KEYS)) return [...tried, ...(await Promise.all(others))];
    const keyId = await this.#listKeys(trial, users, tried);
    if (this.rights.includes(LAST_USED)) tried.push(await this.#askLastUsed(trial, keyId));
    return [...tried, ...(await Promise.all(others))];
  }

  async #listUsers(trial: Trial, tried: TriedRight[]): Promise<readonly string[]> {
    if (!this.rights.includes(LIST_USERS)) return [];
    let page: GetAccountAuthorizationDetailsCommandOutput | undefined;
    const input = { Filter: ['User' as const], MaxItems: MOST_USERS };
    const right = await trial.make(LIST_USERS, async ({ iam }, options) => {
      page = await iam.send(new GetAccountAuthorizationDetailsCommand(input), options);
    });
    tried.push(right);
    return (page?.UserDetailList ?? []).map(({ UserName = '' }) => UserName);
  }

  /** Of the first of them who has one. */
  async #listKeys(
    trial: Trial,
    users: readonly string[],
    tried: TriedRight[],
  ): Promise<string | undefined> {
    let last: TriedRight | undefined;
    for (const UserName of users.length > 0 ? users : [NOBODY]) {
      let page: ListAccessKeysCommandOutput | undefined;
      last = await trial.make(LIST_KEYS, async ({ iam }, options) => {
        page = await iam.send(new ListAccessKeysCommand({ UserName }), options);
      });
      const [key] = page?.AccessKeyMetadata ?? [];
      if (key === undefined && last.tried.is === 'done') continue;
      tried.push(last);
      return key?.AccessKeyId;
    }
    if (last) tried.push(last);
    return undefined;
  }

  async #askLastUsed(trial: Trial, AccessKeyId: string | undefined): Promise<TriedRight> {
    if (AccessKeyId === undefined) return { action: LAST_USED, tried: noKey };
    return trial.make(LAST_USED, ({ iam }, options) =>
      iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), options),
    );
  }

  #known<Value>(calls: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
    return Object.entries(calls).filter(([action]) => this.rights.includes(action));
  }
}

/** Names of errors by which IAM says that it would have answered, had there been anything. */
const nothingThere = /^(NoSuchEntity|CredentialReport(NotPresent|Expired|NotReady))(Exception)?$/;

/** The calls of one account. */
class Trial {
  constructor(
    private readonly calls: Calls,
    private readonly account: InAccount,
  ) {}

  async make(action: string, send: Send): Promise<TriedRight> {
    try {
      await this.calls.make(action, (options) => send(this.account, options));
      return { action, tried: done };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      const isAnswer = cause instanceof Error && nothingThere.test(cause.name);
      return { action, tried: isAnswer ? done : triedWithout(error) };
    }
  }
}
