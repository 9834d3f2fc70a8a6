/** A value as JSON whose fields are in alphabetical order, without those that are undefined: equal values, equal texts. */
export function asText(value: unknown, indent?: number): string {
  return JSON.stringify(value, inOrder, indent);
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
