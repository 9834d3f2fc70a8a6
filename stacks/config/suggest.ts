import { distance } from 'fastest-levenshtein';

/** ` (did you mean production/deploy?)` where one of the known words is close; else nothing. */
export function suggest(word: string, known: Iterable<string>): string {
  const wanted = word.toLowerCase();
  let closest: { readonly name: string; readonly edits: number } | undefined;
  for (const name of known) {
    const other = name.toLowerCase();
    // Who stops early, or goes on too long, means the same word.
    const isStart = wanted.length > 2 && (other.startsWith(wanted) || wanted.startsWith(other));
    const edits = isStart ? 1 : distance(wanted, other);
    if (edits < (closest?.edits ?? Infinity)) closest = { name, edits };
  }
  const tolerated = Math.max(2, Math.floor(word.length / 4));
  return closest && closest.edits <= tolerated ? ` (did you mean ${closest.name}?)` : '';
}
