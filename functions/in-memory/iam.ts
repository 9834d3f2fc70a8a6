import {
  isUnknown,
  type AccessKey,
  type Account,
  type AccountReading,
  type IamUser,
  type RootCredentials,
} from '../../rules/model';
import { credentialTraits, statusAction } from '../../rules/credentials';
import { accessKey } from '../../rules/credentials/access-key';
import type { StoppableKind, StoppableRef } from '../../rules/credentials/credential';
import type { Maker, MakersCall } from '../../rules/notices';
import type { OwnerNow } from '../../rules/disabling/still-due';
import { withoutCase } from '../../rules/without-case';
import { AccountError } from '../account-error';
import type { ForNextRun, IamReaderPort } from '../ports/iam-reader';
import type { IamSwitchPort } from '../ports/iam-switch';
import type { IamTrailPort } from '../ports/iam-trail';
import { heldOf, listOperations, setOrDelete, switched } from './iam-credentials';

/** IAM in this process's memory, and the hands that change it: people's, not the monitor's. */
export class InMemoryIam implements IamReaderPort, IamSwitchPort, IamTrailPort {
  /** By account, then by name without case. */
  readonly #users = new Map<string, Map<string, IamUser>>();
  readonly #unreadable = new Map<string, string>();
  readonly #withoutReport = new Map<string, string>();
  readonly #roots = new Map<string, RootCredentials>();
  /** By account. */
  readonly #hiddenServiceCredentials = new Map<string, string>();
  /** By user id. */
  readonly #hiddenKeys = new Map<string, string>();
  readonly #calls: { accountId: string; call: MakersCall; keyId: string; maker: Maker }[] = [];
  readonly #disablings: { readonly id: string; readonly at: Date }[] = [];
  #count = 0;

  /** @param clock what time it is when a user or a key is made. */
  constructor(private readonly clock: () => Date) {}

  createUser(accountId: string, name: string, more: Partial<IamUser> = {}): IamUser {
    const user: IamUser = {
      arn: `arn:aws:iam::${accountId}:user/${name}`,
      name,
      id: this.#newId('AIDA'),
      createdAt: this.clock(),
      tags: {},
      keys: [],
      hasMfa: true,
      ...more,
    };
    this.#set(accountId, user);
    return user;
  }

  /** Changes whatever is given of a user, and nothing else. */
  changeUser(accountId: string, name: string, change: Partial<IamUser>): void {
    this.#set(accountId, { ...this.#user(accountId, name), ...change });
  }

  deleteUser(accountId: string, name: string): void {
    this.#users.get(accountId)?.delete(withoutCase(name));
  }

  /** @param maker who CloudTrail says it was; by default it does not say. */
  createKey(accountId: string, userName: string, maker?: Maker): AccessKey {
    const user = this.#user(accountId, userName);
    const id = this.#newId('AKIA');
    const key: AccessKey = { id, status: 'Active', createdAt: this.clock() };
    this.changeUser(accountId, userName, { keys: [...user.keys, key] });
    if (maker) this.#calls.unshift({ accountId, call: 'CreateAccessKey', keyId: key.id, maker });
    return key;
  }

  /** @param maker who CloudTrail says it was, where the change enables the key. */
  changeKey(accountId: string, keyId: string, change: Partial<AccessKey>, maker?: Maker): void {
    const user = this.#ownerOf(accountId, keyId);
    const keys = user?.keys.map((key) => (key.id === keyId ? { ...key, ...change } : key));
    if (user) this.changeUser(accountId, user.name, { keys });
    if (maker && change.status === 'Active')
      this.#calls.unshift({ accountId, call: accessKey.statusCall.name, keyId, maker });
  }

  /** Somebody enables a credential that is off. @param by who CloudTrail says it was */
  enableAgain(accountId: string, userName: string, { kind, id }: StoppableRef, by?: Maker): void {
    const user = this.#user(accountId, userName);
    this.changeUser(accountId, userName, switched(user, id, 'Active'));
    const call = credentialTraits[kind].statusCall.name;
    if (by) this.#calls.unshift({ accountId, call, keyId: id, maker: by });
  }

  deleteKey(accountId: string, keyId: string): void {
    const user = this.#ownerOf(accountId, keyId);
    const keys = user?.keys.filter(({ id }) => id !== keyId);
    if (user) this.changeUser(accountId, user.name, { keys });
  }

  /** By default it has a password with MFA, and nothing else. */
  setRoot(accountId: string, change: Partial<RootCredentials>): void {
    this.#roots.set(accountId, { ...this.#rootOf(accountId), ...change });
  }

  /** From now on nobody may list the account's service-specific credentials, until `reason` is undefined. */
  hideServiceCredentials(accountId: string, reason: string | undefined): void {
    setOrDelete(this.#hiddenServiceCredentials, accountId, reason);
  }

  /** From now on the account can't be read, until `reason` is undefined. */
  makeUnreadable(accountId: string, reason: string | undefined): void {
    setOrDelete(this.#unreadable, accountId, reason);
  }

  /** From now on nobody may list the user's keys, until `reason` is undefined. */
  hideKeys(accountId: string, userName: string, reason: string | undefined): void {
    const { id } = this.#user(accountId, userName);
    setOrDelete(this.#hiddenKeys, id, reason);
  }

  /** From now on the account has no credential report, until `reason` is undefined. */
  hideCredentialReport(accountId: string, reason: string | undefined): void {
    setOrDelete(this.#withoutReport, accountId, reason);
  }

  async read(account: Account): Promise<AccountReading & ForNextRun> {
    const reason = this.#unreadable.get(account.id);
    if (reason !== undefined)
      return Promise.resolve({ outcome: 'unread', account, reason, fingerprints: new Map() });
    const unknown = this.#withoutReport.get(account.id);
    const hidden = this.#hiddenServiceCredentials.get(account.id);
    const ofReport = unknown !== undefined && {
      hasMfa: { unknown },
      password: { unknown },
      signingCertificates: { unknown },
    };
    const users = [...(this.#users.get(account.id)?.values() ?? [])].map((user): IamUser => ({
      ...user,
      ...ofReport,
      ...(hidden !== undefined && { serviceCredentials: { unknown: hidden } }),
      ...this.#hidden(user),
    }));
    const rows = users.map(({ name, keys }) => [name, JSON.stringify(keys)] as const);
    const readAt = this.clock();
    const usesAsOf = unknown === undefined ? readAt : undefined;
    const root = unknown === undefined ? this.#rootOf(account.id) : { unknown };
    const inventory = { account, readAt, usesAsOf, users, root };
    return Promise.resolve({
      outcome: 'read',
      inventory,
      credentialReportAt: unknown === undefined ? this.clock() : { unknown },
      fingerprints: new Map(rows),
    });
  }

  async readAgain(
    account: Account,
    userName: string,
    kind: StoppableKind,
    lastUseOf?: string,
  ): Promise<OwnerNow | undefined> {
    this.#assertReadable(account, listOperations[kind]);
    const user = this.#users.get(account.id)?.get(withoutCase(userName));
    const hidden = user && this.#hiddenKeys.get(user.id);
    if (hidden !== undefined && kind === 'access-key')
      throw new AccountError('access-denied', account.id, listOperations[kind], hidden);
    if (!user) return Promise.resolve(undefined);
    return Promise.resolve({
      ...heldOf(user, kind, lastUseOf),
      readAt: this.clock(),
      tags: user.tags,
    });
  }

  async disable(
    account: Account,
    userName: string,
    { kind, id }: StoppableRef,
  ): Promise<'disabled' | 'gone'> {
    this.#assertReadable(account, statusAction(kind));
    const user = this.#users.get(account.id)?.get(withoutCase(userName));
    const held = user ? credentialTraits[kind].heldBy(user) : [];
    if (!user || isUnknown(held) || !held.some(({ ref }) => ref.id === id))
      return Promise.resolve('gone');
    this.changeUser(account.id, user.name, switched(user, id, 'Inactive'));
    this.#disablings.push({ id, at: this.clock() });
    return Promise.resolve('disabled');
  }

  async whoDid(
    account: Account,
    call: MakersCall,
    key: { readonly id: string },
  ): Promise<Maker | undefined> {
    this.#assertReadable(account, 'cloudtrail:LookupEvents');
    const made = this.#calls.find(
      (each) => each.accountId === account.id && each.call === call && each.keyId === key.id,
    );
    return Promise.resolve(made?.maker);
  }

  async hasDisabled(account: Account, { id }: StoppableRef, since: Date): Promise<boolean> {
    this.#assertReadable(account, 'cloudtrail:LookupEvents');
    return Promise.resolve(this.#disablings.some((each) => each.id === id && each.at >= since));
  }

  #rootOf(accountId: string): RootCredentials {
    const none = { hasPassword: true, hasMfa: true, keys: [], certificates: [] };
    return { ...none, ...this.#roots.get(accountId), asOf: this.clock() };
  }

  #hidden({ id }: IamUser): Pick<IamUser, 'keys' | 'keysUnknown'> | undefined {
    const unknown = this.#hiddenKeys.get(id);
    return unknown === undefined ? undefined : { keys: [], keysUnknown: { unknown } };
  }

  #assertReadable({ id }: Account, operation: string): void {
    const reason = this.#unreadable.get(id);
    if (reason !== undefined) throw new AccountError('access-denied', id, operation, reason);
  }

  #user(accountId: string, name: string): IamUser {
    const user = this.#users.get(accountId)?.get(withoutCase(name));
    if (!user) throw new Error(`no user ${name} in account ${accountId}`);
    return user;
  }

  #ownerOf(accountId: string, keyId: string): IamUser | undefined {
    const users = [...(this.#users.get(accountId)?.values() ?? [])];
    return users.find(({ keys }) => keys.some(({ id }) => id === keyId));
  }

  #set(accountId: string, user: IamUser): void {
    const users = this.#users.get(accountId) ?? new Map<string, IamUser>();
    this.#users.set(accountId, users.set(withoutCase(user.name), user));
  }

  #newId(prefix: string): string {
    return `${prefix}${String(++this.#count).padStart(16, '0')}`;
  }
}
