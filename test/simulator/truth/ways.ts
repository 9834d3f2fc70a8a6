import { newWays, type NewWay } from '../story/story';
import { plusDays } from '../world/calendar';
import { isEngineer } from './tags';

/** The simulator's own reading of the ways in, on purpose not that of the rules. */
export type Way = 'key' | NewWay;
type Tags = Readonly<Record<string, string>>;

const all: readonly Way[] = ['key', ...newWays];

export function writeWays(ways: readonly Way[]): string {
  return all.filter((way) => ways.includes(way)).join('+');
}

/** What the tag names, and `key` where there is none, or one that makes no sense. */
export function accessIn({ access }: Tags): readonly Way[] {
  if (access === undefined) return ['key'];
  const named = access.split('+');
  const isSense = named.every((each) => all.includes(each as Way));
  return isSense && new Set(named).size === named.length ? (named as Way[]) : ['key'];
}

export function hasWay(tags: Tags, way: NewWay): boolean {
  return isEngineer(tags) && accessIn(tags).includes(way);
}

/** The ways that are open to them and need no key. */
export function openWays(tags: Tags): readonly NewWay[] {
  return newWays.filter((way) => hasWay(tags, way));
}

/** Whether a person who has another way in may come with a key no more on that date. */
export function isKeyClosedOn(tags: Tags, date: string): boolean {
  if (openWays(tags).length === 0) return false;
  const { 'key-until': until } = tags;
  const hasEnd =
    until !== undefined && /^\d{4}-\d\d-\d\d$/.test(until) && plusDays(until, 0) === until;
  return !accessIn(tags).includes('key') || (hasEnd && until < date);
}
