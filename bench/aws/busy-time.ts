/** How long at least one thing was under way. Instants are milliseconds of any clock that never goes back. */
export class BusyTime {
  #underWay = 0;
  #since = 0;
  #milliseconds = 0;

  begin(now: number): void {
    if (this.#underWay === 0) this.#since = now;
    this.#underWay += 1;
  }

  end(now: number): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#milliseconds += now - this.#since;
  }

  /** Of what has come to its end. */
  get milliseconds(): number {
    return this.#milliseconds;
  }
}
