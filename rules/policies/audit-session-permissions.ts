import { iamArn, type Home } from '../arn';
import { auditRolePermissions, type ChosenModes } from './audit-role-permissions';
import { policyDocument, type PolicyDocument } from './document';

/** Their ids, too, for the plan of a company that reminds of them or disables them. */
const remindingOfCertificates: ChosenModes = { 'signing-certificate': 'remind' };

/**
 * To what a person's audit is held in an account, whatever the role that it works with may do: the monitor's reading,
 * and the questions for what an older credential report leaves open.
 */
export function auditSessionPermissions(home: Home): PolicyDocument {
  return policyDocument(
    ...auditRolePermissions(home, false, remindingOfCertificates).Statement,
    {
      Sid: 'ReadPasswordsAndDevices',
      Effect: 'Allow',
      Action: ['iam:GetLoginProfile', 'iam:ListMFADevices'],
      Resource: iamArn(home, 'user/*'),
    },
    {
      // For all users at once, so of no one user.
      Sid: 'ListDevices',
      Effect: 'Allow',
      Action: 'iam:ListVirtualMFADevices',
      Resource: '*',
    },
  );
}
