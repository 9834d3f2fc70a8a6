import type { Document } from 'yaml';

/** A line is as long as it is: a folded one is hard to search. */
export const yamlWriting = { lineWidth: 0, nullStr: '' } as const;

/** A changed document as YAML, written as it was before: its indentation, the room in its braces, its ends of lines. */
export function writtenAsBefore(document: Document, before: string): string {
  const text = document.toString({
    ...yamlWriting,
    flowCollectionPadding: /[[{] \S/.test(before),
    indent: indentOf(before),
  });
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

function indentOf(text: string): number {
  return /^\S[^\n]*:[^\n]*\n( +)\S/m.exec(text)?.[1]?.length ?? 2;
}
