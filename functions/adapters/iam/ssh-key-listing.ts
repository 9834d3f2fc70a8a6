import { ageInDays } from '../../../rules/calendar';
import type { AccountLedger, CredentialRecord } from '../../../rules/ledger';
import { isUnknown, type SshKey, type Unknown } from '../../../rules/model';
import {
  askedNow,
  awaitsTurn,
  isAnswered,
  nobodyAsked,
  partOf,
  partsDue,
  type SshKeysAsked,
} from '../../../rules/ssh-key-days';
import { unlessRefused } from './read-users';
import { keyOfRecord, type UserDetails } from './whom-to-ask';

/** After so many refusals, before anybody's were told, the permission is missing: nobody else is asked about. */
const MOST_REFUSED = 3;

/** Whom a reading asks about. */
export interface SshKeyQuestions {
  /** Everybody, for a person who looks: else those whose turn it is. */
  readonly ofAll: boolean;
  /** The age in days from which on a recorded key is looked at every day; absent where it is only reported. */
  readonly dueAge?: number;
}

/**
 * Lists a user's; undefined where the user is gone.
 * @throws AccountError
 */
export type AskForSshKeys = (userName: string) => Promise<readonly SshKey[] | undefined>;

/** The SSH keys of one account's users: some are asked about, for the others the ledger's records stand in. */
export class SshKeyListing {
  readonly #before: SshKeysAsked;
  readonly #parts: ReadonlySet<number>;
  readonly #records: ReadonlyMap<string, readonly CredentialRecord[]>;
  readonly #unanswered = new Set<string>();
  #isAllowed = false;
  #refusal: Unknown | undefined;

  constructor(
    private readonly ask: AskForSshKeys,
    { sshKeysAsked = nobodyAsked, credentials, newer }: AccountLedger,
    private readonly questions: SshKeyQuestions,
    private readonly now: Date,
  ) {
    const records = [...credentials.values()].filter(
      ({ credential, expiresAt }) => credential.kind === 'ssh-key' && !expiresAt,
    );
    this.#records = Map.groupBy(records, ({ userId }) => userId);
    // Beside a record that can't be read nobody knows whose keys are all known.
    const isWhole = ![...(newer?.credentials.values() ?? [])].some(
      ({ kind }) => kind === 'ssh-key',
    );
    this.#before = isWhole ? sshKeysAsked : nobodyAsked;
    this.#parts = partsDue(this.#before, now);
  }

  /** The user's SSH keys; undefined where the user is gone, unknown where nobody can say yet, or may not ask. */
  async of(user: UserDetails): Promise<readonly SshKey[] | Unknown | undefined> {
    const known = this.#records.get(user.id) ?? [];
    if (!this.#isDue(user, known))
      return isAnswered(this.#before, user) ? known.map(keyOfRecord) : awaitsTurn;
    if (!this.#isAllowed && this.#refusal && this.#unanswered.size >= MOST_REFUSED) {
      this.#unanswered.add(user.id);
      return this.#refusal;
    }
    const answer = await unlessRefused(this.ask(user.name));
    if (isUnknown(answer)) {
      this.#refusal = answer;
      this.#unanswered.add(user.id);
    } else this.#isAllowed = true;
    return answer;
  }

  /** What is to be remembered of whom this reading asked about; undefined where that changes nothing. */
  asked(): SshKeysAsked | undefined {
    // Else, once it is allowed, everybody's day would have been missed.
    if (!this.#isAllowed && this.#refusal) return undefined;
    return askedNow(this.#before, this.#parts, this.#unanswered, this.now);
  }

  #isDue(user: UserDetails, known: readonly CredentialRecord[]): boolean {
    const { ofAll, dueAge = Infinity } = this.questions;
    return (
      ofAll ||
      this.#parts.has(partOf(user)) ||
      this.#before.unanswered.has(user.id) ||
      known.some((key) => key.status === 'Active' && ageInDays(key, this.now) >= dueAge) ||
      known.some(({ disabling }) => disabling) ||
      // Somebody may have enabled it again.
      (dueAge < Infinity && known.some(({ disabledAt }) => disabledAt))
    );
  }
}
