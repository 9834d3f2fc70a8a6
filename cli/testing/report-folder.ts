import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { daysOf } from '../../rules/evidence/period';
import type { Report } from '../../rules/report/report';
import { reportOf, type MadeUpKey } from '../../rules/evidence/testing/days';

/** A report of each day from one to another. */
export function reportsOf(
  from: string,
  to: string,
  keys: readonly MadeUpKey[],
  more: (on: string) => Partial<Report> = () => ({}),
): Report[] {
  return daysOf({ from, to }).map((on) => reportOf(on, keys, more(on)));
}

/** Writes the files of days into a folder's `reports/`. */
export function writeDays(folder: string, files: ReadonlyMap<string, string>): string {
  for (const [name, body] of files) {
    const file = path.join(folder, 'reports', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  return folder;
}
