import { roleNames } from './accounts';
import type { Company, User } from './company';
import {
  administrator,
  come,
  inRole,
  roleNamed,
  userNamed,
  type How,
  type Mfa,
  type Principal,
} from './principal';
import { principalsOfIdentityCenter } from './principals-of-identity-center';

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
    ...principalsOfLastDay(company, mayAssume, here('deploy', 'bounded')),
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
    ...principalsOfIdentityCenter(company),
    inRole(roleNamed(company, '444444444444', 'bounded'), 'given'),
    inRole(roleNamed(company, '444444444444', 'keyturn-run'), 'unsaid', 'function'),
    ...principalsOfPresses(company),
  ];
}

/**
 * Where `key` has a last day, 2999-03-31: it is over when it is everywhere on earth, where the last place is twelve hours
 * behind UTC. A key that is there does from then on what it did before, and no other is made in its place.
 */
function principalsOfLastDay(
  company: Company,
  everywhere: readonly string[],
  bobs: readonly string[],
): Principal[] {
  const kim = userNamed(company, 'kim');
  const bob = userNamed(company, 'bob');
  const [lastMoment, after] = ['2999-04-01T11:59:59Z', '2999-04-01T12:00:01Z'];
  return (['given', 'unsaid'] as const).flatMap((mfa) => {
    const session = mfa === 'given' ? 'in a session of the key, with MFA' : 'with the key itself';
    return [
      come(kim, `an engineer at the last moment of key, ${session}`, mfa, {
        ...{ mayAssume: everywhere, access: ['key', 'sign-in'], at: lastMoment },
      }),
      come(kim, `an engineer after the last day of key, ${session}`, mfa, {
        ...{ mayAssume: everywhere, access: ['sign-in'], at: after },
      }),
      come(bob, `an engineer who has no other way, after the last day of key, ${session}`, mfa, {
        ...{ mayAssume: bobs, at: after },
      }),
    ];
  });
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
  const mayAssume = company.roles
    .filter(({ name }) => name === 'keyturn-audit')
    .map(({ arn }) => arn);
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

/** In no group, but with everything that a company can give. */
function beside(user: User): How {
  const { policies } = administrator({ ...user, policies: [] });
  return { kind: 'no member', policies, givenByOthers: /./ };
}

/** What the example's machine user is for. */
const images: How = { givenByOthers: /^ecr:/ };
