import type { PolicyDocument } from '../../rules/policies';
import { nameOf, typeOf, type Registered } from '../upgrades/registered';
import type { Account } from './accounts';
import { awsManagedPolicies } from './aws-managed-policies';
import type { Role } from './role';

/** Somebody who is in a group of IAM Identity Center's. */
export interface Person {
  /** There. */
  readonly userName: string;
  /** By account access manager: the roles that they are entitled to, and by which application. */
  readonly entitled: readonly { readonly roleArn: string; readonly application: string }[];
  /** By permission sets: the roles that Identity Center makes of those that they are assigned. */
  readonly assigned: readonly RoleOfSet[];
}

/** Its trust is AWS's own, which lets in whomever Identity Center has assigned it. */
export type RoleOfSet = Omit<Role, 'trust'>;

/** Whom the programs of the account that administers IAM Identity Center put into groups, and what these come into. */
export function peopleOf(accounts: readonly Account[]): Person[] {
  const resources = accounts.flatMap((account) => account.resources);
  const memberships = inputsOf<{ groupId: string; memberId: string }>(
    resources,
    'identitystore/groupMembership:GroupMembership',
  );
  const byPerson = Map.groupBy(memberships, ({ memberId }) => memberId);
  return [...byPerson].map(([memberId, theirs]) => {
    const groupIds = new Set(theirs.map(({ groupId }) => groupId));
    return {
      // As the mocks have it.
      userName: memberId.replace(/^id-of-/, ''),
      entitled: entitledTo(resources, groupIds),
      assigned: assignedTo(resources, groupIds),
    };
  });
}

function inputsOf<Inputs>(resources: readonly Registered[], type: string): Inputs[] {
  return resources
    .filter((each) => typeOf(each) === `aws:${type}`)
    .map(({ inputs }) => inputs as Inputs);
}

interface EntitlementInputs {
  readonly applicationArn: string;
  readonly entitlement: {
    readonly principalRole: {
      readonly roleArn: string;
      readonly principal: { readonly identityCenter: { readonly groupId: string } };
    };
  };
}

function entitledTo(
  resources: readonly Registered[],
  groupIds: ReadonlySet<string>,
): Person['entitled'] {
  return inputsOf<EntitlementInputs>(resources, 'accountaccess/entitlement:Entitlement')
    .map(({ applicationArn: application, entitlement: { principalRole } }) => ({
      application,
      roleArn: principalRole.roleArn,
      groupId: principalRole.principal.identityCenter.groupId,
    }))
    .filter(({ groupId }) => groupIds.has(groupId));
}

interface AssignmentInputs {
  readonly permissionSetArn: string;
  readonly principalId: string;
  readonly targetId: string;
}

function assignedTo(resources: readonly Registered[], groupIds: ReadonlySet<string>): RoleOfSet[] {
  return inputsOf<AssignmentInputs>(resources, 'ssoadmin/accountAssignment:AccountAssignment')
    .filter(({ principalId }) => groupIds.has(principalId))
    .map(({ permissionSetArn, targetId }) => roleOfSet(resources, permissionSetArn, targetId));
}

/** What Identity Center makes of a permission set in an account. */
function roleOfSet(
  resources: readonly Registered[],
  permissionSetArn: string,
  accountId: string,
): RoleOfSet {
  const ofSet = resources.filter(({ inputs }) => inputs['permissionSetArn'] === permissionSetArn);
  const set = permissionSetArn.split(':').at(-1) ?? '';
  const [boundary] = inputsOf<{ permissionsBoundary: { managedPolicyArn: string } }>(
    ofSet,
    'ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment',
  );
  return {
    ...nameOfSet(set, accountId),
    accountId,
    ...(boundary && { boundary: awsManaged(boundary.permissionsBoundary.managedPolicyArn) }),
    policies: ofSet
      .filter((each) => typeOf(each).endsWith(':ManagedPolicyAttachment'))
      .map((each) => ({
        resource: nameOf(each),
        component: 'IdentityCenterAccess',
        mechanism: `managed policy of the permission set ${set}`,
        document: awsManaged(String(each.inputs['managedPolicyArn'])),
      })),
  };
}

/** AWS adds sixteen digits of its own. */
export function nameOfSet(set: string, accountId: string): Pick<RoleOfSet, 'arn' | 'name'> {
  const name = `AWSReservedSSO_${set}_0123456789abcdef`;
  const path = 'role/aws-reserved/sso.amazonaws.com/eu-central-1';
  return { name, arn: `arn:aws:iam::${accountId}:${path}/${name}` };
}

function awsManaged(arn: string): PolicyDocument {
  const document = awsManagedPolicies().get(arn);
  if (!document) throw new Error(`there is no policy ${arn}`);
  return document;
}
