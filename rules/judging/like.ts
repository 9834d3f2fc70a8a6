/**
 * Whether a text is like a pattern in which `*` stands for any text and `?` for any character. It goes back to the last
 * star alone, so that no pattern of anybody's takes more than its length times the text's.
 */
export function isLike(text: string, pattern: string): boolean {
  let [at, next] = [0, 0];
  let star: { readonly next: number; readonly at: number } | undefined;
  while (at < text.length) {
    if (pattern[next] === '*') {
      next += 1;
      star = { next, at };
    } else if (pattern[next] === '?' || pattern[next] === text[at]) {
      at += 1;
      next += 1;
    } else if (star) {
      // The star stands for one character more.
      star = { ...star, at: star.at + 1 };
      ({ next, at } = star);
    } else return false;
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
}
