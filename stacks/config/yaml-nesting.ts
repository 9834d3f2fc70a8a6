import { CST } from 'yaml';
import type { Flaw } from './yaml-syntax';

const DEEPEST_NESTING = 32;

/**
 * Where a text is nested too deep. It is asked before maps and lists are made of the text: that takes a call a level, and
 * how many there may be is another number on each machine.
 */
export function nestingFlaw(tokens: readonly CST.Token[]): Flaw | undefined {
  const pos = firstOf(tokens, (each) =>
    each.type === 'document' ? tooDeep(each.value, 0) : undefined,
  );
  if (pos === undefined) return undefined;
  return { pos, found: 'deeper nesting', expected: `at most ${DEEPEST_NESTING} levels` };
}

/** @param level how many maps and lists the token stands in */
function tooDeep(token: CST.Token | null | undefined, level: number): number | undefined {
  if (!token || !CST.isCollection(token)) return undefined;
  if (level >= DEEPEST_NESTING) return token.offset;
  const isFlowList = token.type === 'flow-collection' && token.start.type === 'flow-seq-start';
  return firstOf<CST.CollectionItem>(token.items, ({ key, sep, value }) => {
    // [a: 1] is a list of a map, which has no token of its own.
    const isMapOfOne = isFlowList && sep !== undefined;
    if (isMapOfOne && level + 1 >= DEEPEST_NESTING) return (key ?? sep[0])?.offset;
    const within = level + (isMapOfOne ? 2 : 1);
    return tooDeep(key, within) ?? tooDeep(value, within);
  });
}

/** The first that is found in any of them. */
function firstOf<Each>(
  all: readonly Each[],
  find: (each: Each) => number | undefined,
): number | undefined {
  for (const each of all) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
