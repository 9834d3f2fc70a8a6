import { readerContract } from './reader-contract';
import { Runs } from './runs';
import { switchContract } from './switch-contract';
import { trailContract } from './trail-contract';
import type { IamWorld } from './world';

/** What the three ports of IAM keep to. `open` gives a world without users, on day 0. */
export function iamContract(name: string, open: () => Promise<IamWorld>): void {
  describe(`IAM ${name}`, () => {
    const runs = new Runs();
    beforeEach(async () => runs.begin(await open()));

    readerContract(runs);
    switchContract(runs);
    trailContract(runs);
  });
}
