import { dateIn, runDaysAfter } from '../calendar';
import type { Decision } from '../decisions';
import type { AccountLedger } from '../ledger';
import type { IamUser, LocalDate } from '../model';
import { noticesAbout } from '../plan/context';
import { isOpen } from '../plan/warnings';
import { planDay } from '../plan-day';
import type { Settings } from '../settings';
import { afterRun, unusedSince, type World } from './after-run';
import { quietUntil } from './quiet-until';

export const FORECAST_DAYS = 30;

/** One of the daily runs that are played. */
export interface PlayedRun {
  /** Its scheduled time. */
  readonly now: Date;
  readonly on: LocalDate;
  readonly decisions: readonly Decision[];
}

/**
 * Plays the runs of a month as `playRuns` does, and leaves out what comes to nothing: after the first run the users
 * of whom nothing is to be decided, and the days on which that is everybody.
 * @param planned what the first run decides, where that is known
 */
export function* playMonth(
  start: World,
  settings: Settings,
  firstRun: Date,
  planned = planDay(start.inventory, start.ledger, settings, firstRun),
): Generator<PlayedRun> {
  const { first, later } = runsFrom(firstRun, settings);
  yield { ...first, decisions: planned };
  let world = unusedSince(afterRun(start, planned, first.now));
  const ofLater = withoutQuestions(settings);
  let waiting = waitingIn(world, ofLater);
  for (const { now, on } of later) {
    const users = waiting.until(now);
    if (users.length === 0 && !waiting.hasOpenNotices) continue;
    const decisions = planDay(world.inventory, world.ledger, ofLater, now, users);
    yield { now, on, decisions };
    const before = world;
    world = afterRun(before, decisions, now);
    if (world !== before) waiting = waitingIn(world, ofLater);
  }
}

/** Whether people answer in Slack nobody can foresee: what they are asked after the first run is not played. */
export function withoutQuestions(settings: Settings): Settings {
  return { ...settings, questions: undefined };
}

/** What the next runs have to look at while nothing but time changes. */
interface Waiting {
  /** Of whom something may be to be decided. */
  readonly until: (now: Date) => readonly IamUser[];
  readonly hasOpenNotices: boolean;
}

function waitingIn({ inventory, ledger }: World, settings: Settings): Waiting {
  const known = { ledger, noticesAbout: noticesAbout(ledger), settings };
  const quiet = inventory.users.map((user) => ({ user, until: quietUntil(user, known) }));
  return {
    until: (now) => quiet.filter(({ until }) => until <= now.getTime()).map(({ user }) => user),
    hasOpenNotices: hasOpenNotices(ledger),
  };
}

/** Which are sent again, or withdrawn, whomever they are about. */
function hasOpenNotices({ notices }: AccountLedger): boolean {
  for (const record of notices.values())
    if (record.notice !== undefined && isOpen(record)) return true;
  return false;
}

type ScheduledRun = Omit<PlayedRun, 'decisions'>;
interface Month {
  readonly first: ScheduledRun;
  readonly later: readonly ScheduledRun[];
}
const months = new WeakMap<Settings, Month>();

/** A run's accounts all have the same month before them: it is reckoned once. */
function runsFrom(firstRun: Date, settings: Settings): Month {
  const known = months.get(settings);
  if (known?.first.now.getTime() === firstRun.getTime()) return known;
  const scheduled = (now: Date) => ({ now, on: dateIn(settings.timeZone, now) });
  const later = Array.from({ length: FORECAST_DAYS - 1 }, (_, i) =>
    scheduled(runDaysAfter(firstRun, i + 1, settings.timeZone)),
  );
  const month = { first: scheduled(firstRun), later };
  months.set(settings, month);
  return month;
}
