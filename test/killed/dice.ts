import { createHash } from 'node:crypto';

/** Draws that a seed fixes. */
export class Dice {
  #count = 0;

  constructor(private readonly seed: string) {}

  /** From 0 up to, not including, 1. */
  roll(): number {
    const hash = createHash('sha256').update(`${this.seed} ${this.#count++}`).digest();
    return hash.readUInt32BE() / 2 ** 32;
  }

  oneOf<T>(things: readonly [T, ...T[]]): T {
    return things[Math.floor(this.roll() * things.length)] ?? things[0];
  }
}
