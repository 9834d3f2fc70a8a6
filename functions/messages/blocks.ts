import type { MrkdwnElement } from '@slack/types';
import type { Block, SlackMessage } from '../slack-message';
import { plain } from './data';
import { mrkdwn, type Mrkdwn } from './mrkdwn';

/** Slack's limits on Block Kit, https://docs.slack.dev/reference/block-kit/blocks. */
export const limits = {
  blocks: 50,
  headerText: 150,
  sectionText: 3000,
  fields: 10,
  fieldText: 2000,
  contextElements: 10,
  /** chat.postMessage truncates at 40,000, but recommends 4,000. */
  text: 4000,
} as const;

/** A message of Block Kit, with what a phone's lock screen shows. */
export function message(text: Mrkdwn, blocks: readonly (Block | undefined)[]): SlackMessage {
  return { text: text.text, blocks: blocks.filter((block) => block !== undefined) };
}

/** The title, in bold letters. No markup is read in it. */
export function header(title: string): Block {
  return {
    type: 'header',
    text: { type: 'plain_text', text: plain(title, limits.headerText), emoji: false },
  };
}

/** Lines of text. What does not fit is left out by whole lines, so that no markup is cut in two. */
export function section(...lines: readonly Mrkdwn[]): Block {
  return { type: 'section', text: textObject(fitting(lines, limits.sectionText)) };
}

/** Labels and what they say, in two columns. */
export function fields(entries: readonly (readonly [label: string, value: Mrkdwn])[]): Block {
  return {
    type: 'section',
    fields: entries
      .slice(0, limits.fields)
      .map(([label, value]) => textObject(`*${label}*\n${value.text}`)),
  };
}

/** Small print. */
export function context(...lines: readonly Mrkdwn[]): Block {
  return { type: 'context', elements: [textObject(fitting(lines, limits.sectionText))] };
}

/**
 * A heading and a list under it, cut to what people read, `characters` as JSON has them; undefined where the list
 * is empty. `outOf`: how many there are, where these are not all.
 */
export function list(
  title: Mrkdwn,
  items: readonly Mrkdwn[],
  most: { readonly items: number; readonly characters: number; readonly outOf?: number },
): Block | undefined {
  if (items.length === 0) return undefined;
  const shown = items.slice(0, most.items).map((item) => mrkdwn`• ${item}`);
  const leftOut = (most.outOf ?? items.length) - shown.length;
  return {
    type: 'section',
    text: textObject(fitting([title, ...shown], most.characters, leftOut)),
  };
}

function fitting(lines: readonly Mrkdwn[], limit: number, leftOutBefore = 0): string {
  const room = limit - '\n… and 1234567 more'.length;
  let length = 0;
  const kept = lines.filter(({ text }) => (length += sizeOf(text) + 2) <= room);
  const leftOut = leftOutBefore + lines.length - kept.length;
  const rest = leftOut > 0 ? [`… and ${leftOut} more`] : [];
  return [...kept.map(({ text }) => text), ...rest].join('\n');
}

/** As JSON has it, since that is what Slack measures where it limits all blocks together. */
export function sizeOf(text: string): number {
  return JSON.stringify(text).length - 2;
}

/** `verbatim`: Slack makes no links or mentions of its own out of what looks like one. */
function textObject(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}
