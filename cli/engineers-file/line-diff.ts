const CONTEXT = 3;

/** Where two texts differ, as `diff -u` shows it: the changes of one place, so one hunk. Empty where they don't. */
export function lineDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, made] = [linesOf(before), linesOf(after)];
  const first = shared(old, made);
  const last = shared(old.slice(first).toReversed(), made.slice(first).toReversed());
  const from = Math.max(0, first - CONTEXT);
  const [oldEnd, madeEnd] = [old.length - last, made.length - last];
  const below = Math.min(last, CONTEXT);
  const counts = [oldEnd, madeEnd].map((end) => `${from + 1},${end + below - from}`);
  return [
    `--- ${name}`,
    `+++ ${name}`,
    `@@ -${counts[0]} +${counts[1]} @@`,
    ...old.slice(from, first).map((line) => ` ${line}`),
    ...old.slice(first, oldEnd).map((line) => `-${line}`),
    ...made.slice(first, madeEnd).map((line) => `+${line}`),
    ...old.slice(oldEnd, oldEnd + below).map((line) => ` ${line}`),
    '',
  ].join('\n');
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** How many lines both begin with. */
function shared(some: readonly string[], others: readonly string[]): number {
  const found = some.findIndex((line, i) => line !== others[i]);
  return found === -1 ? some.length : found;
}
