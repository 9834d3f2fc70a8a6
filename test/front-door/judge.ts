import type { Answer } from './answer';
import type { Path } from './doors/door';
import { reasonOf } from './explained';
import { secondOpinion, type Opinion } from './second-opinion';
import type { WrittenFile } from './wrong-file';

/** What is promised of a file that is wrong. */
export const promises = {
  words: 'an answer in words, not a stack trace',
  second: 'within a second of the processor',
  agreed: 'taken exactly where another validator takes it, or for a reason that is listed',
  line: 'lines that name the file, what was found and what is expected',
  field: 'a line that names the field',
} as const;
export type Promised = keyof typeof promises;

export interface Broken {
  readonly promise: Promised;
  readonly what: string;
}

export interface Judged {
  readonly broken: readonly Broken[];
  /** Reasons for which the two differ. */
  readonly reasons: readonly string[];
  readonly isRefused: boolean;
}

const LONGEST_LINE = 1000;
/** What moves a terminal's cursor, or what is read, and is on no keyboard. */
const unseen = /\p{Cc}|[\u202A-\u202E\u2066-\u2069\u2028\u2029]/u;
const trace = /\n\s+at |^\s*at .*:\d+:\d+\)?$/m;

export function judge(file: WrittenFile, { code, lines, thrown }: Answer): Judged {
  if (thrown !== undefined || code === 5 || lines.some((line) => trace.test(line)))
    return broken([{ promise: 'words', what: thrown ?? lines.join('\n') }]);
  const opinion = secondOpinion(file.door, file.text);
  if (code === 0) return judgeTaken(opinion);
  const wrongLines = lines.flatMap((line) => wrongIn(line, file)).slice(0, 1);
  const all: Broken[] = lines.length === 0 ? [{ promise: 'line', what: 'no line' }] : wrongLines;
  if (!opinion) return broken(all);
  if (opinion.isRight) {
    const reasons = lines.map((line) => reasonOf(line));
    const without = lines.filter((_, i) => reasons[i] === undefined).slice(0, 1);
    const differ = without.map((what): Broken => ({ promise: 'agreed', what }));
    return { ...broken([...all, ...differ]), reasons: reasons.flatMap((each) => each ?? []) };
  }
  const isSaid = isNamed(file, lines) || isPlaced(opinion, lines);
  return broken(isSaid ? all : [...all, { promise: 'field', what: lines.join('\n') }]);
}

function broken(all: readonly Broken[]): Judged {
  return { broken: all, reasons: [], isRefused: true };
}

function judgeTaken(opinion: Opinion | undefined): Judged {
  const taken = { broken: [], reasons: opinion?.byMeaning ?? [], isRefused: false };
  if (!opinion || opinion.isRight || opinion.byMeaning) return taken;
  const { why } = opinion;
  return { ...taken, broken: [{ promise: 'agreed', what: `taken; the other one says ${why}` }] };
}

function wrongIn(line: string, { door }: WrittenFile): readonly Broken[] {
  const what = `${line.slice(0, 300)} (${line.length} characters)`;
  const isRight =
    door.fieldIn(line) !== undefined &&
    door.namesFile(line) &&
    line.length <= LONGEST_LINE &&
    !unseen.test(line);
  return isRight ? [] : [{ promise: 'line', what }];
}

/** Of what no parser can read, what is too deep and what nobody sees the line is said, and no field. */
function isPlaced({ isRead }: Opinion, lines: readonly string[]): boolean {
  const isOfAll =
    /deeper nesting|found \d+ (bytes|characters)|:\d+:\d+: found the invisible character/;
  const isAt = /:\d+:\d+: |\(.* JSON.*\)/;
  return lines.some((line) => isOfAll.test(line) || (!isRead && isAt.test(line)));
}

/** Whether a line says one of the places, what holds it, or something within it. */
function isNamed({ door, places }: WrittenFile, lines: readonly string[]): boolean {
  if (!places) return true;
  const fields = lines.map((line) => inShort(door.fieldIn(line) ?? ''));
  return places.some((place) => {
    // Of a key that is not printed as it is, the map that it stands in is named.
    const [named, holder] = [inShort(place), inShort(place.slice(0, -1))];
    return fields.some((field) => field.startsWith(named) || field === holder);
  });
}

/** Letters and digits of a path, however it is written. */
function inShort(path: Path | string): string {
  const text = typeof path === 'string' ? path : path.join('.');
  // Messages name config keys without the map that they stand in.
  return text
    .replace(/^config\b/, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 60);
}
