import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import type { Block, Dialog, PressedButton, SlackMessage } from '../slack-message';
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
  buttonText: 75,
  dialogTitle: 100,
  dialogText: 300,
  dialogAnswer: 30,
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
    text: plainText(title, limits.headerText),
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

/** Buttons beside each other, each of another action. */
export function buttonRow(...elements: readonly PressedButton[]): Block {
  return { type: 'actions', elements: [...elements] };
}

/** @param sent what comes back when it is pressed */
export function button(
  label: string,
  sent: { readonly actionId: string; readonly value: string },
  looks: Pick<PressedButton, 'style' | 'confirm'> = {},
): PressedButton {
  const { actionId, value } = sent;
  const text = plainText(label, limits.buttonText);
  return { type: 'button', text, action_id: actionId, value, ...looks };
}

/** What is asked before something is done that nobody can take back in Slack. */
export function dangerDialog(
  title: string,
  text: string,
  answers: { readonly goOn: string; readonly leave: string },
): Dialog {
  return {
    title: plainText(title, limits.dialogTitle),
    text: plainText(text, limits.dialogText),
    confirm: plainText(answers.goOn, limits.dialogAnswer),
    deny: plainText(answers.leave, limits.dialogAnswer),
    style: 'danger',
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

/** No markup is read in it. */
function plainText(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: plain(text, limit), emoji: false };
}

/** `verbatim`: Slack makes no links or mentions of its own out of what looks like one. */
function textObject(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}
