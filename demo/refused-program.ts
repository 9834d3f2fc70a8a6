import { startPack } from '../policy-pack/testing/compiled-pack';
import type { Violation } from '../policy-pack/testing/run-policy';
import type { Narrator } from './narrator';

/** What somebody wrote who did not know of the rules. */
const program = `new aws.iam.User("mallory", { name: "mallory" });`;
const untagged = {
  type: 'aws:iam/user:User',
  name: 'mallory',
  props: { name: 'mallory' },
} as const;

/**
 * Hands the untagged user to the real pack, as the engine does before it makes anything.
 * @returns what the pack refused it for
 * @throws Error where it did not
 */
export async function refusedProgram(): Promise<readonly Violation[]> {
  const pack = await startPack();
  try {
    await pack.beginDeployment();
    const violations = await pack.register(untagged);
    const refusals = violations.filter(({ level }) => level === 'mandatory');
    if (refusals.length === 0) throw new Error('the policy pack let an untagged user through');
    return refusals;
  } finally {
    await pack.stop();
  }
}

export function showRefusals(narrator: Narrator, refusals: readonly Violation[]): void {
  narrator.line(`  ${program}`);
  narrator.line('');
  for (const { policy, message } of refusals) {
    narrator.line(`refused by ${policy}:`);
    for (const line of message.split('\n')) narrator.line(`  ${line}`);
  }
  narrator.line('Nothing was created.');
}
