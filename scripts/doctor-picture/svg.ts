import type { Mark, Row } from './rows';

/** What a terminal is drawn with, so that it is read on a light page and on a dark one. */
export interface Colours {
  readonly paper: string;
  readonly line: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly marks: Readonly<Record<Mark, string>>;
}

const FONT_SIZE = 13;
/** A character's width in most fonts of terminals is 0.6 of their size; in the broadest 0.62. */
const COLUMN = FONT_SIZE * 0.62;
const ROW = 19;
const PADDING = 20;
const AFTER_MARK = 4;

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * A terminal with these rows.
 * @param title what it shows, for those who don't see it; they get the rows as its description
 */
export function terminalSvg(
  rows: readonly Row[],
  { title, columns }: { readonly title: string; readonly columns: number },
  colours: Colours,
): string {
  const width = Math.ceil(columns * COLUMN + 2 * PADDING);
  const height = rows.length * ROW + 2 * PADDING;
  const description = rows.map((row) =>
    row.kind === 'check' ? `${row.mark} ${row.text}` : row.text,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="${FONT_SIZE}" xml:space="preserve">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape(description.join('\n'))}</desc>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${colours.paper}" stroke="${colours.line}"/>`,
    ...rows.flatMap((row, i) => rowSvg(row, PADDING + i * ROW + 14, colours)),
    '</svg>',
    '',
  ].join('\n');
}

function rowSvg(row: Row, y: number, colours: Colours): readonly string[] {
  const at = (column: number) => Number((PADDING + column * COLUMN).toFixed(1));
  const text = (words: string, column: number, fill: string, more = '') =>
    `<text x="${at(column)}" y="${y}" fill="${fill}"${more}>${escape(words)}</text>`;
  const indent = row.text.length - row.text.trimStart().length;
  const words = row.text.trimStart();
  if (words === '') return [];
  switch (row.kind) {
    case 'check':
      return [markSvg(row.mark, { x: at(2), y }, colours), text(words, AFTER_MARK, colours.ink)];
    case 'count':
      return [...words.matchAll(/([✔✘?]) (\d+)/gu)].flatMap(
        ({ index, 1: mark, 2: number = '' }) => [
          markSvg(mark as Mark, { x: at(index), y }, colours),
          text(number, index + 2, colours.ink),
        ],
      );
    case 'command':
      return [text(words, indent, colours.accent)];
    case 'title':
      return [text(words, indent, colours.ink, ' font-weight="700"')];
    case 'advice':
      return [text(words, indent, colours.soft)];
    case 'plain':
      return [text(words, indent, colours.ink)];
  }
}

/** Drawn, since many fonts lack them; `?` is in all. */
function markSvg(
  mark: Mark,
  { x, y }: { readonly x: number; readonly y: number },
  { marks }: Colours,
): string {
  const colour = marks[mark];
  if (mark === '?') return `<text x="${x}" y="${y}" fill="${colour}" font-weight="700">?</text>`;
  const strokes = mark === '✔' ? 'l3 4l6 -9' : 'm0 4l8 -9m0 9l-8 -9';
  return `<path data-mark="${mark}" d="M${x} ${y - 4}${strokes}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"/>`;
}
