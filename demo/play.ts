import type { EmulatedCompany } from '../emulation/company/emulated-company';
import type { PostedMessage } from '../emulation/slack/start';
import { at } from './calendar';
import { engineerNames, slackIds, type EngineerName } from './cast';
import { monitorLog } from './deployed-monitor';
import { runTime, type Happening, type Story, type World } from './world';

/** Who watches the story. Messages are those that came up since the last call. */
export interface Audience {
  happened(
    happening: Pick<Happening, 'day' | 'time' | 'what'>,
    messages: readonly PostedMessage[],
    homes: readonly DrawnHome[],
  ): void;
  missed(day: number): void;
  ran(day: number, messages: readonly PostedMessage[], decisions: readonly LoggedDecision[]): void;
}

/** The app's home, as it was drawn anew for somebody. */
export interface DrawnHome {
  readonly of: EngineerName;
  readonly blocks: readonly unknown[];
}

/** What the monitor logs of each decision of a run, at the level DEBUG. */
export interface LoggedDecision {
  readonly user: string;
  readonly key?: string;
  readonly do: string;
  readonly code: string;
  readonly text: string;
}

/** Plays all days of a story; the world is then as it is at their end. */
export async function play<Of extends World>(
  company: EmulatedCompany,
  story: Story<Of>,
  world: Of,
  audience: Audience,
): Promise<void> {
  const { slack } = company;
  let told = 0;
  const news = () => {
    const messages = slack.inbox.all.slice(told);
    told += messages.length;
    return messages;
  };
  const versions = new Map<EngineerName, number>();
  const drawn = () =>
    engineerNames.flatMap((name) => {
      const home = slack.inbox.homeOf(slackIds[name]);
      if (!home || versions.get(name) === home.version) return [];
      versions.set(name, home.version);
      return [{ of: name, blocks: home.blocks }];
    });
  for (const step of stepsOf(story)) {
    if ('happening' in step) {
      await company.turnTo(step.at);
      await step.happening.act(world);
      await company.turnTo(new Date(step.at.getTime() + 60_000));
      audience.happened(step.happening, news(), drawn());
    } else if (story.missedRuns.has(step.day)) audience.missed(step.day);
    else {
      const before = monitorLog(company).length;
      await company.run(step.at);
      audience.ran(step.day, news(), decisionsIn(monitorLog(company).slice(before)));
    }
  }
}

type Step<Of extends World> = { readonly at: Date } & (
  { readonly happening: Happening<Of> } | { readonly day: number }
);

/** What happens and the daily runs, in the order of time. */
function stepsOf<Of extends World>({
  happenings,
  firstRun,
  lastDay,
}: Story<Of>): readonly Step<Of>[] {
  const runs = Array.from({ length: lastDay - firstRun + 1 }, (_, i) => firstRun + i);
  return [
    ...happenings.map((happening) => ({ happening, at: at(happening.day, happening.time) })),
    ...runs.map((day) => ({ day, at: at(day, runTime) })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function decisionsIn(log: string): readonly LoggedDecision[] {
  return log.split('\n').flatMap((line) => {
    if (!line.includes('"message":"decision"')) return [];
    const { decision } = JSON.parse(line) as { decision: LoggedDecision };
    return [decision];
  });
}
