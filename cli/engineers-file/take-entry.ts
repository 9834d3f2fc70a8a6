import { isScalar, type Pair, type YAMLMap } from 'yaml';
import { endOfContent, lineEnd, lineStart, startOf } from './text-places';

/*
 * Whose a comment is: of the entry that it stands directly above, as comments of code are. What has an empty line below
 * it is of the lines that come after, whoever's they are, and stays.
 */

/** What was taken out of a text. */
export interface Taken {
  readonly text: string;
  /** The lines of the comment above that went with it. */
  readonly comment: readonly string[];
}

/**
 * The text without an entry's lines, those within and further in, and the comment directly above them. Undefined: what
 * stands there is written so that no such change is sure.
 */
export function entryTaken(text: string, pair: Pair, section: YAMLMap): Taken | undefined {
  // Of the only one, a map without entries has to be left.
  if (section.flow || section.items.length === 1) return undefined;
  const [keyAt, lastAt] = [startOf(pair.key), endOfContent(pair)];
  if (keyAt === undefined || lastAt === undefined) return undefined;
  const keyLine = lineStart(text, keyAt);
  const start = commentStart(text, keyLine);
  const end = endOfEntry(text, lineEnd(text, lastAt), keyAt - keyLine);
  const comment = text.slice(start, keyLine).split(/\r?\n/).slice(0, -1);
  return { text: withoutLines(text, start, end), comment };
}

/**
 * In the document itself: what stands above the entry goes with it, but for what an empty line parts from it.
 * @returns the lines of the comment that went
 */
export function takeFrom(section: YAMLMap, pair: Pair): readonly string[] {
  const at = section.items.indexOf(pair);
  const { kept, gone } = partedFrom(at === 0 ? section : pair.key);
  section.items.splice(at, 1);
  if (kept !== undefined) keep(kept, section, at);
  return gone.map((line) => `#${line}`);
}

/** @param at where the entry stood above which it did */
function keep(kept: string, section: YAMLMap, at: number): void {
  const next = section.items[at]?.key;
  const both = (other: string | null | undefined) => [kept, other].filter(Boolean).join('\n\n');
  if (at > 0 && isScalar(next)) next.commentBefore = both(next.commentBefore);
  else if (section.items.length > 0 && at === 0) section.commentBefore = kept;
  else section.comment = both(section.comment);
}

/** What an empty line parts of a node's comment from it, and the rest; takes the whole comment off. */
function partedFrom(node: unknown): { readonly kept?: string; readonly gone: readonly string[] } {
  const holder = node as { commentBefore?: string | null };
  const lines = holder.commentBefore?.split('\n') ?? [];
  const last = lines.lastIndexOf('');
  holder.commentBefore = undefined;
  const gone = lines.slice(last + 1);
  return last <= 0 ? { gone } : { kept: lines.slice(0, last).join('\n'), gone };
}

/** Where the comment begins that stands directly above a line. */
function commentStart(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** What is said below, and further in, is said of them. */
function endOfEntry(text: string, from: number, indent: number): number {
  let end = from;
  for (;;) {
    const comment = /^( *)#/.exec(text.slice(end, lineEnd(text, end)));
    if (comment === null || (comment[1] ?? '').length <= indent) return end;
    end = lineEnd(text, end);
  }
}

/** Where there was an empty line on either side of what goes, one is enough. */
function withoutLines(text: string, start: number, end: number): string {
  const isEmpty = (from: number) => /^[ \t]*\r?\n?$/.test(text.slice(from, lineEnd(text, from)));
  const isEmptyAbove = start > 0 && isEmpty(lineStart(text, start - 1));
  const isFirst = /:[ \t]*(#.*)?\r?\n$/.test(text.slice(lineStart(text, start - 1), start));
  const isEmptyBelow = end < text.length && isEmpty(end);
  const to = isEmptyBelow && (isEmptyAbove || isFirst) ? lineEnd(text, end) : end;
  return text.slice(0, start) + text.slice(to);
}
