import assert from 'node:assert/strict';
import { exampleAccounts, oneAccount } from './accounts';
import { companyOf, type Company } from './company';
import { decide } from './decide';
import { paths } from './escalation';
import type { Principal } from './principal';
import { principalsOfExample, principalsOfOneAccount } from './principals';
import { aboutOne } from './things';

/** Who tries: the strongest of each kind that has nothing by hand. */
const whoTry = [
  'an engineer in the console, with MFA',
  'an engineer with the access key itself',
  'another engineer, with MFA',
  'a machine user whose type was made `engineer`, with MFA',
  'an IAM user tagged as an engineer who is in no group, with MFA',
];

describe('nobody gets more than they were given by', () => {
  let company: Company;
  let principals: readonly Principal[] = [];
  before(async () => {
    company = companyOf(await exampleAccounts());
    principals = principalsOfExample(company);
  });

  for (const { name, steps } of paths)
    it(name, async () => {
      for (const whoName of whoTry) {
        const who = principals.find((each) => each.name === whoName);
        assert.ok(who, whoName);
        for (const each of steps) {
          const step = await aboutOne(each, who);
          // What the example gives erin: that is hers.
          if (who.mayAssume.includes(step.resource) && step.action === 'sts:AssumeRole') continue;
          const { isAllowed, by } = await decide(company, who, step);
          assert.equal(isAllowed, false, `${who.name}: ${step.action}, by ${by.join(', ')}`);
        }
      }
    });

  it('paths that are none: who has AdministratorAccess may go them at home', async () => {
    const administrator = principals.find(({ name }) => name.startsWith('such a user with Admin'));
    assert.ok(administrator);
    const who: Principal = { ...administrator, mfa: 'given' };
    for (const { name, steps } of paths)
      for (const each of steps) {
        const step = await aboutOne(each, who);
        if (step.accountId === who.accountId && !step.action.startsWith('sts:'))
          assert.equal(
            (await decide(company, who, step)).isAllowed,
            true,
            `${name}: ${step.action}`,
          );
      }
  });

  it("a role's boundary, which the role itself may not delete", async () => {
    const small = companyOf(await oneAccount());
    const bounded = principalsOfOneAccount(small).find(({ name }) => name.includes('bounded'));
    assert.ok(bounded?.boundary);
    const resource = 'arn:aws:iam::444444444444:role/bounded';
    const step = {
      action: 'iam:DeleteRolePermissionsBoundary',
      resource,
      accountId: '444444444444',
    };
    assert.equal((await decide(small, bounded, step)).isAllowed, false);
    const unbounded = { ...bounded, boundary: undefined };
    assert.equal((await decide(small, unbounded, step)).isAllowed, true);
  });
});
