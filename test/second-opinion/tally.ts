import type { Request } from '../meaning/request';
import type { Explanation, Unjudged, Verdict } from './explanation';

const SHOWN = 30;

/** How often two judges said the same, and where they did not, why. */
export class Tally {
  readonly #explanations: readonly Explanation[];
  readonly #unjudged: readonly Unjudged[];
  readonly #same: Record<Verdict, number> = {
    Allowed: 0,
    ExplicitlyDenied: 0,
    ImplicitlyDenied: 0,
  };
  readonly #parts = new Map<string, number>();
  readonly #known = new Map<string, number>();
  readonly #unexplained: string[] = [];

  constructor(explanations: readonly Explanation[], unjudged: readonly Unjudged[]) {
    this.#explanations = explanations;
    this.#unjudged = unjudged;
  }

  /** Whether the second one can judge it; if not, that is counted. */
  isToJudge(part: string, request: Request): boolean {
    add(this.#parts, part);
    const reason = this.#unjudged.find(({ isAbout }) => isAbout(request));
    if (reason) add(this.#known, reason.id);
    return reason === undefined;
  }

  /** @returns whether both say the same */
  note(request: Request, ours: Verdict, second: string): boolean {
    if (second === ours) {
      this.#same[ours]++;
      return true;
    }
    const [explanation, another] = this.#explanations.filter(
      (each) =>
        each.ours === ours && each.second.some((one) => one === second) && each.isAbout(request),
    );
    if (explanation && !another) add(this.#known, explanation.id);
    else this.#unexplained.push(inWords(request, ours, second, explanation && another));
    return false;
  }

  /** Differences that nobody has explained. */
  wrong(): readonly string[] {
    const more = this.#unexplained.length - SHOWN;
    return [
      ...this.#unexplained.slice(0, SHOWN),
      ...(more > 0 ? [`and ${more} more differences without an explanation`] : []),
    ];
  }

  /** How many requests were of the kind of an explanation, or of what can't be judged. */
  countOf(id: string): number {
    return this.#known.get(id) ?? 0;
  }

  lines(): readonly string[] {
    const same = Object.entries(this.#same);
    const parts = [...this.#parts];
    return [
      `asked: ${sum(parts.map(([, count]) => count))} (${parts.map(([part, count]) => `${part} ${count}`).join(', ')})`,
      `the same answer: ${sum(same.map(([, count]) => count))} (${same.map(([verdict, count]) => `${verdict} ${count}`).join(', ')})`,
      `not for it to judge: ${this.#sumOf(this.#unjudged)}`,
      ...this.#becauses(this.#unjudged),
      `another answer, explained: ${this.#sumOf(this.#explanations)}`,
      ...this.#becauses(this.#explanations),
      `another answer, without an explanation: ${this.#unexplained.length}`,
    ];
  }

  #becauses(all: readonly (Explanation | Unjudged)[]): string[] {
    return all
      .filter(({ id }) => this.countOf(id) > 0)
      .map(({ id, because }) => `  ${this.countOf(id)} ${id}: ${because}`);
  }

  #sumOf(all: readonly { readonly id: string }[]): number {
    return sum(all.map(({ id }) => this.countOf(id)));
  }
}

/** What explains nothing any more, in none of the tallies. */
export function idle(
  known: readonly (Explanation | Unjudged)[],
  tallies: readonly Tally[],
): readonly string[] {
  return known
    .filter(({ id }) => tallies.every((tally) => tally.countOf(id) === 0))
    .map(({ id }) => `${id}: no request is of that kind any more`);
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

function add(counts: Map<string, number>, of: string): void {
  counts.set(of, (counts.get(of) ?? 0) + 1);
}

function inWords(
  { principal, action, resource, context, policies }: Request,
  ours: Verdict,
  second: string,
  isTwice: unknown,
): string {
  const how = `${JSON.stringify(context)}, with ${policies.map((each) => each.resource).join(', ')}`;
  return `${principal}: ${action} on ${resource}: ${ours}, and ${second}${isTwice ? ', which has two explanations' : ''}; ${how}`;
}
