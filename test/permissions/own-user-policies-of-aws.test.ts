import assert from 'node:assert/strict';
import { readStatements } from '../../rules/judging/policy-document';
import { beyondOwnUser, isOwnUserPolicyOfAws } from '../../rules/report/breaches/beyond-own-user';
import { allAwsManagedPolicies } from '../meaning/aws-managed-policies';

describe("AWS's own managed policies that let people manage their own user", () => {
  it('are those that an audit knows by name, as far as there is a copy of AWS’s', () => {
    const all = allAwsManagedPolicies();
    // Those under a path are AWS's services' and its tasks as root: no group can have them.
    const judged = [...all].filter(
      ([arn, document]) =>
        arn.split('/').length === 2 && beyondOwnUser(readStatements(document)).length === 0,
    );
    const known = [...all.keys()].filter(isOwnUserPolicyOfAws);
    assert.deepEqual(judged.map(([arn]) => arn).sort(), known.sort());
    assert.equal(known.length, 9);
  });
});
