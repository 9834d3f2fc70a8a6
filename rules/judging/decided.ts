/**
 * Yes and no where some questions can't be answered yet: in a preview of the policy pack, reading a value that is
 * not known throws. What throws counts only where the answer rests on it.
 */

/**
 * Whether one of them is true.
 * @throws what the first of them threw, if none is true
 */
export function anyOf(questions: Iterable<() => boolean>): boolean {
  const undecided: unknown[] = [];
  for (const question of questions)
    try {
      if (question()) return true;
    } catch (error) {
      undecided.push(error);
    }
  if (undecided.length > 0) throw undecided[0];
  return false;
}

/**
 * Whether all of them are true.
 * @throws what the first of them threw, if none is false
 */
export function allOf(...questions: readonly (() => boolean)[]): boolean {
  return !anyOf(questions.map((question) => () => !question()));
}
