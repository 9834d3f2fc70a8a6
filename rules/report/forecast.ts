import { dateIn, runDaysAfter } from '../calendar';
import type { Decision } from '../decisions';
import type { Inventory, LocalDate } from '../model';
import type { UserNotice } from '../notices';
import { planDay } from '../plan-day';
import type { Settings } from '../settings';
import { findTag, tagKeys } from '../tags';
import { readTags } from '../read-tags';
import { afterRun, type World } from './after-run';
import type { ForecastEntry } from './report';

export const FORECAST_DAYS = 30;

/** What one account's runs will do, and what the first of them decides. */
export interface Forecast {
  readonly entries: readonly ForecastEntry[];
  readonly firstRun: readonly Decision[];
}

/** One of the daily runs that are played. */
interface PlayedRun {
  /** Its scheduled time. */
  readonly now: Date;
  readonly on: LocalDate;
  readonly decisions: readonly Decision[];
}

/**
 * Plays daily runs without end, each by the plan that the monitor makes; every message arrives, and nobody acts.
 * @param firstRun its scheduled time
 */
export function* playRuns(
  { inventory, ledger }: World,
  settings: Settings,
  firstRun: Date,
): Generator<PlayedRun, never> {
  let world = { inventory, ledger };
  for (let day = 0; ; day += 1) {
    const now = runDaysAfter(firstRun, day, settings.timeZone);
    const decisions = planDay(world.inventory, world.ledger, settings, now);
    yield { now, on: dateIn(settings.timeZone, now), decisions };
    world = afterRun(world, decisions, now);
  }
}

/** What the runs of the next 30 days will do. */
export function forecastOf(start: World, settings: Settings, firstRun: Date): Forecast {
  const entries: ForecastEntry[] = [];
  const heldBack = new Set<string | undefined>();
  let first: PlayedRun | undefined;
  let days = 0;
  for (const run of playRuns(start, settings, firstRun)) {
    first ??= run;
    entries.push(...exemptionsEnding(start.inventory, settings, run.on, run.now));
    for (const entry of run.decisions.flatMap((decision) => entryOf(decision, run.on) ?? [])) {
      // It is held back again every day.
      const isKnown = entry.event === 'held-back' && heldBack.has(entry.keyId);
      if (!isKnown) entries.push(entry);
      if (entry.event === 'held-back') heldBack.add(entry.keyId);
    }
    if ((days += 1) === FORECAST_DAYS) break;
  }
  return { entries, firstRun: first?.decisions ?? [] };
}

function entryOf(decision: Decision, on: LocalDate): ForecastEntry | undefined {
  const { account, userName, keyId } = decision.subject;
  const subject = { accountId: account.id, userName, ...(keyId === undefined ? {} : { keyId }) };
  switch (decision.do) {
    case 'send': {
      const { notice, why } = decision;
      const told = eventOfNotice(notice, why.text);
      return told && { on, ...told, ...subject };
    }
    case 'disable':
      return decision.tellOnly
        ? undefined
        : { on, event: 'disable', ...subject, text: `disabled: ${decision.why.text}` };
    case 'hold':
      return { on, event: 'held-back', ...subject, text: `not disabled: ${decision.why.text}` };
    default:
      return undefined;
  }
}

function eventOfNotice(
  notice: UserNotice,
  why: string,
): Pick<ForecastEntry, 'event' | 'text'> | undefined {
  switch (notice.kind) {
    case 'key-reminder':
    case 'second-key':
      return { event: 'remind', text: `reminded: ${why}; it stops on ${notice.stopsOn}` };
    case 'machine-key-old':
      return { event: 'remind', text: `reminded: ${why}; never disabled` };
    case 'password-reminder':
      return {
        event: 'password-reminder',
        text: `reminded: ${why}; it expires on ${notice.expiresOn}`,
      };
    // News of what others did, or of what stands here already.
    case 'key-created':
    case 'key-reenabled':
    case 'key-disabled':
      return undefined;
  }
}

function exemptionsEnding(
  { account, users }: Inventory,
  settings: Settings,
  on: LocalDate,
  now: Date,
): readonly ForecastEntry[] {
  return users
    .filter(
      ({ tags }) =>
        // Which most have not, and is quickly seen.
        findTag(tags, tagKeys.exemptUntil)?.value === on &&
        readTags(tags, now, settings).exemptUntil === on,
    )
    .flatMap((user) =>
      user.keys
        .filter(({ status }) => status === 'Active')
        .map(({ id }) => ({
          on,
          event: 'exemption-ends' as const,
          accountId: account.id,
          userName: user.name,
          keyId: id,
          text: 'the last day of the exemption: from the next day on the rules apply again',
        })),
    );
}
