import { styleText } from 'node:util';
import { dateOf } from './calendar';
import { slackIds } from './cast';
import type { PostedMessage } from '../emulation/slack/start';
import { imIdOf } from '../emulation/slack/workspace';
import type { DrawnHome } from './play';
import { summaryOpening } from './summary-opening';
import { asText } from '../functions/messages/as-text';
import type { Block } from '../functions/slack-message';

const WIDTH = 100;
const names = new Map<string, string>(
  Object.entries(slackIds).flatMap(([name, id]) =>
    // A person's answers go to the conversation in which they pressed.
    id.startsWith('C')
      ? [[id, `#${name}`]]
      : [id, imIdOf({ id })].map((each) => [each, `@${name}`]),
  ),
);

/** Tells the story in a terminal of 100 columns. */
export class Narrator {
  constructor(
    private readonly write: (line: string) => void,
    /** Whole messages rather than their first line. */
    private readonly showMessages: boolean,
  ) {}

  heading(text: string): void {
    this.write('');
    this.write(styleText('bold', text));
    this.write('─'.repeat(Math.min(WIDTH, text.length)));
  }

  line(text: string): void {
    for (const part of wrapped(text, WIDTH)) this.write(part);
  }

  happening(day: number, time: string, what: string): void {
    this.row(day, time, styleText('cyan', cut(what, WIDTH - 33)));
  }

  missed(day: number): void {
    this.row(day, '', styleText('yellow', 'the schedule does not fire: no run'));
  }

  /** A run: who was told what, or why nobody was told anything. */
  run(day: number, time: string, messages: readonly PostedMessage[], whyNothing: string): void {
    const news = messages.filter(({ text }) => !isQuietSummary(text));
    if (news.length === 0) this.row(day, time, styleText('dim', cut(whyNothing, WIDTH - 33)));
    for (const { to, text } of news) this.said(day, time, nameOf(to), text);
    if (this.showMessages) for (const message of messages) this.whole(message);
  }

  /** Messages that no run caused: what key-events saw, and what came of a press. */
  messages(day: number, messages: readonly PostedMessage[]): void {
    for (const { to, text } of messages) this.said(day, '', nameOf(to), text);
    if (this.showMessages) for (const message of messages) this.whole(message);
  }

  /** Homes of the app that were drawn. */
  homes(day: number, homes: readonly DrawnHome[]): void {
    for (const { of, blocks } of homes) {
      const [, ...titles] = (blocks as readonly Block[]).flatMap((block) =>
        block.type === 'header' ? [block.text.text] : [],
      );
      this.said(day, '', `home of @${of}`, titles.join('; '));
      if (this.showMessages) this.whole({ to: `the home of @${of}`, text: '', blocks });
    }
  }

  check(what: string, holds: boolean): void {
    const mark = holds ? styleText('green', '✔') : styleText('red', '✘');
    this.write(`${mark} ${cut(what, WIDTH - 2)}`);
  }

  private said(day: number, time: string, to: string, text: string): void {
    this.row(day, time, `${to.padEnd(16)} ${cut(inShort(text), WIDTH - 50)}`);
  }

  private row(day: number, time: string, text: string): void {
    this.write(`day ${String(day).padStart(3)}  ${dateOf(day)}  ${time.padStart(5)}  ${text}`);
  }

  private whole({ to, text, blocks }: Pick<PostedMessage, 'to' | 'text' | 'blocks'>): void {
    this.write(`    ┌ to ${nameOf(to)}`);
    for (const line of asText({ text, blocks: blocks as Block[] }).split('\n'))
      for (const part of wrapped(line, WIDTH - 6)) this.write(`    │ ${part}`);
  }
}

function nameOf(to: string): string {
  return names.get(to) ?? to;
}

/** The daily summary, but for one that tells of an account that was not read. */
function isQuietSummary(text: string): boolean {
  return summaryOpening.test(text) && !/, \d+ not;/.test(text);
}

/** Without the account, which is the same all through the story. */
function inShort(text: string): string {
  return text.replace(/ in \S+ \(\d{12}\)/, '');
}

function cut(text: string, width: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (next.length > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = next;
  }
  return [...lines, line];
}
