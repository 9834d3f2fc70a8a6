import { roleNames } from './accounts';
import { awsManagedPolicies } from './aws-managed-policies';
import type { Attached, Company, Role, User } from './company';
import type { PolicyDocument } from '../../rules/policies';
import { defaultAccess, type WayIn } from '../../rules/ways-in';

/** What a request says of MFA: that a code was given, that none was, or, signed with an access key itself, nothing. */
export type Mfa = 'given' | 'not given' | 'unsaid';

/** Somebody, and how they come. */
export interface Principal {
  readonly name: string;
  readonly kind: 'engineer' | 'machine' | 'no member' | 'role' | 'audit role' | 'function';
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
  /** The function whose name that is. */
  readonly isAct?: true;
  /** Has a policy of the company's own that allows everything. */
  readonly isAdministrator?: true;
  /** The actions, in the own account, that are for the company to give, or for the monitor's own tests to judge. */
  readonly givenByOthers?: RegExp;
}

type How = Partial<
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
  >
>;

const inProduction = (...names: string[]) =>
  names.map((name) => `arn:aws:iam::222222222222:role/${name}`);

/** Of the example, in 111111111111 and 222222222222. */
export function principalsOfExample(company: Company): Principal[] {
  const alice = userNamed(company, 'alice');
  const erin = userNamed(company, 'erin');
  const machine = userNamed(company, 'ci-deployer');
  const mayAssume = inProduction('deploy', 'read-only');
  const engineer = (name: string, mfa: Mfa, how: How = {}) =>
    come(alice, name, mfa, { mayAssume, ...how });
  const underAPath = { arn: 'arn:aws:iam::111111111111:user/team/a/alice' };
  return [
    engineer('an engineer in the console, with MFA', 'given'),
    engineer('an engineer with the access key itself', 'unsaid'),
    engineer('an engineer in a session of GetSessionToken, without MFA', 'not given'),
    engineer('an engineer in the console, before the first MFA device', 'not given'),
    engineer('an engineer at the first login, who must change the password', 'unsaid'),
    engineer('an engineer in a session of GetSessionToken, with MFA', 'given'),
    engineer('an engineer under a path, with MFA', 'given', underAPath),
    engineer('an engineer under a path, without MFA', 'unsaid', underAPath),
    come(erin, 'another engineer, with MFA', 'given', {
      mayAssume: inProduction('administrator', 'deploy', 'read-only'),
    }),
    engineer('an engineer whose type was made `machine`, with MFA', 'given', {
      tags: { type: 'machine' },
    }),
    engineer('an engineer whose type was taken away, with MFA', 'given', { tags: {} }),
    engineer('an engineer whose type was made `Engineer`, with MFA', 'given', {
      tags: { type: 'Engineer' },
    }),
    engineer(
      'an engineer with AdministratorAccess beside, with the access key itself',
      'unsaid',
      administrator(alice),
    ),
    engineer(
      'an engineer with AdministratorAccess beside, in the console without MFA',
      'not given',
      administrator(alice),
    ),
    engineer('an engineer in no group of roles, with MFA', 'given', {
      mayAssume: [],
      policies: alice.policies.filter(({ component }) => component === 'EngineerBaseline'),
    }),
    come(machine, 'a machine user', 'unsaid', images),
    come(machine, 'a machine user whose type was made `engineer`, with MFA', 'given', {
      tags: { type: 'engineer' },
      ...images,
    }),
    come(alice, 'an IAM user tagged as an engineer who is in no group, with MFA', 'given', {
      kind: 'no member',
      policies: [],
    }),
    come(
      alice,
      'such a user with AdministratorAccess, with the access key itself',
      'unsaid',
      beside(alice),
    ),
    come(
      alice,
      'such a user with AdministratorAccess, in the console without MFA',
      'not given',
      beside(alice),
    ),
    come(machine, 'a machine user with AdministratorAccess, with MFA', 'given', {
      ...administrator(machine),
      givenByOthers: /./,
    }),
    ...['read-only', 'deploy', 'administrator'].map((name) =>
      inRole(roleNamed(company, '222222222222', name), 'given'),
    ),
    ...['111111111111', '333333333333'].map((accountId) =>
      inRole(
        { ...roleNamed(company, '222222222222', 'administrator'), name: 'operations', accountId },
        'given',
      ),
    ),
    inRole(roleNamed(company, '111111111111', 'keyturn-audit'), 'unsaid', 'audit role'),
    {
      ...inRole(roleNamed(company, '333333333333', 'keyturn-monitor'), 'unsaid', 'function'),
      mayAssume: company.roles.filter(({ name }) => name === 'keyturn-audit').map(({ arn }) => arn),
    },
    ...['notify', 'key-events', 'schedule'].map((name) =>
      inRole(roleNamed(company, '333333333333', `keyturn-${name}`), 'unsaid', 'function'),
    ),
  ];
}

/** Of the company with one account, 444444444444. */
export function principalsOfOneAccount(company: Company): Principal[] {
  const alice = userNamed(company, 'alice');
  const bob = userNamed(company, 'bob');
  const here = (...names: string[]) =>
    names.map((name) => `arn:aws:iam::444444444444:role/${name}`);
  const mayAssume = here(...roleNames);
  const kim = userNamed(company, 'kim');
  const lee = userNamed(company, 'lee');
  const onTheWay: How = { mayAssume, access: ['key', 'sign-in'] };
  const keyless: How = { mayAssume, access: ['sign-in'] };
  return [
    come(kim, 'an engineer with a key who may sign in too, with MFA', 'given', onTheWay),
    come(kim, 'an engineer with a key who may sign in too, with the key', 'unsaid', onTheWay),
    come(lee, 'an engineer in a session of aws login, with MFA', 'given', keyless),
    come(lee, 'an engineer in a session of aws login, without MFA', 'not given', keyless),
    come(lee, 'an engineer in a session of aws login that says nothing of MFA', 'unsaid', keyless),
    come(alice, 'an engineer with 130 roles, with MFA', 'given', { mayAssume }),
    come(alice, 'an engineer with 130 roles, with the access key itself', 'unsaid', {
      mayAssume,
    }),
    come(bob, 'an engineer beside the monitor, with MFA', 'given', {
      mayAssume: here('deploy', 'bounded'),
    }),
    come(userNamed(company, 'ci'), 'a machine user with ReadOnlyAccess', 'unsaid', {
      givenByOthers:
        /^iam:(Get|List|Generate|Simulate)|^signin:List|^ec2:Describe|^(sts:GetAccessKeyInfo|dynamodb:Query|sqs:ReceiveMessage)$/,
    }),
    inRole(roleNamed(company, '444444444444', 'bounded'), 'given'),
    inRole(roleNamed(company, '444444444444', 'keyturn-run'), 'unsaid', 'function'),
    ...principalsOfPresses(company),
  ];
}

/** Who does what is pressed in Slack, and who would like to pass for it. */
function principalsOfPresses(company: Company): Principal[] {
  const audit = roleNamed(company, '444444444444', 'keyturn-audit');
  const functionNamed = (name: string, as?: string): Principal => {
    const role = roleNamed(company, '444444444444', `keyturn-${name}`);
    const plain = inRole(role, 'unsaid', 'function');
    return as === undefined ? plain : named(plain, as);
  };
  const act = 'keyturn-act';
  const mayAssume = [audit.arn];
  return [
    { ...functionNamed('act', act), mayAssume, isAct: true },
    functionNamed('act'),
    functionNamed('act', 'alice'),
    // Of its own policies nothing keeps it from coming without its name.
    allowed(functionNamed('act')),
    { ...functionNamed('monitor'), mayAssume },
    // It may assume the role, and not under that name: AWS asks for both.
    { ...functionNamed('monitor', act), mayAssume },
    ...['notify', 'key-events', 'slack-in'].map((name) => functionNamed(name, act)),
    named(inRole(roleNamed(company, '444444444444', 'bounded'), 'given'), act),
    inRole(audit, 'unsaid', 'audit role'),
    named(inRole(audit, 'unsaid', 'audit role'), act),
    named(inRole(audit, 'unsaid', 'audit role'), 'alice'),
  ];
}

function allowed(who: Principal): Principal {
  const { policies } = administrator(who);
  return { ...who, name: `${who.name}, allowed everything`, policies, givenByOthers: /./ };
}

function named(who: Principal, sourceIdentity: string): Principal {
  return { ...who, name: `${who.name}, as ${sourceIdentity}`, sourceIdentity };
}

function userNamed({ users }: Company, name: string): User {
  const found = users.find((user) => user.name === name);
  if (!found) throw new Error(`there is no user ${name}`);
  return found;
}

export function roleNamed({ roles }: Company, accountId: string, name: string): Role {
  const found = roles.find((role) => role.name === name && role.accountId === accountId);
  if (!found) throw new Error(`there is no role ${name} in ${accountId}`);
  return found;
}

function come(
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

function administrator({ policies }: Pick<User, 'policies'>): How & Pick<Principal, 'policies'> {
  const document = awsManagedPolicies().get('arn:aws:iam::aws:policy/AdministratorAccess');
  if (!document) throw new Error('there is no AdministratorAccess');
  const place = { resource: '', component: '', mechanism: 'by hand' };
  return { policies: [...policies, { ...place, document }], isAdministrator: true };
}

/** In no group, but with everything that a company can give. */
function beside(user: User): How {
  const { policies } = administrator({ ...user, policies: [] });
  return { kind: 'no member', policies, givenByOthers: /./ };
}

/** What the example's machine user is for. */
const images: How = { givenByOthers: /^ecr:/ };

const readByMonitor =
  /^iam:(Generate|Get)CredentialReport$|^iam:Get(AccessKeyLastUsed|AccountAuthorizationDetails)$|^iam:List(AccessKeys|SSHPublicKeys|ServiceSpecificCredentials|UserTags)$/;

function inRole(role: Role, mfa: Mfa, kind: Principal['kind'] = 'role'): Principal {
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
