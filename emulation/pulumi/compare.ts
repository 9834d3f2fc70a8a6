import { SIGNATURE } from './table/lambda/archive';

/** True for what AWS and Pulumi both take for "nothing said": undefined, false, and what is empty all through. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/**
 * Whether what a program wants is what AWS has. JSON text is compared as JSON, and lists without their order,
 * because AWS writes both as it likes.
 */
export function isSame(wanted: unknown, found: unknown): boolean {
  if (isEmpty(wanted) && isEmpty(found)) return true;
  const [wantedHash, foundHash] = [contentHash(wanted), contentHash(found)];
  if (wantedHash !== undefined && foundHash !== undefined) return wantedHash === foundHash;
  return canonical(wanted) === canonical(found);
}

/** Of an archive whose host hashed it: the same content is the same, wherever it is. */
function contentHash(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !(SIGNATURE in value)) return undefined;
  return 'hash' in value && typeof value.hash === 'string' ? value.hash : undefined;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, each]) => !isEmpty(each))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join()}}`;
  const document = typeof value === 'string' ? jsonDocument(value) : undefined;
  return document === undefined ? JSON.stringify(value) : canonical(document);
}

function jsonDocument(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
