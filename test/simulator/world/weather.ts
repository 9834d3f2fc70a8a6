import { Random } from '../story/random';
import {
  isTrouble,
  type SlackTrouble,
  type Story,
  type SwitchFailure,
  type Trouble,
} from '../story/story';
import { DAY, HOUR, localDate, MINUTE, plusDays, scheduledTime, startOfDay } from './calendar';
import type { CallFault, FunctionName } from './process';

type Of<What extends Trouble['trouble']> = Extract<Trouble, { trouble: What }>;

/** All the troubles of a story, as they stand at a moment. */
export class Weather {
  readonly #troubles: readonly Trouble[];
  readonly #start: number;
  readonly #streams = new Map<Trouble, Random>();

  constructor(private readonly story: Story) {
    this.#start = startOfDay(story, 0);
    this.#troubles = story.happenings.filter(isTrouble);
  }

  /** The troubles of one kind that begin on that day. */
  of<What extends Trouble['trouble']>(what: What, day: number): readonly Of<What>[] {
    return this.#troubles.filter(
      (each): each is Of<What> => each.trouble === what && each.day === day,
    );
  }

  callFaults(of: FunctionName, day: number): readonly CallFault[] {
    return this.#troubles.flatMap((each) =>
      (each.trouble === 'crash' || each.trouble === 'error') && each.day === day && each.of === of
        ? [{ fault: each.trouble, call: each.call, moment: each.moment }]
        : [],
    );
  }

  isUnreadable(accountId: string, now: number): boolean {
    return this.#befalls('unreadable', accountId, now);
  }

  hasNoReport(accountId: string, now: number): boolean {
    return this.#befalls('no-report', accountId, now);
  }

  /** Whether root has an access key. */
  hasRootKey(accountId: string, now: number): boolean {
    return this.#befalls('root-key', accountId, now);
  }

  /** On how many of the days that it is asked about CloudTrail tells of ways in. */
  spansOfTrail(accountId: string, now: number): number {
    const found = this.#troubles.find(
      (each) =>
        each.trouble === 'no-trail' &&
        each.accountId === accountId &&
        this.#lasts(each, each.days * DAY, now),
    );
    return found?.trouble === 'no-trail' ? found.spans : Infinity;
  }

  /** How long after it CloudTrail shows what is done then, in milliseconds. */
  trailLag(now: number): number {
    const late = this.#troubles.find(
      (each) => each.trouble === 'late-trail' && this.#lasts(each, DAY, now),
    );
    return (late?.trouble === 'late-trail' ? late.minutes : 5) * MINUTE;
  }

  hidesServices(accountId: string, now: number): boolean {
    return this.#befalls('refused-services', accountId, now);
  }

  /** Whether nobody may list what the user whom the story calls so has of that kind. */
  hides(kind: Of<'refused'>['kind'], who: string | undefined, now: number): boolean {
    return this.#troubles.some(
      (each) =>
        each.trouble === 'refused' &&
        each.kind === kind &&
        each.who === who &&
        this.#lasts(each, each.days * DAY, now),
    );
  }

  /** Why nothing of that kind can be turned off in the account; undefined where it can. */
  switchFailure(
    accountId: string,
    kind: Of<'switch-fails'>['kind'],
    now: number,
  ): SwitchFailure | undefined {
    const found = this.#troubles.find(
      (each) =>
        each.trouble === 'switch-fails' &&
        each.accountId === accountId &&
        each.kind === kind &&
        this.#lasts(each, each.days * DAY, now),
    );
    return found?.trouble === 'switch-fails' ? found.code : undefined;
  }

  isThrottled(now: number): boolean {
    return this.#strikes('throttling', DAY, now) !== undefined;
  }

  /** How old is what IAM shows, in milliseconds. */
  lag(now: number): number {
    const stale = this.#troubles.find(
      (each) => each.trouble === 'stale-reads' && this.#lasts(each, DAY, now),
    );
    return stale?.trouble === 'stale-reads' ? stale.seconds * 1000 : 0;
  }

  slack(now: number): { readonly kind: SlackTrouble; readonly stream: Random } | undefined {
    for (const each of this.#troubles) {
      if (each.trouble !== 'slack' || !this.#lasts(each, each.hours * HOUR, now)) continue;
      const stream = this.#stream(each);
      if (stream.chance(each.share)) return { kind: each.kind, stream };
    }
    return undefined;
  }

  /** From when on presses are done that could be received then. */
  actWakesAt(now: number): number {
    const held = this.#troubles.find(
      (each) => each.trouble === 'held-presses' && this.#lasts(each, each.hours * HOUR, now),
    );
    if (held?.trouble !== 'held-presses') return now;
    return this.actWakesAt(this.#start + held.day * DAY + held.hours * HOUR);
  }

  isDeletionLost(now: number): boolean {
    return this.#strikes('redelivery', DAY, now) !== undefined;
  }

  /** The last date on which runs may go beyond the circuit breaker's limit. */
  releasedThrough(day: number): string | undefined {
    const release = this.#troubles.find(
      (each) => each.trouble === 'release' && each.day <= day && day < each.day + each.days,
    );
    if (release?.trouble !== 'release') return undefined;
    const { timeZone } = this.story;
    const first = localDate(timeZone, scheduledTime(this.story, release.day).getTime());
    return plusDays(first, release.days - 1);
  }

  #befalls(
    what: 'unreadable' | 'no-report' | 'refused-services' | 'root-key',
    accountId: string,
    now: number,
  ): boolean {
    return this.#troubles.some(
      (each) =>
        each.trouble === what &&
        each.accountId === accountId &&
        this.#lasts(each, each.days * DAY, now),
    );
  }

  #strikes(what: 'throttling' | 'redelivery', length: number, now: number): Trouble | undefined {
    return this.#troubles.find(
      (each) =>
        each.trouble === what &&
        this.#lasts(each, length, now) &&
        this.#stream(each).chance(each.share),
    );
  }

  #lasts(trouble: Trouble, length: number, now: number): boolean {
    const start = this.#start + trouble.day * DAY;
    return start <= now && now < start + length;
  }

  #stream(trouble: Trouble & { readonly seed: number }): Random {
    const known = this.#streams.get(trouble) ?? new Random(trouble.seed);
    this.#streams.set(trouble, known);
    return known;
  }
}
