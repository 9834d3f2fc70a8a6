import assert from 'node:assert/strict';
import { administrators, isAdministratorPolicyOfAws } from '../../rules/judging/administrator';
import { readStatements } from '../../rules/judging/policy-document';
import { allAwsManagedPolicies } from '../meaning/aws-managed-policies';

describe("AWS's own managed policies that make administrators", () => {
  it('are those that the policy pack knows by name, as far as there is a copy of AWS’s', () => {
    const all = allAwsManagedPolicies();
    assert.ok(all.size > 1000);
    const judged = [...all].filter(([, document]) => administrators(readStatements(document)));
    const known = [...all.keys()].filter(isAdministratorPolicyOfAws);
    assert.deepEqual(judged.map(([arn]) => arn).sort(), known.sort());
    assert.equal(known.length, 4);
  });
});
