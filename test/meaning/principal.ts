import { awsManagedPolicies } from './aws-managed-policies';
import type { Company, User } from './company';
import type { Attached, Role } from './role';
import type { PolicyDocument } from '../../rules/policies';
import { defaultAccess, type WayIn } from '../../rules/ways-in';

/** What a request says of MFA: that a code was given, that none was, or, signed with an access key itself, nothing. */
export type Mfa = 'given' | 'not given' | 'unsaid';

/** Somebody, and how they come. */
export interface Principal {
  readonly name: string;
  readonly kind:
    | 'engineer'
    | 'machine'
    | 'no member'
    | 'role'
    | 'audit role'
    | 'function'
    | 'permission set'
    | 'account access'
    | 'identity center';
  readonly arn: string;
  readonly accountId: string;
  /** Of an IAM user: what `user/${aws:username}` is for. */
  readonly userName?: string;
  readonly mfa: Mfa;
  readonly tags: Readonly<Record<string, string>>;
  /** The ways in that engineers.yaml gives them. */
  readonly access: readonly WayIn[];
  /** The ARNs of the roles that engineers.yaml gives them. */
  readonly mayAssume: readonly string[];
  readonly policies: readonly Attached[];
  readonly boundary?: PolicyDocument;
  /** What a function says of itself where it assumes a role, and what was said in the session that it got. */
  readonly sourceIdentity?: string;
  /** When they ask, where that is not today. */
  readonly at?: string;
  /** Of account access manager: the application on whose behalf it lets somebody in. */
  readonly application?: string;
  /** Of whoever lets a person of IAM Identity Center into roles: those that this person was given there. */
  readonly letInto?: readonly string[];
  /** Of a session in a role under a path: the role's ARN. */
  readonly roleArn?: string;
  /** The function whose name that is. */
  readonly isAct?: true;
  /** Has a policy of the company's own that allows everything. */
  readonly isAdministrator?: true;
  /** The actions, in the own account, that are for the company to give, or for the monitor's own tests to judge. */
  readonly givenByOthers?: RegExp;
}

export type How = Partial<
  Pick<
    Principal,
    | 'kind'
    | 'arn'
    | 'tags'
    | 'access'
    | 'mayAssume'
    | 'isAdministrator'
    | 'policies'
    | 'givenByOthers'
    | 'at'
  >
>;

export function userNamed({ users }: Company, name: string): User {
  const found = users.find((user) => user.name === name);
  if (!found) throw new Error(`there is no user ${name}`);
  return found;
}

export function roleNamed({ roles }: Company, accountId: string, name: string): Role {
  const found = roles.find((role) => role.name === name && role.accountId === accountId);
  if (!found) throw new Error(`there is no role ${name} in ${accountId}`);
  return found;
}

export function come(
  { arn, accountId, name: userName, tags, policies }: User,
  name: string,
  mfa: Mfa,
  how: How = {},
): Principal {
  const kind = tags['type'] === 'machine' ? 'machine' : 'engineer';
  return {
    name,
    kind,
    arn,
    accountId,
    userName,
    mfa,
    tags,
    policies,
    access: defaultAccess,
    mayAssume: [],
    ...how,
  };
}

export function administrator({
  policies,
}: Pick<User, 'policies'>): How & Pick<Principal, 'policies'> {
  const document = awsManagedPolicies().get('arn:aws:iam::aws:policy/AdministratorAccess');
  if (!document) throw new Error('there is no AdministratorAccess');
  const place = { resource: '', component: '', mechanism: 'by hand' };
  return { policies: [...policies, { ...place, document }], isAdministrator: true };
}

const readByMonitor =
  /^iam:(Generate|Get)CredentialReport$|^iam:Get(AccessKeyLastUsed|AccountAuthorizationDetails)$|^iam:List(AccessKeys|SSHPublicKeys|ServiceSpecificCredentials|UserTags)$/;

export function inRole(
  role: Omit<Role, 'trust'>,
  mfa: Mfa,
  kind: Principal['kind'] = 'role',
): Principal {
  const { accountId, name, policies, boundary } = role;
  return {
    name: `a session in the role ${name} of ${accountId}`,
    kind,
    arn: `arn:aws:sts::${accountId}:assumed-role/${name}/alice`,
    accountId,
    mfa,
    // As somebody would have it who may tag their session.
    tags: { type: 'engineer' },
    access: [],
    mayAssume: [],
    policies,
    boundary,
    ...(kind === 'role' && { givenByOthers: /./ }),
    ...(kind === 'audit role' && { givenByOthers: readByMonitor }),
  };
}
