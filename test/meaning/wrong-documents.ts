import type { Registered } from '../upgrades/registered';
import {
  also,
  exempt,
  inStatement,
  instead,
  nothing,
  notExempt,
  on,
  onlyIf,
  without,
  type Wrong,
} from './mistakes';

const selfManagement = 'engineers-self-management';
const home = 'arn:aws:iam::111111111111';

export const wrongDocuments: readonly Wrong[] = [
  [
    'the denial without MFA lets the access key itself pass: Bool',
    selfManagement,
    inStatement('DenyMostWithoutMfa', instead('Bool', 'BoolIfExists')),
  ],
  [
    'the denial without MFA is not there',
    selfManagement,
    inStatement('DenyMostWithoutMfa', nothing),
  ],
  [
    'the denial without MFA leaves keys alone',
    selfManagement,
    inStatement('DenyMostWithoutMfa', exempt('iam:CreateAccessKey')),
  ],
  [
    'the denial without MFA leaves DeactivateMFADevice alone',
    selfManagement,
    inStatement('DenyMostWithoutMfa', exempt('iam:DeactivateMFADevice')),
  ],
  [
    'the denial without MFA leaves roles alone',
    selfManagement,
    inStatement('DenyMostWithoutMfa', exempt('sts:AssumeRole')),
  ],
  [
    'a password cannot be changed at the first login',
    selfManagement,
    inStatement('DenyMostWithoutMfa', notExempt('iam:ChangePassword')),
  ],
  [
    'a code cannot be given',
    selfManagement,
    inStatement('DenyMostWithoutMfa', notExempt('sts:GetSessionToken')),
  ],
  [
    'a first MFA device cannot be enrolled',
    selfManagement,
    inStatement('DenyMostWithoutMfa', notExempt('iam:EnableMFADevice')),
  ],
  [
    'users under a path are forgotten',
    selfManagement,
    inStatement('ManageOwnUser', on(`${home}:user/\${aws:username}`)),
  ],
  [
    'users without a path are forgotten',
    selfManagement,
    inStatement('ManageOwnUser', on(`${home}:user/*/\${aws:username}`)),
  ],
  ["everybody's user", selfManagement, inStatement('ManageOwnUser', on(`${home}:user/*`))],
  [
    'users whose name begins with their own',
    selfManagement,
    inStatement(
      'ManageOwnUser',
      on([`${home}:user/\${aws:username}*`, `${home}:user/*/\${aws:username}`]),
    ),
  ],
  [
    'users whose name ends with their own',
    selfManagement,
    inStatement('ManageOwnUser', on([`${home}:user/*\${aws:username}`])),
  ],
  ['everything about their own user', selfManagement, inStatement('ManageOwnUser', also('iam:*'))],
  ['TagUser', selfManagement, inStatement('ManageOwnUser', also('iam:TagUser'))],
  ['UpdateAccessKey', selfManagement, inStatement('ManageOwnUser', also('iam:UpdateAccessKey'))],
  [
    'UpdateLoginProfile',
    selfManagement,
    inStatement('ManageOwnUser', also('iam:UpdateLoginProfile')),
  ],
  [
    'UploadSSHPublicKey',
    selfManagement,
    inStatement('ManageOwnUser', also('iam:UploadSSHPublicKey')),
  ],
  ['ListUsers', selfManagement, inStatement('ViewAccount', also('iam:ListUsers'))],
  ['reading all of IAM', selfManagement, inStatement('ViewAccount', also('iam:List*'))],
  ['one other service', selfManagement, inStatement('ViewAccount', also('ec2:*'))],
  [
    'MFA devices of their own name only',
    selfManagement,
    inStatement('CreateMfaDeviceOfAnyName', on(`${home}:mfa/\${aws:username}`)),
  ],
  [
    "others' MFA devices deleted",
    selfManagement,
    inStatement('DeleteOwnMfaDevice', on(`${home}:mfa/*`)),
  ],
  ['all roles', 'engineers-backend-assume-roles', inStatement('AssumeListedRolesWithMfa', on('*'))],
  [
    'all roles of an account',
    'engineers-backend-assume-roles',
    inStatement('AssumeListedRolesWithMfa', on('arn:aws:iam::222222222222:role/*')),
  ],
  [
    'a role of theirs in any account',
    'engineers-backend-assume-roles',
    inStatement(
      'AssumeListedRolesWithMfa',
      on([
        'arn:aws:iam::*:role/deploy',
        'arn:aws:iam::*:role/somebodys',
        'arn:aws:iam::222222222222:role/read-only',
      ]),
    ),
  ],
  [
    'one of their roles forgotten',
    'engineers-backend-assume-roles',
    inStatement('AssumeListedRolesWithMfa', on('arn:aws:iam::222222222222:role/deploy')),
  ],
  [
    'a role that trusts without MFA: BoolIfExists',
    'deploy-role',
    inStatement('TrustEngineersWithMfa', instead('BoolIfExists', 'Bool')),
  ],
  [
    'a role that asks for no MFA',
    'deploy-role',
    inStatement('TrustEngineersWithMfa', without('Bool')),
  ],
  [
    'a role that trusts machines',
    'deploy-role',
    inStatement('TrustEngineersWithMfa', without('StringEquals')),
  ],
  [
    'a role that trusts engineers however it is spelt',
    'deploy-role',
    inStatement('TrustEngineersWithMfa', instead('StringEqualsIgnoreCase', 'StringEquals')),
  ],
  [
    'a role that trusts where the tag is missing',
    'deploy-role',
    inStatement('TrustEngineersWithMfa', instead('StringEqualsIfExists', 'StringEquals')),
  ],
  [
    'a role that trusts sessions of roles',
    'deploy-role',
    inStatement('TrustEngineersWithMfa', without('ArnLike')),
  ],
  [
    'a role that trusts nobody',
    'deploy-role',
    inStatement(
      'TrustEngineersWithMfa',
      onlyIf({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
    ),
  ],
  [
    "the monitor may disable machines' keys",
    'audit-permissions',
    inStatement('DisableKeysOfEngineers', without('StringEquals')),
  ],
  [
    'the monitor may disable the keys of users of no type',
    'audit-permissions',
    inStatement('DisableKeysOfEngineers', instead('StringEqualsIfExists', 'StringEquals')),
  ],
  [
    'the monitor may delete keys',
    'audit-permissions',
    inStatement('DisableKeysOfEngineers', also('iam:DeleteAccessKey')),
  ],
  [
    'the monitor may disable no key',
    'audit-permissions',
    inStatement('DisableKeysOfEngineers', nothing),
  ],
  [
    'whoever is in the account of the monitor may read accounts',
    'audit-role',
    inStatement(
      'TrustMonitor',
      onlyIf({ StringEquals: { 'sts:ExternalId': 'keyturn-333333333333' } }),
    ),
  ],
  [
    'anybody writes key events',
    'keyturn-bus-policy',
    inStatement('TakeKeyEvents', (statement) => ({
      ...statement,
      Condition: {},
      Principal: { AWS: '*' },
    })),
  ],
  [
    'everybody in the account changes their password',
    'engineers-password-policy',
    (inputs: Registered['inputs']) => ({ ...inputs, allowUsersToChangePassword: true }),
  ],
  [
    'an engineer in no group',
    'alice-membership',
    (inputs: Registered['inputs']) => ({ ...inputs, groups: [] }),
  ],
  [
    'an engineer in the group of roles of somebody who has more',
    'alice-membership:roles',
    (inputs: Registered['inputs']) => ({
      ...inputs,
      groups: ['engineers-administrator+deploy+read-only@production'],
    }),
  ],
  [
    'an engineer in a group of machines',
    'alice-membership:roles',
    (inputs: Registered['inputs']) => ({
      ...inputs,
      groups: ['engineers-backend', 'machines-AmazonS3ReadOnlyAccess@aws'],
    }),
  ],
].map(([name, resource, edit]) => ({ name, resource, edit }) as Wrong);
