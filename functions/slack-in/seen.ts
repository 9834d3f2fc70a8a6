/** So many presses come to one instance within ten minutes only in a flood, and the queue refuses them as well. */
const MOST = 5000;

/** The signatures of requests that were taken, the last ones: what comes again is a copy. */
export class Seen {
  readonly #signatures = new Set<string>();

  has(signature: string): boolean {
    return this.#signatures.has(signature);
  }

  add(signature: string): void {
    this.#signatures.add(signature);
    if (this.#signatures.size <= MOST) return;
    const [oldest = ''] = this.#signatures;
    this.#signatures.delete(oldest);
  }
}
