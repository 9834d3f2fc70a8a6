// Copied from rules/judging/like.ts by: ts-node policy-pack/testing/write-from-rules.ts
/** Whether a text is like a pattern in which `*` stands for any text and `?` for any character. */
export function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
