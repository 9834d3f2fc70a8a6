import type { Story } from './story/story';
import { Sightings } from './truth/sightings';
import { Aws } from './world/aws';
import { Chronicle } from './world/chronicle';
import { Clock } from './world/clock';
import type { World } from './world/iam-answers';
import { Process, type FunctionName } from './world/process';
import type { RunRecord } from './world/run-record';
import { Weather } from './world/weather';

/** A world at that instant, in which nobody is yet and nothing goes wrong. */
export function aWorld(story: Story, start: number): World {
  const clock = new Clock(start);
  const chronicle = new Chronicle();
  return {
    ...{ clock, chronicle, pageSize: story.pageSize, dueAge: 75, unusedAge: undefined },
    aws: new Aws(story, () => clock.now),
    sightings: new Sightings({ story, chronicle }),
    others: story.rules.others,
    reports: new Map(),
    weather: new Weather(story),
  };
}

export function aRun(start: number): RunRecord {
  return {
    id: 0,
    now: new Date(start),
    startedAt: start,
    releasedThrough: undefined,
    visits: new Map(),
    isDead: false,
    deadLetters: [],
  };
}

/** One that has all the time that it takes. */
export function aProcess(
  of: FunctionName,
  { clock, chronicle }: Pick<World, 'clock' | 'chronicle'>,
): Process {
  return new Process(of, clock, chronicle, { calls: 0, faults: [] }, Infinity);
}
