import type { Moto } from '../../emulation/moto/start';
import { gapsIn, holdingsOf, type Gap, type Holdings } from './access-history';
import type { Changes } from './changes';
import type { InAws } from './in-aws';

/** What a deployment changes, and when somebody was without what they have before and after it. */
export async function watchedDeployment(
  moto: Moto,
  account: InAws,
  deploy: () => Promise<Changes>,
): Promise<{ changes: Changes; gaps: readonly Gap[]; before: Holdings; after: Holdings }> {
  const iam = await account.iam();
  const before = await holdingsOf(iam);
  const seen = (await moto.recordedCalls()).length;
  const changes = await deploy();
  const calls = (await moto.recordedCalls()).slice(seen);
  const after = await holdingsOf(iam);
  const gaps = gapsIn(structuredClone(before), calls, after);
  return { changes, gaps, before, after };
}
