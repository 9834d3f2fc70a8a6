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
  readonly #known = new Map<string, number>();
  readonly #unexplained: string[] = [];

  constructor(explanations: readonly Explanation[], unjudged: readonly Unjudged[]) {
    this.#explanations = explanations;
    this.#unjudged = unjudged;
  }

  /** Whether the second one can judge it; if not, that is counted. */
  isToJudge(request: Request): boolean {
    const reason = this.#unjudged.find(({ isAbout }) => isAbout(request));
    if (reason) this.#count(reason.id);
    return reason === undefined;
  }

  note(request: Request, ours: Verdict, second: string): void {
    if (second === ours) {
      this.#same[ours]++;
      return;
    }
    const [explanation, another] = this.#explanations.filter(
      (each) =>
        each.ours === ours && each.second.some((one) => one === second) && each.isAbout(request),
    );
    if (explanation && !another) this.#count(explanation.id);
    else this.#unexplained.push(inWords(request, ours, second, explanation && another));
  }

  /** What is not as it must be. */
  wrong(): readonly string[] {
    const idle = [...this.#explanations, ...this.#unjudged].filter(
      ({ id }) => !this.#known.has(id),
    );
    const more = this.#unexplained.length - SHOWN;
    return [
      ...this.#unexplained.slice(0, SHOWN),
      ...(more > 0 ? [`and ${more} more differences without an explanation`] : []),
      ...idle.map(({ id }) => `${id}: no request is of that kind any more`),
    ];
  }

  lines(): readonly string[] {
    const same = Object.entries(this.#same);
    const asked = [...same.map(([, count]) => count), ...this.#known.values()];
    const known = (all: readonly (Explanation | Unjudged)[]) =>
      all.map(({ id, because }) => `  ${this.#known.get(id) ?? 0} ${id}: ${because}`);
    return [
      `asked: ${sum(asked) + this.#unexplained.length}`,
      `the same answer: ${sum(same.map(([, count]) => count))} (${same.map(([verdict, count]) => `${verdict} ${count}`).join(', ')})`,
      `not for it to judge: ${this.#sumOf(this.#unjudged)}`,
      ...known(this.#unjudged),
      `another answer, explained: ${this.#sumOf(this.#explanations)}`,
      ...known(this.#explanations),
      `another answer, without an explanation: ${this.#unexplained.length}`,
    ];
  }

  #count(id: string): void {
    this.#known.set(id, (this.#known.get(id) ?? 0) + 1);
  }

  #sumOf(all: readonly { readonly id: string }[]): number {
    return sum(all.map(({ id }) => this.#known.get(id) ?? 0));
  }
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

function inWords(
  { principal, action, resource, context, policies }: Request,
  ours: Verdict,
  second: string,
  isTwice: unknown,
): string {
  const how = `${JSON.stringify(context)}, with ${policies.map((each) => each.resource).join(', ')}`;
  return `${principal}: ${action} on ${resource}: ${ours}, and ${second}${isTwice ? ', which has two explanations' : ''}; ${how}`;
}
