/** What there is too little and too much of, each with its name; equal things count as often as they are there. */
export function differences(
  what: string,
  expected: readonly unknown[],
  found: readonly unknown[],
): readonly string[] {
  const rest = found.map((each) => inWords(each));
  const missing = expected
    .map((each) => inWords(each))
    .filter((each) => {
      const place = rest.indexOf(each);
      if (place >= 0) rest.splice(place, 1);
      return place < 0;
    });
  return [
    ...missing.map((each) => `${what}: missing ${each}`),
    ...rest.map((each) => `${what}: unexpected ${each}`),
  ];
}

/** The order of an object's fields says nothing. */
function inWords(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return JSON.stringify(Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1))));
}
