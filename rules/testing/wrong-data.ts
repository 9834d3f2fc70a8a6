/** Data that is wrong in one place, made of data that is right, to see whether a schema looks there. */
export interface WrongData {
  /** Where it is wrong: `owner.userName`. */
  readonly path: string;
  readonly data: unknown;
}

/** Each text, number and truth value in turn replaced with a value of another type. */
export function wrongLeavesOf(data: unknown): readonly WrongData[] {
  return changed(data, (value) => (isGroup(value) ? undefined : { not: typeof value }));
}

/** Each object in turn with a field that it does not have. */
export function surplusIn(data: unknown): readonly WrongData[] {
  return changed(data, (value) =>
    isGroup(value) && !Array.isArray(value) ? { ...value, surplus: 'x' } : undefined,
  );
}

/** `change` gives what stands in the value's place, or undefined where it stays. */
function changed(
  data: unknown,
  change: (value: unknown) => unknown,
  path: readonly string[] = [],
): readonly WrongData[] {
  const instead = change(data);
  const here = instead === undefined ? [] : [{ path: path.join('.'), data: instead }];
  if (!isGroup(data)) return here;
  const within = Object.entries(data).flatMap(([field, value]) =>
    changed(value, change, [...path, field]).map((each) => ({
      ...each,
      data: Array.isArray(data)
        ? data.with(Number(field), each.data)
        : { ...data, [field]: each.data },
    })),
  );
  return [...here, ...within];
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
