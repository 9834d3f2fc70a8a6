import type { PlainDecision, PlainVerdict } from './plain';

/**
 * What the plan and the last look may say, all of which has to come: of what never came nothing is known. Two codes are
 * in no version's rules but by their names: `waiting-for-delivery` and `known-at-first-run`.
 */
const wanted: Readonly<Record<string, readonly string[]>> = {
  decision: [
    ...['send', 'disable', 'abandon', 'hold', 'withdraw', 'report', 'nothing'],
    ...['remember-exemption', 'remember-alone'],
  ],
  reason: [
    ...['stage-crossed', 'second-key-found', 'past-its-day', 'second-key-past-its-day'],
    ...['re-enabled', 'unfinished', 'not-delivered-yet', 'created-unannounced', 'young'],
    ...['already-told', 'waiting-for-its-day', 'overtaken', 'inactive', 'gone', 'exempt'],
    ...['machine', 'invalid-tags', 'circuit-breaker', 'no-password', 'not-known', 'later-run'],
    ...['made-later', 'newer-record'],
  ],
  notice: [
    ...['key-reminder', 'second-key', 'key-disabled', 'key-created', 'key-reenabled'],
    ...['machine-key-old', 'password-reminder'],
  ],
  finding: ['invalid-tags', 'no-mfa', 'keys-not-seen', 'invalid-exemption', 'unused'],
  'last look': ['due', 'off', 'not-due'],
  'last look, not due': ['gone', 'invalid-tags', 'machine', 'exempt', 'overtaken', 'young'],
};

/** How often each thing that is decided came. */
export class Tally {
  readonly #counts = new Map(
    Object.entries(wanted).map(([group, names]) => [
      group,
      new Map(names.map((name) => [name, 0])),
    ]),
  );
  days = 0;
  readonly #mended = new Map<string, number>();

  addPlan(decisions: readonly PlainDecision[]): void {
    this.days += 1;
    for (const { do: what, why, notice, finding } of decisions) {
      this.#add('decision', what);
      if (why) this.#add('reason', why.code);
      if (notice) this.#add('notice', notice.kind);
      if (finding) this.#add('finding', finding.kind);
    }
  }

  addLook({ is, why }: PlainVerdict): void {
    this.#add('last look', is);
    if (why) this.#add('last look, not due', why.code);
  }

  /** A last look that said something else as long as it asked for the notice's cause. */
  addMended(before: PlainVerdict, now: PlainVerdict): void {
    const change = `${inShort(before)}, now ${inShort(now)}`;
    this.#mended.set(change, (this.#mended.get(change) ?? 0) + 1);
  }

  /** What was meant to change of the last looks, with how often it did. */
  get mended(): readonly string[] {
    return [...this.#mended].map(([change, count]) => `${String(count).padStart(9)}  ${change}`);
  }

  /** What never came, as `group: name`. */
  get missing(): readonly string[] {
    return this.#lines.flatMap(({ group, name, count }) =>
      count === 0 ? `${group}: ${name}` : [],
    );
  }

  toString(): string {
    const groups = Map.groupBy(this.#lines, ({ group }) => group);
    return [...groups]
      .map(([group, lines]) =>
        [
          `By ${group}:`,
          ...lines
            .toSorted((a, b) => b.count - a.count)
            .map(({ name, count }) => `${String(count).padStart(9)}  ${name}`),
        ].join('\n'),
      )
      .join('\n');
  }

  get #lines() {
    return [...this.#counts].flatMap(([group, names]) =>
      [...names].map(([name, count]) => ({ group, name, count })),
    );
  }

  #add(group: string, name: string): void {
    const names = this.#counts.get(group);
    names?.set(name, (names.get(name) ?? 0) + 1);
  }
}

function inShort({ is, why }: PlainVerdict): string {
  return why ? `${is} (${why.text.replace(/\d+/, 'so many')})` : is;
}
