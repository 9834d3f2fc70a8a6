import { isSlackChannelId, slackUserIdPattern } from '../../rules/formats';
import { shellLine } from '../../rules/shell-word';
import { escapeCode, escapeEntities, escapeText, oneLine } from './data';

declare const isSafe: unique symbol;

/** Text in Slack's mrkdwn that holds no markup but our own. Made only in this file. */
export interface Mrkdwn {
  readonly text: string;
  readonly [isSafe]: true;
}

/** UTF-16 code units shown of a name, and of an ARN or a command's word. */
const TEXT_LIMIT = 80;
const CODE_LIMIT = 160;
/** Of a whole command: more than any of ours takes with names that AWS lets be. */
const LINE_LIMIT = 1500;

/** The template's words are ours; every string put into it is data and is escaped. */
export function mrkdwn(
  words: TemplateStringsArray,
  ...values: readonly (Mrkdwn | string | number)[]
): Mrkdwn {
  const parts = values.map((value) =>
    typeof value === 'object' ? value.text : escapeText(String(value), TEXT_LIMIT),
  );
  return safe(words.map((word, i) => word + (parts[i] ?? '')).join(''));
}

/** A whole sentence that came as data. */
export function sentence(data: string, limit: number): Mrkdwn {
  return safe(escapeText(data, limit));
}

/** Data as inline code: for what people compare or copy. */
export function code(data: string): Mrkdwn {
  const text = escapeCode(data, CODE_LIMIT);
  // Two backticks with nothing between them would open a fence.
  return safe(text === '' ? '(empty)' : `\`${text}\``);
}

export function bold(text: Mrkdwn | string): Mrkdwn {
  return mrkdwn`*${text}*`;
}

export function joined(parts: readonly Mrkdwn[], separator: string): Mrkdwn {
  return safe(parts.map(({ text }) => text).join(separator));
}

/** A link to a channel; anything that is not a channel's id is shown as data. */
export function channelLink(id: string): Mrkdwn {
  return isSlackChannelId(id) ? safe(`<#${id}>`) : code(id);
}

/** A person by their Slack id, whom that pings; anything that is not a user's id is shown as data. */
export function personLink(id: string): Mrkdwn {
  return slackUserIdPattern.test(id) ? safe(`<@${id}>`) : code(id);
}

/** A link to a web address; anything else is shown as data. */
export function link(address: string, text: string): Mrkdwn {
  if (!/^https:\/\/[^\s|<>]+$/.test(address)) return code(address);
  return safe(`<${escapeEntities(address)}|${escapeText(text, TEXT_LIMIT)}>`);
}

/** A shell command that can be copied as it is; each word is quoted where the shell would read more into it. */
export function command(...words: readonly string[]): Mrkdwn {
  return commandLine(shellLine(...words.map(commandWord)));
}

/** A command that is a line of a shell already, such as those of rules/rotation-commands.ts and a company's own. */
export function commandLine(line: string): Mrkdwn {
  return safe(`\`\`\`${escapeCode(line, LINE_LIMIT)}\`\`\``);
}

/** A short one within a sentence. */
export function inlineLine(line: string): Mrkdwn {
  return safe(`\`${escapeCode(line, LINE_LIMIT)}\``);
}

/** The same of words that are data. */
export function inlineCommand(...words: readonly string[]): Mrkdwn {
  return safe(`\`${escapeCode(shellLine(...words.map(commandWord)), LINE_LIMIT)}\``);
}

/** Data that is to be a word of a command. A backtick would end the code, and no word of ours has one: it is replaced. */
export function commandWord(data: string): string {
  return oneLine(data, CODE_LIMIT).replaceAll('`', 'ˋ');
}

function safe(text: string): Mrkdwn {
  return { text } as Mrkdwn;
}
