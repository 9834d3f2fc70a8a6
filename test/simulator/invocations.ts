import type { Company } from './company';
import type { Story } from './story/story';
import { HOUR, MINUTE, scheduledTime, SECOND } from './world/calendar';

/** When the days of a story begin: an hour before its run. */
export function beginningOf(story: Story, day: number): number {
  return scheduledTime(story, day).getTime() - HOUR;
}

/** The runs of a day, one after the other: when each is invoked, and for which scheduled time. */
export function invocations(
  { story, weather }: Company,
  day: number,
): readonly { readonly at: number; readonly now: Date }[] {
  const now = scheduledTime(story, day);
  const late = weather.of('late-run', day)[0]?.minutes ?? 0;
  const first = now.getTime() + late * MINUTE + 5 * SECOND;
  const isMissed = weather.of('missed-run', day).length > 0;
  const doubled = weather.of('doubled-run', day).map(({ minutes }) => ({
    at: first + minutes * MINUTE,
    now,
  }));
  const caughtUp = weather.of('catch-up', day).map(({ minutes, daysBack }) => ({
    at: first + minutes * MINUTE,
    now: scheduledTime(story, Math.max(0, day - daysBack)),
  }));
  const ofToday = isMissed ? [] : [{ at: first, now }, ...doubled];
  return [...ofToday, ...caughtUp].sort((a, b) => a.at - b.at);
}
