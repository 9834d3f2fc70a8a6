/**
 * Text from tags, events and AWS is data: whatever it contains, it must stay what it is, on one line and of
 * bounded length. Its own markup, mentions, line breaks and writing directions are taken away here.
 */

/** One line of visible characters, cut to at most `limit` UTF-16 code units. */
export function oneLine(data: string, limit: number): string {
  const visible = data
    .toWellFormed()
    // Line and paragraph separators, tabs and other controls.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    // Bidirectional overrides, zero-width characters, invisible tags.
    .replace(/\p{Cf}+/gu, '')
    .trim();
  if (visible.length <= limit) return visible;
  // Half of a surrogate pair is not a character.
  return `${visible.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** For plain_text objects: no markup is read there; brackets are replaced in case one day it is. */
export function plain(data: string, limit: number): string {
  return oneLine(data, limit).replaceAll('<', '‹').replaceAll('>', '›');
}

/** Slack's own three escapes: all that mrkdwn has. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Data as running text in mrkdwn. Characters that would format have no escape in mrkdwn, so their likenesses
 * stand for them; an underscore within a word formats nothing and stays.
 */
export function escapeText(data: string, limit: number): string {
  return escapeEntities(oneLine(data, limit))
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replaceAll('`', 'ˋ')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ')
    .replace(/@(?=here|channel|everyone)/giu, '＠')
    .replace(/:(?=[a-z][\w+'-]*:)/giu, '∶');
}

/** Data within inline code, where only the backtick and the entities mean anything. */
export function escapeCode(data: string, limit: number): string {
  return escapeEntities(oneLine(data, limit)).replaceAll('`', 'ˋ');
}
