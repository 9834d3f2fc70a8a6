import { dateIn, runDaysAfter } from '../calendar';
import { credentialsOf, isChosen, isStoppable, nameOf } from '../credentials';
import { keyIdOf, type CredentialRef } from '../credentials/credential';
import type { Decision } from '../decisions';
import type { Account, IamUser, Inventory, LocalDate } from '../model';
import { traitsOf, type UserNotice } from '../notices';
import { planDay } from '../plan-day';
import { isOn } from '../service-credential-end';
import type { Settings } from '../settings';
import { findTag, tagKeys } from '../tags';
import { readTags } from '../read-tags';
import { afterRun, unusedSince, type World } from './after-run';
import { playMonth, withoutQuestions, type PlayedRun } from './play-month';
import type { ForecastEntry } from './report';

/** What one account's runs will do, and what the first of them decides. */
export interface Forecast {
  readonly entries: readonly ForecastEntry[];
  readonly firstRun: readonly Decision[];
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
    const ofDay = day === 0 ? settings : withoutQuestions(settings);
    const decisions = planDay(world.inventory, world.ledger, ofDay, now);
    yield { now, on: dateIn(settings.timeZone, now), decisions };
    world = unusedSince(afterRun(world, decisions, now));
  }
}

/**
 * What the runs of the next 30 days will do.
 * @param planned what the first of them decides, where that is known
 */
export function forecastOf(
  start: World,
  settings: Settings,
  firstRun: Date,
  planned?: readonly Decision[],
): Forecast {
  return forecastOfRuns(start.inventory, settings, playMonth(start, settings, firstRun, planned));
}

/** @param runs all in which anything is done */
export function forecastOfRuns(
  { account, users }: Inventory,
  settings: Settings,
  runs: Iterable<PlayedRun>,
): Forecast {
  const entries: ForecastEntry[] = [];
  const heldBack = new Set<string>();
  const exempt = users.filter(({ tags }) => findTag(tags, tagKeys.exemptUntil) !== undefined);
  let firstDecisions: readonly Decision[] | undefined;
  for (const run of runs) {
    firstDecisions ??= run.decisions;
    entries.push(...exemptionsEnding(account, exempt, settings, run));
    for (const decision of run.decisions) {
      const entry = entryOf(decision, run.on);
      if (!entry) continue;
      // It is held back again every day.
      const { userName, credential } = decision.subject;
      const held = `${userName} ${credential?.id}`;
      if (entry.event !== 'held-back' || !heldBack.has(held)) entries.push(entry);
      if (entry.event === 'held-back') heldBack.add(held);
    }
  }
  return { entries, firstRun: firstDecisions ?? [] };
}

function entryOf(decision: Decision, on: LocalDate): ForecastEntry | undefined {
  const { account, userName, credential } = decision.subject;
  const subject = subjectOf(account, userName, credential);
  const which = whichOf(credential);
  if (decision.do === 'send') {
    const { notice, why } = decision;
    const told = eventOfNotice(notice, why.text);
    return told && { on, ...told, ...subject, text: `${which}${told.text}` };
  }
  if (decision.do === 'hold') {
    const text = `${which}not disabled: ${decision.why.text}`;
    return { on, event: 'held-back', ...subject, text };
  }
  if (decision.do !== 'disable' || decision.tellOnly) return undefined;
  return { on, event: 'disable', ...subject, text: `${which}disabled: ${decision.why.text}` };
}

/** Keys have a column of their own, and a user has one password; of other credentials the text says which it is. */
function whichOf(credential: CredentialRef | undefined, before = ' '): string {
  return credential && isChosen(credential.kind) ? `${nameOf(credential)}${before}` : '';
}

function eventOfNotice(
  notice: UserNotice,
  why: string,
): Pick<ForecastEntry, 'event' | 'text'> | undefined {
  const { forecast } = traitsOf(notice);
  return forecast && { event: forecast.event, text: `reminded: ${why}; ${forecast.until(notice)}` };
}

/** Of each that a daily run would else tell of or stop; where it only reports, nothing is to come of a day. */
function exemptionsEnding(
  account: Account,
  users: readonly IamUser[],
  settings: Settings,
  { on, now }: PlayedRun,
): readonly ForecastEntry[] {
  return users
    .filter(({ tags }) => readTags(tags, now, settings).exemptUntil === on)
    .flatMap((user) =>
      credentialsOf(user)
        .seen.filter(isStoppable)
        .filter((each) => isOn(each, now) && settings.modes[each.ref.kind] !== 'report')
        .map(({ ref }) => ({
          on,
          event: 'exemption-ends' as const,
          ...subjectOf(account, user.name, ref),
          text: `${whichOf(ref, ': ')}the last day of the exemption: from the next day on the rules apply again`,
        })),
    );
}

function subjectOf({ id }: Account, userName: string, credential: CredentialRef | undefined) {
  const keyId = keyIdOf(credential);
  return { accountId: id, userName, ...(keyId !== undefined && { keyId }) };
}
