import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Scalar } from 'yaml';
import { describeValue, formatPath, type Problem } from './problem';

export type Path = readonly PropertyKey[];
export type Position = NonNullable<Problem['position']>;
type PositionAt = (offset: number) => Position;

/** Octal in YAML 1.1, decimal in 1.2: an account id that begins with a zero is neither. */
const ambiguous = /^[-+]?0\d/;

/**
 * What YAML allows and these files don't: anchors and aliases, so that each line says what it means and no
 * small file becomes a big one; tags, which make something else of what is written; numbers that
 * two readers read as two; keys that stand twice or are no text.
 */
export function checkNodes(
  document: Document.Parsed,
  text: string,
  file: string,
  positionAt: PositionAt,
): Problem[] {
  const problems: Problem[] = [];
  const complain = (node: Node, path: Path, found: string, expected: string) => {
    const position = positionAt(node.range?.[0] ?? 0);
    problems.push({ file, position, path: formatPath(path), found, expected });
  };
  const checkNode = (node: unknown, path: Path): void => {
    if (isAlias(node)) complain(node, path, `the alias *${node.source}`, 'the value written out');
    else if (hasAnchor(node)) complain(node, path, `the anchor &${node.anchor}`, 'no anchors');
    if (hasTag(node)) complain(node, path, `the tag ${node.tag}`, 'no tags');
    if (isScalar(node) && typeof node.value === 'number' && ambiguous.test(node.source ?? ''))
      complain(
        node,
        path,
        `the number ${node.source}`,
        'quotes around it: with a zero in front it is another number to other readers of YAML',
      );
    const hidden = isScalar(node) && node.value === null ? commentInPlace(node, text) : undefined;
    if (hidden !== undefined)
      complain(
        node as Node,
        path,
        `nothing: to YAML ${hidden} is a comment`,
        'quotes around what begins with #, or a space after it',
      );
    if (isSeq(node)) node.items.forEach((item, i) => checkNode(item, [...path, i]));
    else if (isMap(node)) checkPairs(node.items, path);
  };
  const checkPairs = (pairs: readonly { key: unknown; value: unknown }[], path: Path): void => {
    const seen = new Map<string, Node>();
    for (const { key, value } of pairs) {
      const node = key as Node;
      if (hasAnchor(node)) complain(node, path, `the anchor &${node.anchor}`, 'no anchors');
      if (hasTag(node)) complain(node, path, `the tag ${node.tag}`, 'no tags');
      const name = isScalar(key) ? key.value : [];
      // JavaScript keeps this one name for itself.
      if (typeof name !== 'string' || name === '__proto__') {
        const found = typeof name === 'object' ? 'another key' : `the key ${describeValue(name)}`;
        complain(node, path, found, 'text as a key (in quotes, if it looks like a number)');
        continue;
      }
      const first = seen.get(name);
      if (first) {
        const { line } = positionAt(first.range?.[0] ?? 0);
        complain(node, [...path, name], 'the key again', `it once (it stands in line ${line})`);
      }
      seen.set(name, first ?? node);
      checkNode(value, [...path, name]);
    }
  };
  checkNode(document.contents, []);
  return problems;
}

function hasAnchor(node: unknown): node is Node & { anchor: string } {
  return (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined;
}

/** Written out: what a value is, it says itself. */
function hasTag(node: unknown): node is Node & { tag: string } {
  return (isMap(node) || isSeq(node) || isScalar(node)) && node.tag !== undefined;
}

/** What stands in the place of a value and was meant as one: `#infra`, but not `# ask Ada`, nor what is below. */
function commentInPlace({ range }: Scalar, text: string): string | undefined {
  return /^[ \t]*(#[^\s#!]\S*)/.exec(text.slice(range?.[0]))?.[1];
}

/** Where a value or its key stands; of what is not there, the nearest map or list that should hold it. */
export function offsetOf(document: Document.Parsed, path: Path, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const [depth, name] of path.entries()) {
    const found = stepInto(node, name, part === 'key' && depth === path.length - 1);
    if (!found) return offset;
    node = found.node;
    offset = found.offset ?? offset;
  }
  return offset;
}

function stepInto(
  node: unknown,
  name: PropertyKey,
  wantsKey: boolean,
): { readonly node: unknown; readonly offset: number | undefined } | undefined {
  if (isSeq(node)) {
    const item = typeof name === 'number' ? (node.items[name] as Node | undefined) : undefined;
    return item && { node: item, offset: item.range?.[0] };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === name);
  if (!pair) return undefined;
  const [key, value] = [pair.key as Node, pair.value as Node | null];
  // People look for a map or a list by its key.
  const shown = wantsKey || isMap(value) || isSeq(value) ? key : value;
  return { node: value, offset: shown?.range?.[0] };
}
