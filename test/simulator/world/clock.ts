/** The one clock of a simulated company. Whatever is due happens as the time passes, in its order. */
export class Clock {
  #now: number;
  #due: { readonly at: number; readonly happen: () => void }[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** When the next thing happens. */
  get nextAt(): number | undefined {
    return this.#due[0]?.at;
  }

  /** Something that happens by itself at a time to come, after what was planned for the same time. */
  plan(at: number, happen: () => void): void {
    const place = this.#due.findIndex((each) => each.at > at);
    this.#due.splice(place < 0 ? this.#due.length : place, 0, { at, happen });
  }

  pass(milliseconds: number): void {
    this.passUntil(this.#now + milliseconds);
  }

  passUntil(end: number): void {
    for (let next = this.#due[0]; next && next.at <= end; next = this.#due[0]) {
      this.#due.shift();
      this.#now = Math.max(this.#now, next.at);
      next.happen();
    }
    this.#now = Math.max(this.#now, end);
  }
}
