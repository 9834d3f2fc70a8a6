import { credentialTraits } from '../../../rules/credentials';
import type { AccessKey } from '../../../rules/model';
import type { MakersCall } from '../../../rules/notices';
import type { Other, Story } from '../story/story';
import { endAfter, hasRoomFor, idsOf, type TrueKey, type TrueOther } from './credentials';
import { UserHistory, type TrueUser } from './user-history';

/** A call for a credential as CloudTrail has it. */
interface NotedCall {
  readonly call: MakersCall;
  readonly id: string;
  /** Its owner's, at the time. */
  readonly userName: string | undefined;
  /** The caller's ARN. */
  readonly arn: string;
  readonly isOwner: boolean;
}

/** The IAM of a company's accounts, as it really is. */
export class Aws {
  readonly users: UserHistory[] = [];
  /** By the credential's id. */
  readonly #owners = new Map<string, UserHistory>();
  /** Who made each key, and who enabled what last. */
  readonly #calls: NotedCall[] = [];
  #count = 0;

  constructor(
    private readonly story: Story,
    private readonly now: () => number,
  ) {
    for (const person of story.people) {
      const { name, accountId, tags, hasMfa, keyAges, passwordAge, others = [] } = person;
      const user = this.createUser(accountId, name, tags, hasMfa);
      const ago = (seconds: number) => new Date(this.now() - seconds * 1000);
      if (passwordAge !== undefined)
        this.#change(user, { password: { changedAt: ago(passwordAge) } });
      for (const age of keyAges) this.createKey(user, ago(age));
      for (const other of others) this.createOther(user, other, ago(other.age));
    }
  }

  usersOf(accountId: string): readonly UserHistory[] {
    return this.users.filter((user) => user.accountId === accountId);
  }

  find(accountId: string, name: string): UserHistory | undefined {
    // IAM tells no names apart by their case.
    const is = (other: string | undefined) => other?.toLowerCase() === name.toLowerCase();
    return this.users.find((each) => each.accountId === accountId && is(each.now?.name));
  }

  ownerOf(credentialId: string): UserHistory | undefined {
    return this.#owners.get(credentialId);
  }

  createUser(
    accountId: string,
    name: string,
    tags: TrueUser['tags'],
    hasMfa: boolean,
  ): UserHistory {
    const user = new UserHistory(accountId, name);
    user.set(this.now(), {
      arn: `arn:aws:iam::${accountId}:user/${name}`,
      name,
      id: `AIDA${this.#next(17)}`,
      createdAt: new Date(this.now()),
      tags,
      keys: [],
      others: [],
      hasMfa,
    });
    this.users.push(user);
    return user;
  }

  deleteUser(user: UserHistory): void {
    user.set(this.now(), undefined);
  }

  /** Undefined where both slots are taken, as IAM refuses it. */
  createKey(
    user: UserHistory,
    createdAt = new Date(this.now()),
    by = user.now?.arn,
  ): string | undefined {
    const keys = user.now?.keys;
    if (!keys || keys.length === 2) return undefined;
    const id = `AKIA${this.#next(16)}`;
    const at = wholeSeconds(createdAt);
    this.#owners.set(id, user);
    this.#note('CreateAccessKey', user, id, by);
    this.#change(user, { keys: [...keys, { id, status: 'Active', createdAt: at, changedAt: at }] });
    return id;
  }

  deleteKey(user: UserHistory, keyId: string): void {
    this.#change(user, { keys: user.now?.keys.filter(({ id }) => id !== keyId) });
  }

  setStatus(
    user: UserHistory,
    keyId: string,
    status: AccessKey['status'],
    by = user.now?.arn,
  ): void {
    if (status === 'Active') this.#note('UpdateAccessKey', user, keyId, by);
    const changedAt = new Date(this.now());
    this.#changeKey(user, keyId, { status, changedAt });
  }

  /** Nothing where there is no room for one more, as IAM refuses it. */
  createOther(
    user: UserHistory,
    { kind, service, validDays, isOff = false }: Omit<Other, 'age'>,
    createdAt = new Date(this.now()),
  ): TrueOther | undefined {
    const { now } = user;
    if (!now || !hasRoomFor(now, { kind, service })) return undefined;
    const id = `${idsOf[kind]}${this.#next(16)}`;
    const at = wholeSeconds(createdAt);
    this.#owners.set(id, user);
    const other: TrueOther = {
      ...{ kind, id, service, createdAt: at, changedAt: at },
      status: isOff ? 'Inactive' : 'Active',
      expiresAt: endAfter(at, validDays),
    };
    this.#change(user, { others: [...now.others, other] });
    return other;
  }

  deleteOther(user: UserHistory, id: string): void {
    this.#change(user, { others: user.now?.others.filter((each) => each.id !== id) });
  }

  changeOther(user: UserHistory, id: string, change: Partial<TrueOther>): void {
    const others = user.now?.others.map((each) => (each.id === id ? { ...each, ...change } : each));
    this.#change(user, { others });
  }

  setStatusOfOther(
    user: UserHistory,
    { kind, id }: Pick<TrueOther, 'kind' | 'id'>,
    status: AccessKey['status'],
    by = user.now?.arn,
  ): void {
    if (status === 'Active') this.#note(credentialTraits[kind].statusCall.name, user, id, by);
    this.changeOther(user, id, { status, changedAt: new Date(this.now()) });
  }

  /** The last call that made the key, or enabled the credential again, by the name that its owner has. */
  whoDid(call: MakersCall, id: string, userName: string): NotedCall | undefined {
    return this.#calls.findLast(
      (each) => each.call === call && each.id === id && each.userName === userName,
    );
  }

  useKey(user: UserHistory, keyId: string): void {
    const lastUsed = { at: new Date(this.now()), service: 's3', region: 'eu-central-1' };
    this.#changeKey(user, keyId, { lastUsed });
  }

  setTags(user: UserHistory, tags: TrueUser['tags']): void {
    this.#change(user, { tags });
  }

  rename(user: UserHistory, name: string): void {
    this.#change(user, { name, arn: `arn:aws:iam::${user.accountId}:user/${name}` });
  }

  changePassword(user: UserHistory): void {
    this.#change(user, { password: { changedAt: new Date(this.now()) } });
  }

  setMfa(user: UserHistory, hasMfa: boolean): void {
    this.#change(user, { hasMfa });
  }

  #note(call: MakersCall, { now: owner }: UserHistory, id: string, arn = ''): void {
    const isOwner = arn === owner?.arn;
    this.#calls.push({ call, id, userName: owner?.name, arn, isOwner });
  }

  #changeKey(user: UserHistory, keyId: string, change: Partial<TrueKey>): void {
    const keys = user.now?.keys.map((key) => (key.id === keyId ? { ...key, ...change } : key));
    this.#change(user, { keys });
  }

  #change(user: UserHistory, change: Partial<TrueUser>): void {
    if (user.now) user.set(this.now(), { ...user.now, ...change });
  }

  /** Ids whose last four characters are one's own, so that a message can be told by them. */
  #next(length: number): string {
    this.#count += 1;
    return `${'0'.repeat(length - 4)}${this.#count.toString(36).toUpperCase().padStart(4, '0')}`;
  }
}

/** As IAM counts. */
export function wholeSeconds(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
