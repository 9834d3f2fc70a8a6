import { oneLine } from './text-table';

/** What a terminal shows side by side. */
export const TERMINAL_COLUMNS = 80;

/**
 * A text as lines that a terminal can show, broken between words; a word that is longer is left whole.
 * @param indent before each line but the first
 */
export function wrapped(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > TERMINAL_COLUMNS) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}
