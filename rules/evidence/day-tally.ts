import type { LocalDate } from '../model';

/** Of older keys it is counted that they are, and no more. */
const OLDEST = 2000;

/** The enabled keys of all accounts by age, a day at a time, in whatever order they come. */
export class DayTally {
  readonly #days = new Map<LocalDate, Uint32Array>();

  count(on: LocalDate, age: number): void {
    let ages = this.#days.get(on);
    if (!ages) this.#days.set(on, (ages = new Uint32Array(OLDEST + 1)));
    const at = Math.min(Math.max(age, 0), OLDEST);
    ages[at] = (ages[at] ?? 0) + 1;
  }

  /** How many keys were of each age on a day, and how many in all. */
  on(day: LocalDate): { readonly ages: ArrayLike<number>; readonly enabled: number } {
    const ages = this.#days.get(day) ?? new Uint32Array(0);
    return { ages, enabled: ages.reduce((sum, each) => sum + each, 0) };
  }
}

/** The middle one of these ages; undefined where there are none. Of an even number the lower one. */
export function medianOf({ ages, enabled }: ReturnType<DayTally['on']>): number | undefined {
  let left = Math.ceil(enabled / 2);
  if (left === 0) return undefined;
  for (let age = 0; age < ages.length; age++) {
    left -= ages[age] ?? 0;
    if (left <= 0) return age;
  }
  return undefined;
}
