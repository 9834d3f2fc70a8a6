import type { AccountLedger, CredentialRecord } from '../../../rules/ledger';
import type { SshKey, Unknown } from '../../../rules/model';
import {
  askedNow,
  awaitsTurn,
  isAnswered,
  nobodyAsked,
  partOf,
  partsDue,
  type SshKeysAsked,
} from '../../../rules/ssh-key-days';
import type { TrueUser, UserHistory } from './aws';
import { DAY } from './calendar';
import { hidden, type IamAnswers, type World } from './iam-answers';
import { listedOf } from './iam-shows';

/** Asks about a part of an account's users, as the adapter: for the others the ledger's records stand in. */
export class SshKeys {
  readonly #before: SshKeysAsked;
  readonly #parts: ReadonlySet<number>;
  readonly #records: ReadonlyMap<string, readonly CredentialRecord[]>;
  readonly #unanswered = new Set<string>();
  #isAllowed = false;

  constructor(
    private readonly world: World,
    private readonly answers: IamAnswers,
    { sshKeysAsked = nobodyAsked, credentials }: AccountLedger,
    private readonly now: Date,
  ) {
    const records = [...credentials.values()].filter(
      ({ credential, expiresAt }) => credential.kind === 'ssh-key' && !expiresAt,
    );
    this.#records = Map.groupBy(records, ({ userId }) => userId);
    this.#before = sshKeysAsked;
    this.#parts = partsDue(sshKeysAsked, now);
  }

  /** @param ask makes the call */
  async of(
    { history, user }: { readonly history: UserHistory; readonly user: TrueUser },
    ask: (answer: () => readonly SshKey[] | Unknown) => Promise<readonly SshKey[] | Unknown>,
  ): Promise<readonly SshKey[] | Unknown> {
    const { chronicle } = this.world;
    const known = this.#records.get(user.id) ?? [];
    if (!this.#isDue(user, known)) {
      chronicle.count('SSH keys as recorded');
      return isAnswered(this.#before, user) ? known.map(sshKeyOfRecord) : awaitsTurn;
    }
    return ask(() => {
      if (this.answers.hides('ssh-key', history)) {
        chronicle.count('SSH keys refused');
        this.#unanswered.add(user.id);
        return hidden('ssh-key');
      }
      this.#isAllowed = true;
      const now = this.answers.visible(history)?.others ?? [];
      return now.filter(({ kind }) => kind === 'ssh-key').map(listedOf);
    });
  }

  /** Where nobody's could be listed, nobody was asked. */
  asked(): SshKeysAsked | undefined {
    if (!this.#isAllowed && this.#unanswered.size > 0) return undefined;
    return askedNow(this.#before, this.#parts, this.#unanswered, this.now);
  }

  #isDue(user: TrueUser, known: readonly CredentialRecord[]): boolean {
    const rule = this.world.others['ssh-key'];
    const dueAge = rule.do === 'report' ? Infinity : Math.min(...rule.remindAt) - 1;
    const age = ({ createdAt }: CredentialRecord) =>
      (this.now.getTime() - createdAt.getTime()) / DAY;
    return (
      this.#parts.has(partOf(user)) ||
      this.#before.unanswered.has(user.id) ||
      known.some((key) => key.status === 'Active' && age(key) >= dueAge) ||
      known.some(({ disabling }) => disabling)
    );
  }
}

function sshKeyOfRecord({ credential: { id }, status, createdAt }: CredentialRecord): SshKey {
  return { id, status: status === 'Active' ? 'Active' : 'Inactive', createdAt };
}
