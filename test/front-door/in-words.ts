import { promises } from './judge';
import type { Seen } from './front-door';

const LONGEST = 600;

/** What was seen, a line each; what is broken first, with the number by which it is made again. */
export function inWords(seen: Seen): readonly string[] {
  const { files, refused, asProcesses, reasons, broken, slowest } = seen;
  return [
    ...broken.map(
      ({ promise, what, file, nth }) =>
        `Not ${promises[promise]}:\n  ${file.door.name}, ${file.how} (${nth})\n  ${what.slice(0, LONGEST)}`,
    ),
    `${files} files, ${refused} of them refused, ${asProcesses} asked by processes of their own, too.`,
    `The slowest took ${Math.round(slowest.ms)} ms of the processor: ${slowest.file?.door.name}, ${slowest.file?.how}.`,
    ...[...reasons]
      .toSorted(([, a], [, b]) => b - a)
      .map(([reason, count]) => `Other than the second validator, ${count} times: ${reason}.`),
  ];
}
