import type { IamUser } from '../../../rules/model';
import type { Holder } from './credentials';

type Read = 'keys' | 'serviceCredentials' | 'sshKeys' | 'signingCertificates';

export interface TrueUser extends Omit<IamUser, Read>, Holder {}

/** What was true of a user, and from when. */
interface Version {
  readonly since: number;
  /** Absent from when the user was deleted. */
  readonly user: TrueUser | undefined;
}

/** One IAM user through all time: the independent record of what was true when. */
export class UserHistory {
  readonly #versions: Version[] = [];

  /** @param who what stories call them, whatever they are called later */
  constructor(
    readonly accountId: string,
    readonly who: string,
  ) {}

  set(since: number, user: TrueUser | undefined): void {
    this.#versions.push({ since, user });
  }

  get now(): TrueUser | undefined {
    return this.#versions.at(-1)?.user;
  }

  at(instant: number): TrueUser | undefined {
    return this.#versions.findLast(({ since }) => since <= instant)?.user;
  }

  /** Everything that was true at some moment between the two instants. */
  between(from: number, to: number): readonly (TrueUser | undefined)[] {
    const first = this.#versions.findLastIndex(({ since }) => since <= from);
    return this.#versions
      .slice(Math.max(0, first))
      .filter(({ since }) => since <= to)
      .map(({ user }) => user);
  }

  /** Whether nothing about the user changed after that instant. */
  isUnchangedSince(instant: number): boolean {
    return (this.#versions.at(-1)?.since ?? Infinity) <= instant;
  }
}
