import { iam } from './core/resource-types';
import { iamNoAdminByIdentityCenter } from './iam-no-admin-by-identity-center';
import { admin, document } from './testing/admin-cases';
import {
  identityCenterPasses,
  identityCenterRefuses,
  inline,
  ofAws,
} from './testing/identity-center-cases';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource } from './testing/resources';
import { unknown } from './testing/run-policy';

describePolicy(iamNoAdminByIdentityCenter, {
  passes: identityCenterPasses,
  refuses: identityCenterRefuses,
  notApplicable: [
    ['another resource', bucket],
    ['a role', resource(iam.role, 'role', { name: 'ops' })],
    ["a group's policy", resource(iam.groupPolicy, 'all', { policy: document(admin) })],
  ],
  unknown: [
    ['a document', inline(unknown)],
    ['a statement beside one that may deny it', inline({ Statement: [unknown, admin] })],
    ["an attachment's policy", ofAws(unknown)],
  ],
  bad: inline(document(admin)),
});
