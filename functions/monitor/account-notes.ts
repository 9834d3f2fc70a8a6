import { counted } from '../../rules/counted';
import { keyIdOf } from '../../rules/credentials/credential';
import type { Decision, Reason, Subject } from '../../rules/decisions';
import type { Account } from '../../rules/model';
import type { UserNotice } from '../../rules/notices';
import type { AccountOutcome, DueFinding } from '../../rules/summary/account-outcome';
import type { KeyHealth } from '../../rules/summary/key-health';
import type { HandledAccount } from './handled-account';
import {
  disablingSentence,
  nameOfNotice,
  notDisabledSentence,
  perhapsDisabledSentence,
} from '../../rules/summary/sentences';

/**
 * Notes what a run does in one account while it does it, so that what was done is known even if the account
 * can't be handled to its end.
 */
export class AccountNotes {
  readonly #done: string[] = [];
  readonly #heldBack: string[] = [];
  #undelivered: readonly string[] = [];
  #findings: readonly DueFinding[] = [];
  #unanswered: readonly string[] = [];
  #moves: AccountOutcome['moves'];
  readonly #teamCopies: string[] = [];
  #ageBands: readonly number[] = [];
  #unread: string | undefined;
  #homesNotWritten = false;
  #health: KeyHealth | undefined;
  readonly #disabledIds = new Set<string>();
  keysDisabled = 0;
  keysHeldBack = 0;

  constructor(
    readonly account: Account,
    readonly isDryRun: boolean,
  ) {}

  sent({ notice, why }: { readonly notice: UserNotice; readonly why: Pick<Reason, 'text'> }): void {
    this.#done.push(`${nameOfNotice(notice)}: ${why.text}`);
  }

  disabled(disabling: Parameters<typeof disablingSentence>[0]): void {
    this.#done.push(disablingSentence(disabling));
    if (disabling.tellOnly || this.isDryRun) return;
    this.keysDisabled += 1;
    const { credential } = disabling.subject;
    if (credential) this.#disabledIds.add(credential.id);
  }

  /** What the run has disabled, by the ids of the credentials. */
  get disabledIds(): ReadonlySet<string> {
    return this.#disabledIds;
  }

  notDisabled(subject: Subject, why: Pick<Reason, 'text'>): void {
    this.#heldBack.push(notDisabledSentence(subject, why));
  }

  /** By a run that died, and that nobody can be told of as long as this is not known. */
  mayHaveBeenDisabled(...said: Parameters<typeof perhapsDisabledSentence>): void {
    this.#heldBack.push(perhapsDisabledSentence(...said));
  }

  /** The circuit breaker holds many for one reason: one line. */
  heldBack(holds: readonly Extract<Decision, { do: 'hold' }>[]): void {
    for (const [text, same] of Map.groupBy(holds, ({ why }) => why.text)) {
      const isKeys = same.every(({ subject }) => keyIdOf(subject.credential) !== undefined);
      const held = counted(same.length, isKeys ? 'key' : 'credential');
      this.#heldBack.push(`${held} not disabled: ${text}`);
    }
    if (!this.isDryRun) this.keysHeldBack += holds.length;
  }

  undelivered(sentences: readonly string[]): void {
    this.#undelivered = sentences;
  }

  found(findings: readonly DueFinding[]): void {
    this.#findings = findings;
  }

  /** Keys of which nobody has said whose they are. */
  unanswered(sentences: readonly string[]): void {
    this.#unanswered = sentences;
  }

  /** How far those have come who leave their keys; undefined where nobody does. */
  moved(moves: AccountOutcome['moves']): void {
    this.#moves = moves;
  }

  /** Notices of which the team's channel hears at the end of the run. */
  copiesWait(noticeIds: readonly string[]): void {
    this.#teamCopies.push(...noticeIds);
  }

  counted(ageBands: readonly number[]): void {
    this.#ageBands = ageBands;
  }

  /** How it stands with its keys and messages after the run. */
  stands(health: KeyHealth): void {
    this.#health = health;
  }

  /** The account was not read, or not handled to its end. */
  unread(reason: string): void {
    this.#unread = reason;
  }

  /** What people see of it in Slack. */
  homesNotWritten(): void {
    this.#homesNotWritten = true;
  }

  handled(): HandledAccount {
    const { keysDisabled, keysHeldBack } = this;
    return {
      outcome: this.outcome(),
      keysDisabled,
      keysHeldBack,
      ...(this.#homesNotWritten && { homesNotWritten: true }),
      ...(this.#health && { health: this.#health }),
    };
  }

  outcome(): AccountOutcome {
    return {
      account: this.account,
      unread: this.#unread,
      ageBands: this.#ageBands,
      done: this.#done,
      heldBack: this.#heldBack,
      undelivered: this.#undelivered,
      findings: this.#findings,
      ...(this.#unanswered.length > 0 && { unanswered: this.#unanswered }),
      ...(this.#moves && { moves: this.#moves }),
      teamCopies: this.#teamCopies,
      isDryRun: this.isDryRun,
    };
  }
}
