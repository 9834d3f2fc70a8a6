import { inOrder } from '../order';
import type { EvidenceKey } from './evidence';

/**
 * A sample of so many keys, the same for the same keys and the same seed, whoever takes it and in whatever order they come:
 * those of the lowest SHA-256 of `<seed>/<key id>`.
 */
export class Sample {
  readonly #taken: { readonly rank: string; readonly key: EvidenceKey }[] = [];

  /** @param hash SHA-256 in hexadecimal of a text */
  constructor(
    private readonly size: number,
    private readonly seed: string,
    private readonly hash: (text: string) => string,
  ) {}

  offer(key: EvidenceKey): void {
    if (this.size === 0) return;
    const rank = this.hash(`${this.seed}/${key.keyId}`);
    const last = this.#taken.at(-1);
    if (last && this.#taken.length === this.size && rank > last.rank) return;
    this.#taken.push({ rank, key });
    this.#taken.sort((a, b) => inOrder(a.rank, b.rank));
    this.#taken.length = Math.min(this.#taken.length, this.size);
  }

  get keys(): readonly EvidenceKey[] {
    return this.#taken.map(({ key }) => key);
  }
}
