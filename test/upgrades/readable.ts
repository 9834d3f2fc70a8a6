import { SIGNATURE } from '../../emulation/pulumi/table/lambda/archive';

/**
 * A value as a snapshot shows it: keys in order, JSON text as what it says, archives by their folder, and no
 * folder of this machine.
 */
export function readable(value: unknown, bundles: string): unknown {
  if (typeof value === 'string') {
    const document = jsonDocument(value);
    return document === undefined
      ? value.replaceAll(bundles, '[bundles]')
      : readable(document, bundles);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (SIGNATURE in value && 'path' in value) return { archive: readable(value.path, bundles) };
  if (Array.isArray(value)) return value.map((each) => readable(each, bundles));
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, readable(each, bundles)]));
}

function jsonDocument(text: string): unknown {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
