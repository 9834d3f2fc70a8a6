import type { LocalDate } from '../model';
import { inOrder } from '../order';
import type { ReportBefore } from '../report/report';
import { spansOf } from './period';

/** A day's file, as it was found. */
export interface Link {
  readonly on: LocalDate;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** What it names; absent where the program that wrote it named nothing. */
  readonly before?: ReportBefore;
  /** Absent where the file can't be read. */
  readonly keyturnVersion?: string;
}

/**
 * What a look at the chain of days found. `broken`: something was changed, taken away or put in since. `open`: nobody can
 * say of what was not named. `fine`: what is to be known and is as it should be.
 */
export interface ChainFinding {
  readonly weight: 'broken' | 'open' | 'fine';
  /** The day whose report is meant. */
  readonly on: LocalDate;
  readonly text: string;
}

/**
 * Where the chain holds, and where it does not.
 * @param links in the order of their days, with the one before and the one after the period, where there are any
 * @param from the first day of the period: what is named of it or later was looked for
 * @param versions of a day's file that were written over, by day: their SHA-256
 */
export function verifyChain(
  links: readonly Link[],
  from: LocalDate,
  versions: ReadonlyMap<LocalDate, ReadonlySet<string>> = new Map(),
): readonly ChainFinding[] {
  const named = new Set<LocalDate>();
  const found = links.flatMap((link, i) => {
    const { before } = link;
    if (before && 'on' in before) named.add(before.on);
    return look(link, links.slice(0, i), from, versions);
  });
  const last = links.at(-1);
  const withoutName = links.filter((link, i) => isOfOldVersion(link, links.slice(0, i)));
  const unnamed = links.filter(({ on }) => !named.has(on));
  return [
    ...found,
    ...namedNothing(withoutName),
    ...unnamed.flatMap(({ on }) =>
      unnamedBy(
        on,
        links.find((each) => each.on > on),
      ),
    ),
    ...(last
      ? [
          {
            weight: 'open' as const,
            on: last.on,
            text: `no later report names the report of ${last.on}: it is the last one that there is`,
          },
        ]
      : []),
  ].toSorted((a, b) => inOrder(a.on, b.on));
}

/** Why nobody names a report: where the next one names none at all, that is said of it; of the last one, apart. */
function unnamedBy(on: LocalDate, next: Link | undefined): readonly ChainFinding[] {
  if (next?.before === undefined || !('on' in next.before)) return [];
  const named = next.before.on;
  if (named > on)
    return [
      {
        weight: 'open',
        on,
        text: `whether the report of ${on} is as it was nobody can say: that of ${named}, which came after it, is gone`,
      },
    ];
  return [
    {
      weight: 'broken',
      on,
      text: `no later report names the report of ${on}, though later ones name others: it was put in afterwards`,
    },
  ];
}

function look(
  { on, before, keyturnVersion }: Link,
  earlier: readonly Link[],
  from: LocalDate,
  versions: ReadonlyMap<LocalDate, ReadonlySet<string>>,
): readonly ChainFinding[] {
  const newest = earlier.at(-1);
  const say = (weight: ChainFinding['weight'], text: string) => [{ weight, on, text }];
  if (!before) return lookAtNone(on, keyturnVersion, earlier);
  if ('unknown' in before)
    return say('open', `the run of ${on} could not read the report before it: ${before.unknown}`);
  if ('none' in before)
    return newest
      ? say('broken', `the report of ${on} says ${before.none}; there is one of ${newest.on}`)
      : say('fine', `the chain begins with the report of ${on}: ${before.none}`);
  const one = earlier.find((each) => each.on === before.on);
  if (!one)
    // The bucket lets go of old reports, and a copy of it may hold the period alone.
    return earlier.length > 0 || before.on >= from
      ? say('broken', `the report of ${before.on} is gone: that of ${on} names it`)
      : say(
          'open',
          `the report of ${before.on}, before the period, is not there: that of ${on} names it`,
        );
  if (one.sha256 === before.sha256) return [];
  if (versions.get(one.on)?.has(before.sha256))
    return say(
      'broken',
      `the report of ${one.on} was written over after that of ${on} had named it: the bucket has the earlier version ${short(before.sha256)}`,
    );
  return say(
    'broken',
    `the report of ${one.on} was changed since that of ${on} named it: found ${short(one.sha256)}, expected ${short(before.sha256)}`,
  );
}

/** Of a version that names the one before, a report that does not was put in or changed. */
function lookAtNone(
  on: LocalDate,
  keyturnVersion: string | undefined,
  earlier: readonly Link[],
): readonly ChainFinding[] {
  if (keyturnVersion === undefined)
    return [
      {
        weight: 'open',
        on,
        text: `which one the report of ${on} names before it is not known: it can't be read`,
      },
    ];
  const naming = earlier.find((each) => isNaming(each, keyturnVersion));
  if (!naming) return [];
  return [
    {
      weight: 'broken',
      on,
      text: `the report of ${on} names none before it, though keyturn ${keyturnVersion} does: that of ${naming.on} has one`,
    },
  ];
}

function isNaming({ before, keyturnVersion }: Link, version: string | undefined): boolean {
  return before !== undefined && keyturnVersion === version;
}

/** Also of a report that can't be read, which has no version. */
function isOfOldVersion({ before, keyturnVersion }: Link, earlier: readonly Link[]): boolean {
  return before === undefined && !earlier.some((each) => isNaming(each, keyturnVersion));
}

/** A sentence a version: there may be a year of them. */
function namedNothing(links: readonly Link[]): readonly ChainFinding[] {
  const byVersion = Map.groupBy(links, ({ keyturnVersion }) => keyturnVersion);
  return [...byVersion].flatMap(([version, of]): ChainFinding[] => {
    const days = of.map(({ on }) => on);
    const [on] = days;
    if (on === undefined || version === undefined) return [];
    const text = `the reports of ${spansOf(days).join(', ')} name none before them: keyturn ${version} wrote none of that`;
    return [{ weight: 'open', on, text }];
  });
}

/** Enough of it to find the file by. */
function short(sha256: string): string {
  return `SHA-256 ${sha256.slice(0, 16)}…`;
}

/** The page of an account that is not what stands before it says. */
export function pageChanged(
  on: LocalDate,
  account: string,
  found: string,
  expected: string,
): ChainFinding {
  return {
    weight: 'broken',
    on,
    text: `the page of ${account} in the report of ${on} was changed: found ${short(found)}, expected ${short(expected)}`,
  };
}
