import { application } from './accounts';
import type { Company } from './company';
import { nameOfSet, type Person } from './identity-center';
import {
  administrator,
  come,
  inRole,
  roleNamed,
  userNamed,
  type Mfa,
  type Principal,
} from './principal';

const home = '444444444444';
/** What AWS documents of sessions by permission sets, and says nothing of otherwise; and what would let in the most. */
const leastAndMost: readonly Mfa[] = ['unsaid', 'given'];

/** Who comes through IAM Identity Center, and who would like to. */
export function principalsOfIdentityCenter(company: Company): Principal[] {
  // The roles that engineers may be given: of no other one does anything say that people come into it.
  const mayAssume = company.roles
    .filter(({ trust }) => trust.component === 'AssumableRole')
    .map(({ arn }) => arn);
  const theirs: [name: string, application: string][] = [
    [
      'another application of its account',
      application.replace('1234567890abcdef', 'fedcba0987654321'),
    ],
    ['its application in another region', application.replace('eu-central-1', 'us-east-1')],
    ["another company's application", application.replace('333333333333', '999999999999')],
    [
      'an application of the account that the roles are in',
      application.replace('333333333333', home),
    ],
  ];
  return [
    accountAccess('its application, which says nothing of MFA', application, 'unsaid', mayAssume),
    accountAccess('its application, without MFA', application, 'not given', mayAssume),
    accountAccess('its application, with MFA', application, 'given', mayAssume),
    ...theirs.map(([name, each]) => accountAccess(`${name}, with MFA`, each, 'given')),
    {
      ...inRole(roleNamed(company, home, 'deploy'), 'unsaid'),
      name: 'somebody of IAM Identity Center in a session of the role deploy, which says nothing of MFA',
    },
    ...(['unsaid', 'not given', 'given'] as const).map(inPermissionSet),
    // Their IAM user is there, as long as nobody says otherwise.
    ...leastAndMost.map((mfa) =>
      come(
        userNamed(company, 'mia'),
        `an engineer who comes through IAM Identity Center alone, as their IAM user, MFA ${mfa}`,
        mfa,
        { access: ['identity-center'], mayAssume: [`arn:aws:iam::${home}:role/deploy`] },
      ),
    ),
    ...of(company, 'mia', 'deploy'),
    ...of(company, 'nia@example.com', 'bounded'),
  ];
}

/** Somebody whom engineers.yaml gives this one role, letting whom in is left to Identity Center; and what they are then. */
function of(company: Company, userName: string, role: string): Principal[] {
  const person: Person = company.people.find((each) => each.userName === userName) ?? {
    ...{ userName, entitled: [], assigned: [] },
  };
  const { entitled, assigned } = person;
  const by = entitled[0]?.application ?? application;
  const into = `arn:aws:iam::${home}:role/${role}`;
  return [
    {
      ...accountAccess(`the application that ${userName} is entitled by`, by, 'unsaid', [into]),
      letInto: entitled.map(({ roleArn }) => roleArn),
    },
    {
      ...accountAccess('', by, 'unsaid', [nameOfSet(role, home).arn]),
      name: `IAM Identity Center on behalf of ${userName}`,
      kind: 'identity center',
      arn: 'sso.amazonaws.com',
      application: undefined,
      letInto: assigned.map(({ arn }) => arn),
    },
    ...leastAndMost.map((mfa) => ({
      ...inRole(roleNamed(company, home, role), mfa),
      name: `${userName}, who comes through account access, in a session of the role ${role}, MFA ${mfa}`,
      givenByOthers: whatPowerUsersMay,
    })),
    ...assigned.flatMap((set) =>
      leastAndMost.map((mfa) => ({
        ...inRole(set, mfa, 'permission set'),
        name: `${userName}, in the permission set of the role ${set.name}, MFA ${mfa}`,
        roleArn: set.arn,
        givenByOthers: whatPowerUsersMay,
      })),
    ),
  ];
}

/** By AWS's description of PowerUserAccess: all but users, groups, the account and the organization. */
const whatPowerUsersMay =
  /^(?!(iam|account|organizations):)|^iam:((Create|Delete)ServiceLinkedRole|ListRoles)$/;

/** Account access manager, before it lets somebody into a role. */
function accountAccess(
  name: string,
  application: string,
  mfa: Mfa,
  mayAssume: readonly string[] = [],
): Principal {
  return {
    name: `account access on behalf of ${name}`,
    kind: 'account access',
    arn: 'account-access.amazonaws.com',
    accountId: application.split(':')[4] ?? '',
    application,
    mfa,
    tags: {},
    access: [],
    mayAssume,
    policies: [],
  };
}

/** Whoever has a permission set with all rights, in the role that IAM Identity Center makes of it. */
function inPermissionSet(mfa: Mfa): Principal {
  const name = 'AWSReservedSSO_administrator_0123456789abcdef';
  const { policies } = administrator({ policies: [] });
  return {
    name: `somebody of IAM Identity Center in a permission set with AdministratorAccess, MFA ${mfa}`,
    kind: 'permission set',
    arn: `arn:aws:sts::444444444444:assumed-role/${name}/alice`,
    roleArn: `arn:aws:iam::444444444444:role/aws-reserved/sso.amazonaws.com/eu-central-1/${name}`,
    accountId: '444444444444',
    mfa,
    // As an identity provider may pass them on.
    tags: { type: 'engineer' },
    access: [],
    mayAssume: [],
    policies,
    givenByOthers: /./,
  };
}
