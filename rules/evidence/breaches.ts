import type { Account, LocalDate } from '../model';
import type { Breach, ReportRule } from '../report/report';
import type { EvidenceBreach } from './evidence';

type Open = { -readonly [Field in keyof EvidenceBreach]: EvidenceBreach[Field] };

/** Who broke which rule of the reports of an account, from when to when; and of whom it could not be seen. */
export class Breaches {
  readonly #spans = new Map<string, Open>();

  constructor(private readonly account: Account) {}

  add({ rule, breaches, notSeenOf }: ReportRule, on: LocalDate): void {
    for (const entry of breaches) this.#see(rule, entry, on, false);
    for (const entry of notSeenOf) this.#see(rule, entry, on, true);
  }

  get all(): readonly EvidenceBreach[] {
    return [...this.#spans.values()];
  }

  #see(rule: string, entry: Breach, on: LocalDate, isUnseen: boolean): void {
    const { userName, keyId, groupName, roleName, text } = entry;
    const place = `${rule} ${isUnseen} ${userName} ${keyId} ${groupName} ${roleName}`;
    const known = this.#spans.get(place);
    if (!known) {
      this.#spans.set(place, {
        rule,
        accountId: this.account.id,
        account: this.account.name,
        ...(userName !== undefined && { userName }),
        ...(keyId !== undefined && { keyId }),
        isUnseen,
        ...{ from: on, to: on, days: 1, text },
      });
      return;
    }
    // A user may break a rule by several things on one day.
    if (known.to !== on) known.days += 1;
    known.to = on;
    known.text = text;
  }
}
