import fc from 'fast-check';
import type { Decision } from '../../rules/decisions';
import type { UserNotice } from '../../rules/notices';
import { planDay } from '../../rules/plan-day';
import { heldBy, type Duties } from './case';
import { dutiesOf } from './specification';
import { Company, type Asked } from './world/company';
import { anyStory, type Story } from './world/story';

/** The plan that is compared with the specification. */
export type Planner = (asked: Asked) => readonly Decision[];

export const realPlanner: Planner = ({ inventory, ledger, reading: { settings, now } }) =>
  planDay(inventory, ledger, settings, now);

/** Where one says something that the other doesn't. */
export interface Difference {
  readonly asked: Asked;
  readonly about: string;
  readonly wanted: readonly string[];
  readonly planned: readonly string[];
  readonly decisions: readonly Decision[];
}

export interface Compared {
  readonly days: number;
  /** How often each thing was to be done. */
  readonly duties: ReadonlyMap<string, number>;
  readonly difference?: Difference & { readonly story: Story };
}

/** Plays random stories of so many days, until the two differ; then the shortest that is found, unless that is not asked for. */
export function compare(
  days: number,
  seed: number,
  planner: Planner = realPlanner,
  { isShortened = true } = {},
): Compared {
  let played = 0;
  const duties = new Map<string, number>();
  const count = (asked: readonly string[]) => {
    played += 1;
    for (const each of asked.map(inGeneral)) duties.set(each, (duties.get(each) ?? 0) + 1);
  };
  for (let nth = 0; played < days; nth++) {
    const result = fc.check(
      fc.property(anyStory, (story) => {
        if (played >= days) return true;
        return play(story, planner, count) === undefined;
      }),
      { seed: seed * 1_000_003 + nth, numRuns: 50, endOnFailure: !isShortened },
    );
    if (result.counterexample) {
      const [story] = result.counterexample;
      const difference = play(story, planner, () => {});
      if (difference) return { days: played, duties, difference: { ...difference, story } };
    }
  }
  return { days: played, duties };
}

/** Without whose it is, and when. */
function inGeneral(duty: string): string {
  return duty.replace(/, stops on .*$/, '').replace(/ (\d+|AKIA\d+)$/, '');
}

/** The first difference of a story. */
export function play(
  story: Story,
  planner: Planner,
  count: (duties: readonly string[]) => void,
): Difference | undefined {
  const company = new Company(story);
  for (const day of story.days) {
    const asked = company.begin(day);
    const decisions = planner(asked);
    const duties = dutiesOf(asked.reading, asked.history);
    count([...duties.values()].flat());
    const difference = differenceOf(asked, decisions, duties);
    if (difference) return difference;
    company.end(day, asked, decisions);
  }
  return undefined;
}

function differenceOf(
  asked: Asked,
  decisions: readonly Decision[],
  duties: Duties,
): Difference | undefined {
  const done = doneBy(asked, decisions);
  for (const about of new Set([...duties.keys(), ...done.keys()])) {
    const wanted = (duties.get(about) ?? []).toSorted();
    const planned = (done.get(about) ?? []).toSorted();
    if (wanted.join('\n') !== planned.join('\n'))
      return { asked, about, wanted, planned, decisions };
  }
  return undefined;
}

/** What is decided, in the specification's words. */
function doneBy({ reading }: Asked, decisions: readonly Decision[]): Map<string, string[]> {
  const done = new Map<string, string[]>();
  const keys = new Set(reading.users.flatMap((user) => heldBy(user).map(({ id }) => id)));
  for (const decision of decisions) {
    const { userName, credential } = decision.subject;
    const words = wordsOf(decision);
    const about = credential && keys.has(credential.id) ? credential.id : userName;
    const others = done.get(about) ?? [];
    // One line for each thing that is wrong with a user's tags.
    const isTwice = decision.do === 'report' && words !== undefined && others.includes(words);
    if (words && !isTwice) done.set(about, [...others, words]);
  }
  return done;
}

function wordsOf(decision: Decision): string | undefined {
  switch (decision.do) {
    case 'send':
      return `tell ${inShort(decision.notice)}`;
    case 'disable': {
      const { notice } = decision;
      if (decision.tellOnly) return `tell ${notice.kind}`;
      return `stop by ${decision.dueBy}, told as ${notice.cause}`;
    }
    case 'hold':
      return 'hold back';
    case 'report':
      return `find ${decision.finding.kind}`;
    case 'abandon':
      return 'abandon';
    default:
      return undefined;
  }
}

function inShort(notice: UserNotice): string {
  switch (notice.kind) {
    case 'key-reminder':
    case 'credential-reminder':
      return `${notice.kind} ${notice.stage}, stops on ${notice.stopsOn}`;
    case 'second-key':
      return `second-key ${notice.newer.id}, stops on ${notice.stopsOn}`;
    case 'key-unused':
      return `key-unused, stops on ${notice.stopsOn}`;
    case 'machine-key-old':
    case 'credential-old':
    case 'password-reminder':
      return `${notice.kind} ${notice.stage}`;
    case 'key-question':
      return `key-question ${notice.asked}`;
    case 'key-closing':
      return `key-closing, stops on ${notice.stopsOn}`;
    case 'way-opened':
      return `way-opened ${notice.way}`;
    default:
      return notice.kind;
  }
}
