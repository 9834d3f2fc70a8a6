import type { NewWay } from '../story/story';

/** Something of somebody's move that really happened. */
interface Done {
  readonly userId: string;
  readonly at: number;
}

export interface UsedWay extends Done {
  readonly userName: string;
  readonly way: NewWay;
  /** When CloudTrail shows it. */
  readonly visibleAt: number;
}

/** What people did on their way from keys to other ways in, and what was written down of it by hand. */
export class Moves {
  readonly uses: UsedWay[] = [];
  readonly said: (Done & { readonly way: NewWay })[] = [];
  readonly forced: Done[] = [];
  /** `key` was given back by the command, which has the ledger know. */
  readonly givenBack: Done[] = [];
}
