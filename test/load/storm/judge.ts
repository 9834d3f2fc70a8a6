import type { PostedMessage } from '../../../emulation/slack/start';
import { lastFour } from '../../../rules/credentials/credential';
import { MOST_SINGLE_COPIES } from '../../../rules/notices/team-copies';
import { anna, team } from './of-run';
import type { StormPlayed } from './play-storm';

/** Two execution environments, of which each counts for itself until the hour has a thread. */
export const MOST_SINGLES = 2 * MOST_SINGLE_COPIES;
/** A thread an hour, and the storm's may pass the hour's end; and the day's summary. */
const [MOST_THREADS, SUMMARY] = [2, 1];
/** What is for people waits for the messages that are being handled, and not for those behind them. */
export const MOST_WAIT_MS = 15_000;

/** What people see of a storm. */
export interface StormSeen {
  /** Of the team's channel, without those in threads. */
  readonly inChannel: number;
  readonly inThreads: number;
  /** The longest that a notice of the run waited, and news of an event, in milliseconds. */
  readonly runWaited: number;
  readonly newsWaited: number;
  /** From the storm's beginning to the last that was told. */
  readonly last: number;
}

export function seenOf({ messages, queue, began }: StormPlayed): StormSeen {
  const inTeam = messages.filter(({ channel }) => channel === team);
  const waited = (isOfRun: boolean) =>
    Math.max(
      0,
      ...queue.handled.filter((each) => isOfRun === ofRun(each.body)).map((each) => each.waited),
    );
  return {
    inChannel: inTeam.filter(({ threadTs }) => threadTs === undefined).length,
    inThreads: inTeam.filter(({ threadTs }) => threadTs !== undefined).length,
    runWaited: waited(true),
    newsWaited: waited(false),
    last: Math.max(...messages.map(({ ts }) => Number(ts) * 1000)) - began,
  };
}

/** What of the promises does not hold, a line each. */
export function judge(played: StormPlayed): string[] {
  const { messages, made, queue, quotas } = played;
  const { inChannel, runWaited } = seenOf(played);
  const namings = namingsIn(messages);
  const times = made.map(({ keyId }) => namings.get(lastFour(keyId)) ?? 0);
  const never = times.filter((each) => each === 0).length;
  const twice = times.filter((each) => each > 1).length;
  const reminders = messages.filter(({ to }) => to === anna.id).length;
  const most = Math.min(made.length, MOST_SINGLES) + MOST_THREADS + SUMMARY;
  const wrong: [isWrong: boolean, what: string][] = [
    [never > 0, `${never} of ${made.length} new keys are named nowhere`],
    [twice > 0, `${twice} new keys are told of twice`],
    [inChannel > most, `${inChannel} messages in the channel, and ${most} are the most`],
    [reminders !== 1, `a reminder came ${reminders} times`],
    [
      runWaited > MOST_WAIT_MS,
      `what a run had to say waited for ${Math.round(runWaited / 1000)} seconds`,
    ],
    [queue.counts.dead > 0, `${queue.counts.dead} dead letters`],
  ];
  return [...wrong.flatMap(([isWrong, what]) => (isWrong ? [what] : [])), ...quotas.exceeded];
}

/** In how many messages each key stands, by the end of its id. */
function namingsIn(messages: readonly PostedMessage[]): ReadonlyMap<string, number> {
  const namings = new Map<string, number>();
  for (const { blocks } of messages) {
    const named = new Set(JSON.stringify(blocks).match(/(?<=…)[A-Z2-7]{4}(?![A-Z2-7])/g));
    for (const end of named) namings.set(end, (namings.get(end) ?? 0) + 1);
  }
  return namings;
}

function ofRun(body: string): boolean {
  return /"kind":"(private-message|daily-summary)"/.test(body);
}
