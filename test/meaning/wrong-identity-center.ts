import type { Registered } from '../upgrades/registered';
import { application } from './accounts';
import type { Wrong } from './mistakes';

type Inputs = Registered['inputs'];

const entitlement =
  'identity-center-entitlement:engineers-bounded@one-account:444444444444/bounded';
const member = 'identity-center-member:engineers-bounded@one-account:nia@example.com';
const assignment = 'identity-center-assignment:engineers-bounded@one-account:bounded:444444444444';
const set = 'identity-center-permission-set:bounded';
const home = 'arn:aws:iam::444444444444';
const groupOfOthers = 'id-of-engineers-deploy@one-account';

const entitles =
  (change: { readonly roleArn?: string; readonly groupId?: string }) =>
  (inputs: Inputs): Inputs => {
    const { roleArn = `${home}:role/bounded`, groupId = 'id-of-engineers-bounded@one-account' } =
      change;
    const principal = { identityCenter: { groupId } };
    return { ...inputs, entitlement: { principalRole: { roleArn, principal } } };
  };
const withInputs =
  (change: Inputs) =>
  (inputs: Inputs): Inputs => ({ ...inputs, ...change });

/** A mistake each, in what the account that administers IAM Identity Center lets people in by. */
export const wrongIdentityCenter: readonly Wrong[] = [
  [
    'a group comes into a role of others',
    entitlement,
    entitles({ roleArn: `${home}:role/deploy` }),
  ],
  [
    'a group comes into the audit role',
    entitlement,
    entitles({ roleArn: `${home}:role/keyturn-audit` }),
  ],
  ["others' group comes into a role", entitlement, entitles({ groupId: groupOfOthers })],
  [
    'people are entitled by an application that no role trusts',
    entitlement,
    withInputs({ applicationArn: application.replace('1234567890abcdef', 'fedcba0987654321') }),
  ],
  ['somebody is in a group of others', member, withInputs({ groupId: groupOfOthers })],
  ['somebody is nobody', member, withInputs({ memberId: 'id-of-mia' })],
  [
    'a group is assigned a permission set of others',
    assignment,
    (inputs: Inputs) => ({
      ...inputs,
      permissionSetArn: String(inputs['permissionSetArn']).replace(':bounded', ':deploy'),
    }),
  ],
  [
    'a group is assigned its permission set in another account',
    assignment,
    withInputs({ targetId: '333333333333' }),
  ],
  [
    'a permission set has no boundary that its role has',
    `${set}:boundary`,
    withInputs({
      permissionsBoundary: { managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    }),
  ],
  [
    'a permission set may do what its role may not',
    'identity-center-permission-set:deploy:aws:PowerUserAccess',
    withInputs({ managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
  ],
].map(([name, resource, edit]) => ({ name, resource, edit }) as Wrong);
