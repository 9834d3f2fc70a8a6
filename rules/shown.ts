const LONGEST_SHOWN = 80;

/** Controls, ends of lines and what reverses the direction of reading: a terminal would obey, and people would misread. */
const unseen = /\p{Cc}|[\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * A text as a line can show it: not too long, and nothing in it that a terminal obeys.
 * @param longest in characters; of what is longer the end is left out
 */
export function shown(text: string, longest = LONGEST_SHOWN): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short.replaceAll(
    unseen,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
