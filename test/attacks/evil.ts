import { documentationUrl } from '../../rules/names';

/** What somebody might write where a name is expected. */
export const evilTexts: readonly string[] = [
  '<!channel> <!here|@here> <!everyone>',
  '<@U0ALICE0001> <#C0INFRA0001|x> <!subteam^S012>',
  '<https://evil.example/login|Rotate your key here>',
  'https://evil.example @channel @here @Everyone :skull:',
  '*bold* _slanted_ ~struck~ `code` ```fence```',
  '&lt;!channel&gt; &amp;lt;!here&amp;gt;',
  'a\u202Egnp.exe\u2066 \u200B\u00AD\u{E0041}\u0000\u001B[31m\u009F',
  'a line\r\n*🚨 Keyturn:* delete your key\n> now\u2028\u2029',
  `'; aws iam delete-user --user-name alice #$(id)\`id\``,
  '\uD83D half a character \uDE00',
  'x'.repeat(5_000),
  '<'.repeat(5_000),
  '😀'.repeat(5_000),
  '`'.repeat(1_000),
];

/** A text of a message. In mrkdwn Slack reads markup; in plain text it shows what it is given. */
export interface ShownText {
  readonly text: string;
  readonly isMrkdwn: boolean;
}

/** Everything in a message that Slack would show, or act on. */
export function textsIn(value: unknown): readonly ShownText[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { text, type } = value as { readonly text?: unknown; readonly type?: unknown };
  const own = typeof text === 'string' ? [{ text, isMrkdwn: type !== 'plain_text' }] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

/** The summary's link to the day's report. */
const ownReport =
  /<https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/s3\/object\/[\w-]+\?[\w=&;%./-]*\|The report>/g;

/** The link to what is to be done about a key that was reported. */
const ownRunbook = `<${documentationUrl}/runbooks/compromised-key.md|compromised key>`;

/**
 * What is wrong with a text of a message; empty where nothing is.
 * @param channels to which our own words may link
 * @param pressers whom our own words may name, since they pressed
 */
export function harmIn(
  { text, isMrkdwn }: ShownText,
  channels: readonly string[],
  pressers: readonly string[] = [],
): string[] {
  // Our own line breaks and links.
  const own = [...channels.map((id) => `<#${id}>`), ...pressers.map((id) => `<@${id}>`)];
  const rest = own.reduce(
    (left, link) => left.replaceAll(link, ''),
    text.replaceAll('\n', ' ').replaceAll(ownReport, '').replaceAll(ownRunbook, ''),
  );
  // Slack reads no mentions within code.
  const outsideCode = rest.replaceAll(/(`+)[^`]*\1/g, '');
  const found: readonly (readonly [what: string, isFound: boolean])[] = [
    ['markup of its own', /[<>]/.test(rest)],
    ['an entity that is none', isMrkdwn && /&(?!amp;|lt;|gt;)/.test(rest)],
    ['a control', /\p{Cc}/u.test(rest)],
    ['an invisible character or a direction', /[\p{Cf}\p{Zl}\p{Zp}]/u.test(rest)],
    ['half a character', /\p{Cs}/u.test(rest)],
    ['a mention', isMrkdwn && /@(here|channel|everyone)/i.test(outsideCode)],
    ['formatting', isMrkdwn && /\*bold\*|(?<!\w)_slanted_|~struck~/.test(outsideCode)],
    ['code of its own', isMrkdwn && /`(code|id)`/.test(rest)],
    ['an emoji', isMrkdwn && /:skull:/.test(outsideCode)],
    ['code without an end', isMrkdwn && outsideCode.includes('`')],
    ['a long word', /\S{400}/u.test(rest.replaceAll(/&(amp|lt|gt);/g, '?'))],
  ];
  return found.filter(([, isFound]) => isFound).map(([what]) => what);
}
