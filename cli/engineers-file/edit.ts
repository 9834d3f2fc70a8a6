import { isDeepStrictEqual } from 'node:util';
import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { waysIn, type WayIn } from '../../rules/ways-in';
import { isSameName } from '../../rules/without-case';
import { commentsInPlace } from '../adopt/comments-in-place';
import { writtenAsBefore } from '../written-as-before';
import { accessPut, iamUserPut } from './splice';
import { entryTaken, takeFrom, type Taken } from './take-entry';

/** An engineer of engineers.yaml: their name as it is written there, and what it stands for. */
interface Entry {
  readonly name: string;
  readonly pair: Pair;
  readonly section: YAMLMap;
}

/**
 * The ways in that an engineer has been given there; undefined where nothing is said.
 * @throws Error where it has no such engineer
 */
export function accessIn(text: string, userName: string): readonly WayIn[] | undefined {
  const { value } = entryOf(parsed(text), userName).pair;
  const access = isMap(value) ? value.get('access') : undefined;
  if (!isSeq(access)) return undefined;
  const written = access.items.map((item) => (isScalar(item) ? item.value : undefined));
  return waysIn.filter((way) => written.includes(way));
}

/**
 * engineers.yaml with other ways in for one engineer. All else in it is byte for byte as it was, unless what stands there
 * is written so unusually that only the whole file can be written anew; comments stay in either case.
 * @param text of a file that `readEngineers` finds nothing wrong with
 * @throws Error where it has no such engineer
 */
export function withAccess(text: string, userName: string, access: readonly WayIn[]): string {
  const spliced = accessPut(text, entryOf(parsed(text), userName).pair, access);
  const wanted = parsed(asLines(text));
  commentsInPlace(wanted, asLines(text));
  const { name } = entryOf(wanted, userName);
  wanted.setIn(['engineers', name, 'access'], flowList(wanted, access));
  return checked(text, wanted, spliced);
}

/**
 * engineers.yaml in which one engineer has no IAM user, who comes by IAM Identity Center alone.
 * @throws Error where it has no such engineer
 */
export function withoutIamUser(text: string, userName: string): string {
  const spliced = iamUserPut(text, entryOf(parsed(text), userName).pair);
  const wanted = parsed(asLines(text));
  commentsInPlace(wanted, asLines(text));
  const { name } = entryOf(wanted, userName);
  wanted.setIn(['engineers', name, 'iamUser'], false);
  return checked(text, wanted, spliced);
}

/**
 * engineers.yaml without one engineer, and without the comment directly above them, which is said of them.
 * @throws Error where it has no such engineer
 */
export function withoutEngineer(text: string, userName: string): Taken {
  const { pair, section } = entryOf(parsed(text), userName);
  const spliced = entryTaken(text, pair, section);
  const wanted = parsed(asLines(text));
  commentsInPlace(wanted, asLines(text));
  const taken = entryOf(wanted, userName);
  const comment = takeFrom(taken.section, taken.pair);
  return { text: checked(text, wanted, spliced?.text), comment: spliced?.comment ?? comment };
}

function parsed(text: string): Document {
  return parseDocument(text, { version: '1.2' });
}

function asLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function entryOf(document: Document, userName: string): Entry {
  const section = document.get('engineers', true);
  const pair = isMap(section)
    ? section.items.find(({ key }) => isScalar(key) && isSameName(String(key.value), userName))
    : undefined;
  if (!isMap(section) || !pair || !isScalar(pair.key))
    throw new Error(`the file has no engineer ${userName}`);
  return { name: String(pair.key.value), pair, section };
}

function flowList(document: Document, access: readonly WayIn[]) {
  const list = document.createNode([...access]);
  if (isSeq(list)) list.flow = true;
  return list;
}

/** The spliced text, where it says what was meant; else the whole document, written anew. */
function checked(before: string, wanted: Document, spliced: string | undefined): string {
  if (spliced !== undefined) {
    const document = parsed(spliced);
    const isMeant = isDeepStrictEqual(document.toJS(), wanted.toJS());
    if (document.errors.length === 0 && isMeant) return spliced;
  }
  return writtenAsBefore(wanted, before);
}
