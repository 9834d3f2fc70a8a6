import assert from 'node:assert/strict';
import { identityCenterCalls } from '../../rules/deployer/identity-center-calls';
import { providerCalls } from '../../rules/deployer/needs';
import type { PolicyDocument } from '../../rules/policies';
import { actionsOf } from '../permissions/grants';
import { liveThrough, mayBe, type Deployed } from './company';
import { byTheEmulationAlone, byTheProviderAlone } from './exceptions';
import { templateTypes } from './judged';

/** Of more roles than a group's own policy holds: registered.test.ts has a company with so many. */
const elsewhere: readonly string[] = [
  'aws:iam/policy:Policy',
  // And one that administers IAM Identity Center.
  ...Object.keys(identityCenterCalls),
];

/** One account with all that stacks can make: read, changed, deleted and made again. */
describe("what a deployer's policies allow", () => {
  let deployed: Deployed;

  before(async () => (deployed = await liveThrough()));

  it('is at least every call that the emulated provider makes', async () => {
    const refused = new Set<string>();
    const others = new Set<string>();
    for (const each of deployed.asked) {
      if (await mayBe(each, deployed.policies)) continue;
      const isOther = byTheEmulationAlone.some(({ action }) => action === each.action);
      (isOther ? others : refused).add(
        isOther ? each.action : `${each.action} on ${each.resource}`,
      );
    }
    assert.deepEqual([...refused], []);
    assert.ok(deployed.asked.length > 400, 'too few calls were recorded to prove anything');
    assert.deepEqual([...others].sort(), byTheEmulationAlone.map(({ action }) => action).sort());
  });

  it('is at most what one of them needs, or what the real provider is known to call', async () => {
    const unused: string[] = [];
    for (const { Statement } of deployed.policies)
      for (const statement of Statement)
        for (const action of actionsOf(statement)) {
          const alone = [policyOf([{ ...statement, Action: action }])];
          const calls = deployed.asked.filter((each) => isMeant(action, each.action));
          const used = await Promise.all(calls.map((each) => mayBe(each, alone)));
          if (!used.includes(true)) unused.push(action);
        }
    const known = byTheProviderAlone.flatMap(({ actions }) => actions);
    assert.deepEqual(unused.sort(), known.sort());
  });

  it('is refused in part where any action is taken away', async () => {
    const all = deployed.policies.flatMap(({ Statement }) => Statement);
    const used = new Set(deployed.asked.map(({ action }) => action));
    const superfluous: string[] = [];
    for (const action of new Set(all.flatMap(actionsOf)))
      if (used.has(action)) {
        const without = all.map((each) => ({
          ...each,
          Action: actionsOf(each).filter((other) => other !== action),
        }));
        const left = [policyOf(without.filter(({ Action }) => Action.length > 0))];
        const call = deployed.asked.find((each) => each.action === action);
        if (call && (await mayBe(call, left))) superfluous.push(action);
      }
    assert.deepEqual(superfluous, []);
  });

  it('is asked of every type that there are calls of', () =>
    assert.deepEqual(
      Object.keys(providerCalls).filter(
        (type) => !deployed.types.has(type) && !elsewhere.includes(type),
      ),
      [],
      'test/deployer/company.ts does not have it made',
    ));

  it('knows the types in the template of the StackSet', () => {
    assert.deepEqual([...deployed.templateTypes].sort(), [...templateTypes].sort());
  });
});

function policyOf(Statement: PolicyDocument['Statement']): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

/** `kms:ReEncrypt*` stands for several. */
function isMeant(granted: string, asked: string): boolean {
  return granted.endsWith('*') ? asked.startsWith(granted.slice(0, -1)) : asked === granted;
}
