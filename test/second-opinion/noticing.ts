/** A wrong document that Principal Mapper does not notice: known, and looked at. */
export interface Unnoticed {
  /** The wrong document's name. */
  readonly name: string;
  readonly because: string;
}

/** Which wrong documents the second judge notices: some answer of its is not what the rules ask for. */
export class Noticing {
  readonly #reasons: ReadonlyMap<string, string>;
  /** By the wrong document, how many such answers there are. */
  readonly #wrongAnswers = new Map<string, number>();

  constructor(reasons: readonly Unnoticed[]) {
    this.#reasons = new Map(reasons.map(({ name, because }) => [name, because]));
  }

  note(name: string, wrongAnswers: number): void {
    if (this.#wrongAnswers.has(name)) throw new Error(`there are two wrong documents ${name}`);
    this.#wrongAnswers.set(name, wrongAnswers);
  }

  /** What is not as it must be. */
  wrong(): readonly string[] {
    const asked = [...this.#wrongAnswers];
    return [
      ...asked
        .filter(([name, count]) => count === 0 && !this.#reasons.has(name))
        .map(([name]) => `${name}: not noticed, and nothing says why`),
      ...asked
        .filter(([name, count]) => count > 0 && this.#reasons.has(name))
        .map(([name]) => `${name}: noticed, though something says why it is not`),
      ...[...this.#reasons.keys()]
        .filter((name) => !this.#wrongAnswers.has(name))
        .map((name) => `${name}: there is no such wrong document`),
    ];
  }

  lines(): readonly string[] {
    const counts = [...this.#wrongAnswers.values()];
    const unnoticed = [...this.#wrongAnswers].filter(([, count]) => count === 0);
    const answers = counts.reduce((all, count) => all + count, 0);
    return [
      `wrong documents: ${counts.length}`,
      `noticed: ${counts.length - unnoticed.length}, by ${answers} answers that the rules do not want`,
      `not noticed: ${unnoticed.length}`,
      ...unnoticed.map(([name]) => `  ${name}: ${this.#reasons.get(name) ?? 'nobody knows why'}`),
    ];
  }
}
