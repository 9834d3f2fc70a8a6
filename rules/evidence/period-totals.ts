import { dateIn } from '../calendar';
import type { LocalDate } from '../model';
import { inOrder } from '../order';
import type { AccountHistory } from './account-history';
import type { Cases } from './controls';
import { medianOf } from './day-tally';
import type { AccountEnd } from './end-of-account';
import type { EvidenceBreach, EvidenceKey } from './evidence';
import { spansOf, type Period } from './period';
import type { Sample } from './sample';
import { RotationCount, type Rotations } from './trend';

/** What the period says of an account, without its keys. */
export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly daysRead: number;
  /** `2026-07-03 to 2026-07-05: access-denied`. */
  readonly unread: readonly string[];
  readonly keys: number;
  readonly enabledAtFirst: number;
  readonly enabledAtLast: number;
  readonly medianAtFirst?: number;
  readonly medianAtLast?: number;
  readonly rotations: Rotations;
}

/** Of exceptions, of either kind: a page with more nobody reads, and all are in the CSV. */
export const MOST_KEPT = 5_000;

/** Added up as the accounts come to their ends: no account's keys are kept but those that are exceptions, or in the sample. */
export class PeriodTotals {
  readonly accounts: AccountRecord[] = [];
  /** Keys that were enabled for too long or exempt, and broken rules: the first of them, and how many are left out. */
  readonly exceptions: EvidenceKey[] = [];
  readonly breaches: EvidenceBreach[] = [];
  leftOut = 0;
  /** Keys that no report has: the first of them. */
  readonly unseenKeys: EvidenceKey[] = [];
  readonly tooOld = { people: none(), machines: none() };
  readonly ofRules = new Map<string, { broken: number; unseen: number }>();
  readonly withoutCredentialReport: { readonly name: string; readonly days: readonly string[] }[] =
    [];
  readonly #rotations = new RotationCount();
  keys = 0;
  made = 0;
  gone = 0;
  /** Which no report has seen. */
  unseen = 0;
  warnings = 0;
  undelivered = 0;
  disabledByKeyturn = 0;
  readonly looks = { people: 0, machines: 0 };

  constructor(
    private readonly period: Period,
    private readonly timeZone: string,
    private readonly sample: Sample,
  ) {}

  add(history: AccountHistory, { keys, breaches }: AccountEnd): void {
    const rotations = new RotationCount();
    for (const key of keys) {
      this.#count(key);
      const on = key.replacedBy && dateIn(this.timeZone, new Date(key.replacedBy.at));
      if (on !== undefined && this.#isInPeriod(on)) rotations.add(key, on);
    }
    this.#rotations.merge(rotations);
    this.looks.people += history.looks.people;
    this.looks.machines += history.looks.machines;
    for (const breach of breaches) this.#countBreach(breach);
    this.accounts.push(accountRecord(history, keys.length, rotations.rotations));
    const { account, withoutCredentialReport: days } = history;
    if (days.length > 0)
      this.withoutCredentialReport.push({ name: account.name, days: spansOf(days) });
  }

  get rotations(): Rotations {
    return this.#rotations.rotations;
  }

  #count(key: EvidenceKey): void {
    this.keys += 1;
    if (!key.seen) {
      this.unseen += 1;
      if (this.unseen <= MOST_KEPT) this.unseenKeys.push(key);
    }
    if (key.atEnd === 'gone') this.gone += 1;
    const { createdAt } = key;
    if (createdAt !== undefined && this.#isInPeriod(dateIn(this.timeZone, new Date(createdAt))))
      this.made += 1;
    for (const { what, arrived, by } of key.events) {
      if (what === 'warned') {
        this.warnings += 1;
        if (arrived !== true) this.undelivered += 1;
      }
      if (what === 'disabled' && by === 'keyturn') this.disabledByKeyturn += 1;
    }
    if (key.over90 || key.exemptions.length > 0) this.#keep(this.exceptions, key);
    if (key.over90) {
      const cases = this.tooOld[key.type === 'machine' ? 'machines' : 'people'];
      cases.exceptions += 1;
      if (key.over90.exempt === key.over90.days) cases.exempt += 1;
    }
    this.sample.offer(key);
  }

  #countBreach(breach: EvidenceBreach): void {
    const cases = this.ofRules.get(breach.rule) ?? { broken: 0, unseen: 0 };
    cases[breach.isUnseen ? 'unseen' : 'broken'] += 1;
    this.ofRules.set(breach.rule, cases);
    this.#keep(this.breaches, breach);
  }

  #keep<Item>(list: Item[], item: Item): void {
    if (list.length < MOST_KEPT) list.push(item);
    else this.leftOut += 1;
  }

  #isInPeriod(on: LocalDate): boolean {
    return this.period.from <= on && on <= this.period.to;
  }
}

function none(): Cases {
  return { exceptions: 0, exempt: 0 };
}

function accountRecord(
  { account, readings, unreadOn, agesAtFirst = [], agesAtLast }: AccountHistory,
  keys: number,
  rotations: Rotations,
): AccountRecord {
  const byReason = Map.groupBy(
    [...unreadOn].sort(([a], [b]) => inOrder(a, b)),
    ([, reason]) => reason,
  );
  return {
    ...account,
    daysRead: readings.length,
    unread: [...byReason].flatMap(([reason, days]) =>
      spansOf(days.map(([on]) => on)).map((span) => `${span}: ${reason}`),
    ),
    keys,
    enabledAtFirst: agesAtFirst.length,
    enabledAtLast: agesAtLast.length,
    ...median('medianAtFirst', agesAtFirst),
    ...median('medianAtLast', agesAtLast),
    rotations,
  };
}

function median<Name extends string>(
  name: Name,
  values: readonly number[],
): Partial<Record<Name, number>> {
  const ages = new Uint32Array(Math.max(0, ...values) + 1);
  for (const age of values) ages[age] = (ages[age] ?? 0) + 1;
  const middle = medianOf({ ages, enabled: values.length });
  return (middle === undefined ? {} : { [name]: middle }) as Partial<Record<Name, number>>;
}
