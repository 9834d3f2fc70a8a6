/**
 * In a preview, what depends on a resource that does not exist yet has no value. Reading it throws, and the
 * runtime turns that into an advisory: "can't run policy … during preview". The next step knows the value.
 */
export function isNotYetKnown(error: unknown): boolean {
  return error instanceof Error && 'unknownTypeSentinel' in error;
}

/** Whether something is known, and true. */
export function isCertain(read: () => boolean): boolean {
  let found = false;
  unlessUnknown(() => {
    found = read();
  });
  return found;
}

/** Does something, and stops where it comes to what is not known. */
export function unlessUnknown(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!isNotYetKnown(error)) throw error;
  }
}

/**
 * Makes all checks, so that one that can't be decided yet does not hide what the others find.
 * @throws what the first check threw that could not be decided; any other error at once
 */
export function checkAll(...checks: readonly (() => void)[]): void {
  const undecided: unknown[] = [];
  for (const check of checks)
    try {
      check();
    } catch (error) {
      if (!isNotYetKnown(error)) throw error;
      undecided.push(error);
    }
  if (undecided.length > 0) throw undecided[0];
}

/** `checkAll` over the elements of a list, each of which may not be known yet. */
export function checkEach<Element>(
  list: readonly Element[],
  check: (element: Element) => void,
): void {
  checkAll(...Array.from({ length: list.length }, (_, i) => () => check(list[i] as Element)));
}
