import assert from 'node:assert/strict';
import { assumeAuditRoles } from './assume-audit-roles';

const roles = { partition: 'aws', auditRoleName: 'keyturn-audit' };
const listed = { ...roles, accountIds: ['222222222222'] };

describe('assumeAuditRoles', () => {
  it('has no condition where nothing is asked, and not an empty one', () =>
    assert.ok(!('Condition' in assumeAuditRoles(listed))));

  it('asks for the own organization where no accounts are listed, and for a name where one is given', () => {
    const organization = { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' };
    const source = { 'sts:SourceIdentity': 'keyturn-act' };
    for (const [statement, asked] of [
      [assumeAuditRoles(roles), organization],
      [assumeAuditRoles(listed, 'keyturn-act'), source],
      [assumeAuditRoles(roles, 'keyturn-act'), { ...source, ...organization }],
    ] as const)
      assert.deepEqual(statement.Condition, { StringEquals: asked });
  });
});
