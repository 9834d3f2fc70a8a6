import assert from 'node:assert/strict';
import { iam } from './core/resource-types';
import { iamNoAdminForPeople } from './iam-no-admin-for-people';
import {
  admin,
  adminPasses,
  adminRefuses,
  attached,
  document,
  group,
  managed,
  opsArn,
  restingOn,
  toGroup,
} from './testing/admin-cases';
import { describePolicy } from './testing/policy-cases';
import { urnOf } from './testing/requests';
import { bucket, resource } from './testing/resources';
import { runPolicy, unknown } from './testing/run-policy';

describePolicy(iamNoAdminForPeople, {
  passes: adminPasses,
  refuses: adminRefuses,
  notApplicable: [
    ['another resource', bucket],
    [
      "a role's policy",
      resource('aws:iam/rolePolicy:RolePolicy', 'x', { policy: document(admin) }),
    ],
  ],
  unknown: [
    [
      'everything beside a statement that is not known yet, which may deny it',
      resource(iam.groupPolicy, 'all', { group: 'ops', policy: { Statement: [unknown, admin] } }),
    ],
    [
      'the ARN of a harmless policy that is not known yet',
      [managed(document()), restingOn(managed(document()))],
    ],
    [
      'an ARN and a document that are not known yet',
      [managed(unknown), restingOn(managed(unknown))],
    ],
    [
      'a document that is not known yet, after what attaches it',
      [toGroup(opsArn), managed(unknown)],
    ],
    ['a document', resource(iam.groupPolicy, 'all', { group: 'ops', policy: unknown })],
    ["an attachment's policy", toGroup(unknown)],
    ["a managed policy's document", [managed(unknown), toGroup(opsArn)]],
    ['whom it is attached to', attached(iam.policyAttachment, { users: unknown })],
  ],
  bad: group({}),
});

describe('iam-no-admin-for-people, in the end of a preview', () => {
  const program = [managed(document(admin)), restingOn(managed(document(admin)))];

  it('heeds the exemption of what attaches', async () => {
    const exemptions = [{ name: 'attachment', reason: 'being moved', until: '9999-12-31' }];
    const { violations } = await runPolicy(iamNoAdminForPeople, program, { exemptions });
    assert.deepEqual(violations, []);
  });

  it('names the resource, and can be made advisory', async () => {
    const { violations } = await runPolicy(iamNoAdminForPeople, program, {
      enforcementLevel: 'advisory',
    });
    const [, inTheEnd] = violations;
    assert.deepEqual([inTheEnd?.resource, inTheEnd?.level], ['attachment', 'advisory']);
  });

  it('says once what was said when the resource went by', async () => {
    const known = [
      managed(document(admin)),
      { ...toGroup(opsArn), restsOn: restingOn(managed('')).restsOn },
    ];
    const { violations } = await runPolicy(iamNoAdminForPeople, known);
    assert.equal(violations.length, 1);
  });

  it('leaves roles alone', async () => {
    const toRoles = {
      ...attached(iam.policyAttachment, { policyArn: unknown, roles: ['admin'] }),
      restsOn: { policyArn: [urnOf(managed(''))] },
    };
    const { violations } = await runPolicy(iamNoAdminForPeople, [
      managed(document(admin)),
      toRoles,
    ]);
    assert.deepEqual(violations, []);
  });
});
