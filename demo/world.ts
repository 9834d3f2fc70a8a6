import type { EmulatedCompany } from '../emulation/company/emulated-company';
import type { Moto } from '../emulation/moto/start';
import type { SlackServer } from '../emulation/slack/start';
import { castOf, type Cast } from './cast';

/** What the people of a story hold on to between the days. */
export interface World {
  readonly moto: Moto;
  readonly slack: SlackServer;
  readonly cast: Cast;
  /** Key ids by the name that the story gives them, such as `carol's first`. */
  readonly keys: Map<string, string>;
}

/** Something that happens on a day. Before the run at 09:00, or after it. */
export interface Happening<Of extends World = World> {
  readonly day: number;
  readonly time: string;
  readonly what: string;
  act(world: Of): Promise<void>;
}

/** Every day at 09:00 there is a run, but for the missed ones. */
export interface Story<Of extends World = World> {
  readonly firstRun: number;
  readonly lastDay: number;
  /** Days on which the schedule does not fire. */
  readonly missedRuns: ReadonlySet<number>;
  /** In order. */
  readonly happenings: readonly Happening<Of>[];
}

export const runTime = '09:00';

export async function worldOf({ moto, slack }: EmulatedCompany): Promise<World> {
  return { moto, slack, cast: await castOf(moto), keys: new Map() };
}
