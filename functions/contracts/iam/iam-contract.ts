import type { StoppableKind } from '../../../rules/credentials/credential';
import { lookContract } from './look-contract';
import { readerContract } from './reader-contract';
import { Runs } from './runs';
import { switchContract } from './switch-contract';
import { trailContract } from './trail-contract';
import type { IamWorld } from './world';

const stoppableKinds = [
  'access-key',
  'service-specific',
  'ssh-key',
  'signing-certificate',
] as const satisfies readonly StoppableKind[];

/**
 * What the three ports of IAM keep to, of every kind.
 * @param open gives a world without users, on day 0
 */
export function iamContract(name: string, open: () => Promise<IamWorld>): void {
  describe(`IAM ${name}`, () => {
    const runs = new Runs();
    beforeEach(async () => runs.begin(await open()));

    readerContract(runs);
    for (const kind of stoppableKinds) {
      lookContract(runs, kind);
      switchContract(runs, kind);
      trailContract(runs, kind);
    }
  });
}
