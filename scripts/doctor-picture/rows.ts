/** How a row of a terminal looks; `mark` stands before the text of a check, and within that of the count. */
export type Row =
  | { readonly kind: 'command' | 'title' | 'plain' | 'advice' | 'count'; readonly text: string }
  | { readonly kind: 'check'; readonly mark: Mark; readonly text: string };
export type Mark = (typeof marks)[number];

const marks = ['✔', '✘', '?'] as const;
const MARK_LINE = /^ {2}([✔✘?]) (.*)$/u;
const COUNT_LINE = /^✔ \d+ +✘ \d+ +\? \d+$/u;
const ADVICE = '      ';
/** Where what is said of a mark begins, and goes on in the next row. */
const AFTER_MARK = '    ';

/**
 * What `keyturn doctor` has printed, in rows of a terminal of so many columns.
 * @param transcript its first line is the command, after `$ `
 */
export function rowsOf(transcript: string, columns: number): readonly Row[] {
  return transcript
    .trimEnd()
    .split('\n')
    .flatMap((line): readonly Row[] => {
      const [, mark, said = ''] = MARK_LINE.exec(line) ?? [];
      if (isMark(mark)) {
        const [first = '', ...others] = wrapped(said, columns - AFTER_MARK.length);
        const more = others.map((text): Row => ({ kind: 'plain', text: AFTER_MARK + text }));
        return [{ kind: 'check', mark, text: first }, ...more];
      }
      if (line.startsWith(ADVICE))
        return wrapped(line.trim(), columns - ADVICE.length).map((text) => ({
          kind: 'advice',
          text: ADVICE + text,
        }));
      if (COUNT_LINE.test(line)) return [{ kind: 'count', text: line }];
      const kind = line.startsWith('$ ') ? 'command' : isTitle(line) ? 'title' : 'plain';
      return wrapped(line, columns).map((text) => ({ kind, text }));
    });
}

function isMark(found: string | undefined): found is Mark {
  return marks.some((mark) => mark === found);
}

/** The names of groups are words alone; the heading has a number in it, and the count has marks. */
function isTitle(line: string): boolean {
  return /^[A-Z][a-z -]+$/.test(line);
}

/** At spaces, and within a word only where it is longer than a row. */
function wrapped(text: string, columns: number): readonly string[] {
  const rows: string[] = [''];
  for (const word of text.split(' ')) {
    const row = rows.at(-1) ?? '';
    const longer = row === '' ? word : `${row} ${word}`;
    if (longer.length <= columns) rows[rows.length - 1] = longer;
    else rows.push(...piecesOf(word, columns));
  }
  return rows[0] === '' && rows.length > 1 ? rows.slice(1) : rows;
}

function piecesOf(word: string, columns: number): readonly string[] {
  return word.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [];
}

/** The groups in which something is wrong. */
export function onlyWrong(transcript: string): string {
  return onlyGroups(transcript, (group) => group.includes('\n  ✘ '));
}

/** All groups, but for what most functions say of themselves, which is much the same. */
export function withoutMostFunctions(transcript: string): string {
  return onlyGroups(
    transcript,
    (group) => !group.startsWith('The function ') || group.startsWith('The function notify\n'),
  );
}

/** The command, the heading, the groups that are wanted, and the count; `…` where others were between. */
function onlyGroups(transcript: string, isWanted: (group: string) => boolean): string {
  const [command = '', heading = '', ...parts] = transcript.trimEnd().split('\n\n');
  const count = parts.pop() ?? '';
  const shown = parts.map((part) => (isWanted(part) ? part : '…'));
  const once = shown.filter((part, i) => part !== '…' || shown[i - 1] !== '…');
  return `${[command, heading, ...once, count].join('\n\n')}\n`;
}
