import { isScalar, visit, type Document, type Pair, type Scalar } from 'yaml';

/**
 * Below a key without a value, such as a Slack id that is to be filled in, the parser takes all comments up to the next
 * key for that value's: written again, what is said of one user would stand within the one before. This gives each to
 * the key that it stands above.
 * @param text what the document was parsed from
 */
export function commentsInPlace(document: Document, text: string): void {
  let carried: readonly string[] = [];
  visit(document, {
    Pair(_, { key, value }: Pair) {
      if (!isScalar(key)) return;
      putAbove(key, carried);
      carried = isScalar(value) && value.value === null ? takeFrom(key, value, text) : [];
    },
  });
  const atEnd = [carried.join('\n'), document.comment ?? ''].join('\n').replace(/^\n+|\n+$/g, '');
  if (atEnd !== '') document.comment = atEnd;
}

/** Leaves a value with the comment of its own line, and returns the other lines. */
function takeFrom(key: Scalar, value: Scalar, text: string): readonly string[] {
  if (!value.comment) return [];
  const lines = value.comment.split('\n');
  const isBeside = /^[ \t]*:[ \t]*#/.test(text.slice(key.range?.[1]));
  value.comment = isBeside ? lines.shift() : undefined;
  return lines;
}

function putAbove(key: Scalar, lines: readonly string[]): void {
  const [first, ...others] = lines;
  if (first === undefined) return;
  key.spaceBefore = first === '';
  const comment = first === '' ? others : lines;
  if (comment.length > 0) key.commentBefore = comment.join('\n');
}
