import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml';

/* Where the nodes of a YAML text stand in it, and where its lines begin and end. */

export function startOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[0];
}

export function contentEnd(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[1];
}

/** Where the last thing within ends that is no comment: the range of what stands on lines of its own reaches further. */
export function endOfContent(node: unknown): number | undefined {
  if (isPair(node)) {
    const isEmpty = node.value === null || (isScalar(node.value) && node.value.value === null);
    return isEmpty ? contentEnd(node.key) : endOfContent(node.value);
  }
  const isOfLines = (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;
  return isOfLines ? endOfContent(node.items.at(-1)) : contentEnd(node);
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the next line begins. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found + 1;
}
