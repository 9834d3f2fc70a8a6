import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { WayIn } from '../../rules/ways-in';
import { contentEnd, endOfContent, lineEnd, lineStart, startOf } from './text-places';

/*
 * Changes of a few characters in a YAML text, by where its nodes stand. Undefined: what stands there is written so that
 * no such change is sure.
 */

/** The text with an engineer's `access`, in place of the one that is there or below their `slackId`. */
export function accessPut(
  text: string,
  { value: engineer }: Pair,
  access: readonly WayIn[],
): string | undefined {
  if (!isMap(engineer)) return undefined;
  const found = pairOf(engineer, 'access')?.value;
  if (found === undefined) {
    const after = pairOf(engineer, 'slackId');
    return after && fieldAdded(text, engineer, after, `access: ${flow(access)}`);
  }
  if (!isSeq(found)) return undefined;
  return found.flow ? flowReplaced(text, found, access) : itemsChanged(text, found, access);
}

/** The text with `iamUser: false` of an engineer, in place of what is said of it or below what they come by. */
export function iamUserPut(text: string, { value: engineer }: Pair): string | undefined {
  if (!isMap(engineer)) return undefined;
  const found = pairOf(engineer, 'iamUser');
  if (found === undefined) {
    const after = pairOf(engineer, 'access') ?? pairOf(engineer, 'slackId');
    return after && fieldAdded(text, engineer, after, 'iamUser: false');
  }
  const [start, end] = [startOf(found.value), contentEnd(found.value)];
  if (start === undefined || end === undefined) return undefined;
  return `${text.slice(0, start)}false${text.slice(end)}`;
}

/** @param after the field below which it is put, or behind which in braces */
function fieldAdded(
  text: string,
  engineer: YAMLMap,
  after: Pair,
  written: string,
): string | undefined {
  const [keyAt, endAt] = [startOf(after.key), endOfContent(after)];
  if (keyAt === undefined || endAt === undefined) return undefined;
  if (engineer.flow) return `${text.slice(0, endAt)}, ${written}${text.slice(endAt)}`;
  const indent = text.slice(lineStart(text, keyAt), keyAt);
  return /^ +$/.test(indent)
    ? lineInserted(text, lineEnd(text, endAt), indent + written)
    : undefined;
}

function flowReplaced(text: string, list: YAMLSeq, access: readonly WayIn[]): string | undefined {
  const [start, end] = [startOf(list), contentEnd(list)];
  if (start === undefined || end === undefined) return undefined;
  const before = text.slice(start, end);
  // With a comment within, or over several lines, somebody has taken care of how it looks.
  if (/[#\n]/.test(before)) return undefined;
  return text.slice(0, start) + flow(access, before.startsWith('[ ')) + text.slice(end);
}

/** A list with a line an item: lines go and come, and the others keep their comments. */
function itemsChanged(text: string, list: YAMLSeq, access: readonly WayIn[]): string | undefined {
  const items = list.items.map((item) => ({ way: scalarText(item), at: startOf(item) }));
  const firstAt = items[0]?.at;
  if (firstAt === undefined) return undefined;
  const indent = text.slice(lineStart(text, firstAt), firstAt);
  if (!/^ *- +$/.test(indent)) return undefined;
  const added = access.filter((way) => !items.some((item) => item.way === way));
  let result = text;
  // From the end on, so that the places before stay where they are.
  const lastAt = items.at(-1)?.at ?? firstAt;
  for (const way of added.filter((each) => each !== 'key').toReversed())
    result = lineInserted(result, lineEnd(text, lastAt), indent + way);
  for (const { way, at } of items.toReversed())
    if (at !== undefined && !access.some((each) => each === way))
      result = result.slice(0, lineStart(text, at)) + result.slice(lineEnd(text, at));
  return added.includes('key')
    ? lineInserted(result, lineStart(text, firstAt), `${indent}key`)
    : result;
}

/** @param at where a line begins, or the end of the text */
function lineInserted(text: string, at: number, line: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return `${text.slice(0, at)}${isOpen ? end : ''}${line}${end}${text.slice(at)}`;
}

function flow(access: readonly WayIn[], isPadded = false): string {
  const list = access.join(', ');
  return isPadded ? `[ ${list} ]` : `[${list}]`;
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => scalarText(key) === name);
}

function scalarText(node: unknown): string | undefined {
  return isScalar(node) ? String(node.value) : undefined;
}
