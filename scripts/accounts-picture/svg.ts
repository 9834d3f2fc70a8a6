/** What a picture is drawn with, so that it is read on a light page and on a dark one. */
export interface Colours {
  readonly page: string;
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  /** Of what a run does, of the news of a key, of a person's session. */
  readonly run: string;
  readonly news: string;
  readonly session: string;
}

export type Flow = 'run' | 'news' | 'session';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** One a line, below the title. */
  readonly lines?: readonly string[];
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function text({ x, y }: Point, words: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escape(words)}</text>`;
}

/** A large frame with its title above what is in it. */
export function frame({ x, y, width, height, title, lines = [] }: Box, colours: Colours): string {
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${colours.page}" stroke="${colours.line}" stroke-width="1.5"/>`,
    text(
      { x: x + 16, y: y + 27 },
      title,
      `font-size="16" font-weight="600" fill="${colours.accent}"`,
    ),
    ...lines.map((line, i) =>
      text({ x: x + 16, y: y + 47 + i * 17 }, line, `font-size="13" fill="${colours.soft}"`),
    ),
  ].join('\n');
}

/** Something in an account. */
export function node({ x, y, width, height, title, lines = [] }: Box, colours: Colours): string {
  const middle = x + width / 2;
  const top = y + height / 2 - (lines.length * 17) / 2 + 5;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${colours.paper}" stroke="${colours.line}"/>`,
    text(
      { x: middle, y: top },
      title,
      `font-size="14" font-weight="600" text-anchor="middle" fill="${colours.ink}"`,
    ),
    ...lines.map((line, i) =>
      text(
        { x: middle, y: top + 17 * (i + 1) },
        line,
        `font-size="12.5" text-anchor="middle" fill="${colours.soft}"`,
      ),
    ),
  ].join('\n');
}

/** A line with an arrow at its end, from corner to corner. */
export function arrow(
  flow: Flow,
  corners: readonly (readonly [x: number, y: number])[],
  colours: Colours,
): string {
  const path = corners.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  return `<path d="${path}" fill="none" stroke="${colours[flow]}" stroke-width="2" marker-end="url(#${flow})"/>`;
}

/** What an arrow of this colour is. */
export function legend(flow: Flow, { x, y }: Point, words: string, colours: Colours): string {
  return [
    arrow(
      flow,
      [
        [x, y - 5],
        [x + 30, y - 5],
      ],
      colours,
    ),
    text({ x: x + 40, y }, words, `font-size="14" fill="${colours.ink}"`),
  ].join('\n');
}

/** The whole picture, a sentence of which is for those who don't see it. */
export function svg(
  { width, height }: { readonly width: number; readonly height: number },
  label: string,
  parts: readonly string[],
  colours: Colours,
): string {
  const marker = (flow: Flow) =>
    `<marker id="${flow}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="${colours[flow]}"/></marker>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(label)}" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', sans-serif">`,
    `<defs>${(['run', 'news', 'session'] as const).map(marker).join('')}</defs>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
