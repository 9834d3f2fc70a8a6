import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onlyWrong, rowsOf, withoutMostFunctions } from './rows';
import { terminalSvg, type Colours } from './svg';

const COLUMNS = 112;

/** Those of the report's page, and the marks'. */
export const schemes: Readonly<Record<'light' | 'dark', Colours>> = {
  light: {
    paper: '#fffefb',
    line: '#c9c5b9',
    ink: '#1f2a33',
    soft: '#55636e',
    accent: '#1f5f7a',
    marks: { '✔': '#1d6148', '✘': '#a3262a', '?': '#855700' },
  },
  dark: {
    paper: '#1a2025',
    line: '#4a5661',
    ink: '#e4e8ea',
    soft: '#a3b0b9',
    accent: '#7fc0d9',
    marks: { '✔': '#86cfae', '✘': '#f2938c', '?': '#e6b95c' },
  },
};

/** What each run shows, and what of it is drawn. */
export const drawn = {
  well: {
    title: 'keyturn doctor of a monitor that is well',
    of: withoutMostFunctions,
  },
  broken: {
    title: 'keyturn doctor of a monitor with which several things are wrong',
    of: onlyWrong,
  },
} as const;
export type Run = keyof typeof drawn;
export const runs = Object.keys(drawn) as readonly Run[];

/** Where the transcript of a run stands, as `npm run docs:doctor` has written it. */
export function transcriptFile(run: Run): string {
  return path.join(__dirname, `${run}.txt`);
}

/** The pictures as the documentation should have them: SVG by the file's path from the root. */
export function doctorPictures(): ReadonlyMap<string, string> {
  return new Map(
    runs.flatMap((run) => {
      const { title, of } = drawn[run];
      const rows = rowsOf(of(readFileSync(transcriptFile(run), 'utf8')), COLUMNS);
      return Object.entries(schemes).map(
        ([scheme, colours]) =>
          [
            `docs/images/doctor-${run}-${scheme}.svg`,
            terminalSvg(rows, { title, columns: COLUMNS }, colours),
          ] as const,
      );
    }),
  );
}
