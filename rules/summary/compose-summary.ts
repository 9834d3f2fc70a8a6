import { dateIn } from '../calendar';
import type { Account } from '../model';
import { noticeId, type NoticeOf, type SummaryList } from '../notices';
import { byName } from '../order';
import type { Settings } from '../settings';
import { copiesForTeam, type CopyItem, type TeamCopies } from '../notices/team-copies';
import type { AccountOutcome } from './account-outcome';
import { ageBandLabels } from './age-bands';
import { addTo, type MovesByStep } from '../person/moves-by-step';
import { lineOf } from './sentences';

/** A list in the summary is cut here, so that the notice of any number of accounts stays below 256 KiB, a message of SQS. */
const MAXIMUM_NAMED = 100;
const MAXIMUM_CHARACTERS = 200;
/** As JSON has it, in UTF-8. */
const MAXIMUM_BYTES = 300;

/**
 * Gathers the day's summary account by account. What it keeps does not grow with the accounts' size, and with
 * their number only by their names; of notices it keeps the ids.
 */
export class DaySummary {
  readonly #accounts: { readonly account: Account; readonly unread?: string }[] = [];
  readonly #done = new Lines();
  readonly #heldBack = new Lines();
  readonly #undelivered = new Lines();
  readonly #findings = new Lines();
  readonly #unanswered = new Lines();
  readonly #ageBands: number[] = [];
  readonly #moves: MovesByStep = {};
  readonly #copies: CopyItem[] = [];
  readonly #reported: { readonly accountId: string; readonly findings: readonly string[] }[] = [];

  constructor(private readonly settings: Settings) {}

  add(outcome: AccountOutcome): void {
    const { account, unread, isDryRun } = outcome;
    const inAccount = (text: string) => lineOf(account, isDryRun, text);
    this.#accounts.push({ account, unread: unread && cut(unread) });
    this.#done.add(outcome.done.map(inAccount));
    this.#heldBack.add(outcome.heldBack.map(inAccount));
    this.#undelivered.add(outcome.undelivered.map(inAccount));
    this.#findings.add(outcome.findings.map(({ sentence }) => inAccount(sentence)));
    this.#unanswered.add((outcome.unanswered ?? []).map(inAccount));
    addTo(this.#moves, outcome.moves ?? {});
    this.#copies.push(
      ...outcome.teamCopies.map((noticeId) => ({ accountId: account.id, noticeId })),
    );
    if (!isDryRun && outcome.findings.length > 0)
      this.#reported.push({
        accountId: account.id,
        findings: outcome.findings.flatMap(({ key, others = [] }) => [key, ...others]),
      });
    outcome.ageBands.forEach((keys, i) => (this.#ageBands[i] = (this.#ageBands[i] ?? 0) + keys));
  }

  /** Something about the run itself that was not delivered. */
  addUndelivered(sentences: readonly string[]): void {
    this.#undelivered.add(sentences);
  }

  /** Every account of the run, and why it was not read, or not handled to its end. */
  get accounts(): readonly { readonly account: Account; readonly unread?: string }[] {
    return this.#accounts;
  }

  /** The findings that it names, by account: to be remembered once it is on its way. */
  get reported(): readonly { readonly accountId: string; readonly findings: readonly string[] }[] {
    return this.#reported;
  }

  /** What brings the run's notices to the team's channel. */
  copies(now: Date): readonly TeamCopies[] {
    return copiesForTeam(this.#copies, now, dateIn(this.settings.timeZone, now));
  }

  /** @param now the run's scheduled time. */
  compose(now: Date, isDryRun: boolean): NoticeOf<'daily-summary'> {
    const date = dateIn(this.settings.timeZone, now);
    const id = noticeId.dailySummary(date);
    const accounts = this.#accounts.toSorted((a, b) => byName(a.account, b.account));
    const read = accounts.filter(({ unread }) => unread === undefined);
    const unread = accounts.flatMap(({ account, unread: reason }) =>
      reason === undefined ? [] : { account: named(account), reason },
    );
    const more: Record<SummaryList, number> = {
      accountsRead: read.length - MAXIMUM_NAMED,
      accountsUnread: unread.length - MAXIMUM_NAMED,
      done: this.#done.more,
      heldBack: this.#heldBack.more,
      undelivered: this.#undelivered.more,
      findings: this.#findings.more,
      unanswered: this.#unanswered.more,
    };
    const unanswered = this.#unanswered.all();
    return {
      kind: 'daily-summary',
      // A rehearsal does not stand in for the day's own summary.
      id: isDryRun ? `${id}/dry-run` : id,
      plannedAt: now.toISOString(),
      date,
      dryRun: isDryRun,
      accountsRead: read.slice(0, MAXIMUM_NAMED).map(({ account }) => named(account)),
      accountsUnread: unread.slice(0, MAXIMUM_NAMED),
      ageBands: ageBandLabels(this.settings).map((label, i) => ({
        label,
        keys: this.#ageBands[i] ?? 0,
      })),
      done: this.#done.all(),
      heldBack: this.#heldBack.all(),
      undelivered: this.#undelivered.all(),
      findings: this.#findings.all(),
      ...(unanswered.length > 0 && { unanswered }),
      ...(Object.keys(this.#moves).length > 0 && { moves: this.#moves }),
      ...leftOut(more),
    };
  }
}

function leftOut(more: Record<SummaryList, number>): Pick<NoticeOf<'daily-summary'>, 'more'> {
  const some = Object.entries(more).filter(([, count]) => count > 0);
  return some.length === 0 ? {} : { more: Object.fromEntries(some) };
}

function named({ id, name }: Account): Account {
  return { id, name: cut(name) };
}

/** The first so many sentences, and how many more there were. */
class Lines {
  readonly #lines: string[] = [];
  more = 0;

  add(sentences: readonly string[]): void {
    const room = MAXIMUM_NAMED - this.#lines.length;
    this.#lines.push(...sentences.slice(0, room).map(cut));
    this.more += Math.max(0, sentences.length - room);
  }

  all(): string[] {
    return this.#lines.toSorted();
  }
}

const utf8 = new TextEncoder();

function cut(text: string): string {
  let kept = text.slice(0, MAXIMUM_CHARACTERS);
  while (utf8.encode(JSON.stringify(kept)).length > MAXIMUM_BYTES) kept = kept.slice(0, -10);
  return kept.length === text.length ? text : `${kept.slice(0, -1)}…`;
}
