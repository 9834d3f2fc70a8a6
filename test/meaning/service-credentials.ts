import { goodStacks, TestProject } from '../../stacks/testing/project';
import { defaultAccess } from '../../rules/ways-in';
import { registrationsOf } from '../upgrades/registrations';
import type { Account } from './accounts';
import type { Company } from './company';
import type { Asked } from './request';
import type { Mfa, Principal } from './principal';
import { also, inStatement, instead, on, without, type Wrong } from './mistakes';

/** For which services the company's engineers may make credentials of their own. */
export const listed: readonly string[] = ['bedrock.amazonaws.com', 'cloudwatch.amazonaws.com'];
const services = [
  ...listed,
  'aws-external-anthropic.amazonaws.com',
  'logs.amazonaws.com',
  'cassandra.amazonaws.com',
  'codecommit.amazonaws.com',
  'some-new-service.amazonaws.com',
];
/** In days; one without an age never ends, and a request for it says nothing of it. */
const ages = [undefined, 1, 90, 91, 36_600] as const;

const accountId = '111111111111';
const config = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity]
  keyturn:accountId: '${accountId}'
  keyturn:selfManagement: {serviceCredentials: [${listed.join(', ')}]}
`;
const people = `
engineers:
  alice: {slackId: U0ALICE0001}
machineUsers:
  robot: {slackId: C0DEPLOY001}
`;

/** What an identity account's program registers where engineers may make service-specific credentials. */
export async function withServiceCredentials(): Promise<readonly Account[]> {
  const project = new TestProject({ ...goodStacks, identity: config }, people);
  try {
    return [{ accountId, resources: await registrationsOf(project.folder, 'identity') }];
  } finally {
    project.remove();
  }
}

export function aliceOf({ users }: Company, mfa: Mfa, path = ''): Principal {
  const alice = users.find(({ name }) => name === 'alice');
  if (!alice) throw new Error('there is no alice');
  const { tags, policies } = alice;
  const arn = `arn:aws:iam::${accountId}:user/${path}alice`;
  const name = `alice, ${mfa}, under /${path}`;
  return {
    name,
    kind: 'engineer',
    arn,
    accountId,
    userName: 'alice',
    mfa,
    tags,
    policies,
    access: defaultAccess,
    mayAssume: [],
  };
}

/** Who asks, about whose user, for which credential; and what the rule says to that. */
export interface Case {
  readonly who: Principal;
  readonly asked: Asked;
  readonly isAllowed: boolean;
}

/** Every call about service-specific credentials, of every service, age, and user, with MFA and without. */
export function casesOf(company: Company): Case[] {
  const mfas = ['given', 'not given', 'unsaid'] as const;
  return mfas
    .flatMap((mfa) => ['', 'team/a/'].map((path) => aliceOf(company, mfa, path)))
    .flatMap((who) => users(who).flatMap((user) => calls(who, user)));
}

interface AskedAbout {
  readonly resource: string;
  readonly accountId: string;
  readonly isOwn: boolean;
}

/** Oneself, and who could be taken for it. */
function users({ arn }: Principal): AskedAbout[] {
  const here = (resource: string) => ({ resource, accountId, isOwn: false });
  const elsewhere = '999999999999';
  return [
    { resource: arn, accountId, isOwn: true },
    ...['bob', 'alice2', 'alice/bob', 'robot'].map((name) =>
      here(`arn:aws:iam::${accountId}:user/${name}`),
    ),
    {
      resource: `arn:aws:iam::${elsewhere}:user/alice`,
      accountId: elsewhere,
      isOwn: false,
    },
  ];
}

const ofService = 'iam:ServiceSpecificCredentialServiceName';

function calls(who: Principal, { isOwn, ...user }: AskedAbout): Case[] {
  const ask = (
    action: string,
    isRight: boolean,
    context: Readonly<Record<string, string>>,
  ): Case => ({
    who,
    asked: { ...user, action: `iam:${action}`, context },
    isAllowed: isRight && isOwn && who.mfa === 'given',
  });
  return [
    ask('ListServiceSpecificCredentials', true, {}),
    ...services.flatMap((service) => {
      const context = { [ofService]: service };
      return [
        ask('DeleteServiceSpecificCredential', listed.includes(service), context),
        ask('ResetServiceSpecificCredential', false, context),
        ask('UpdateServiceSpecificCredential', false, context),
        ...ages.map((age) => {
          const endsInTime = age !== undefined && age <= 90;
          return ask('CreateServiceSpecificCredential', listed.includes(service) && endsInTime, {
            ...context,
            ...(age !== undefined && { 'iam:ServiceSpecificCredentialAgeDays': String(age) }),
          });
        }),
      ];
    }),
  ];
}

const create = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('CreateOwnServiceCredentialsThatEnd', change);
const remove = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('DeleteOwnServiceCredentials', change);
const home = `arn:aws:iam::${accountId}`;
const age = 'iam:ServiceSpecificCredentialAgeDays';
type Change = Parameters<typeof inStatement>[1];
const condition =
  (operator: string, key: string, value: string | readonly string[]): Change =>
  (statement) => ({
    ...statement,
    Condition: { ...statement.Condition, [operator]: { [key]: value } },
  });
const both =
  (first: Change, second: Change): Change =>
  (statement) => {
    const changed = first(statement);
    return changed && second(changed);
  };

/** A mistake each, in the policy that lets engineers make credentials of their own. */
export const wrongServiceCredentials: readonly Wrong[] = (
  [
    [
      'a credential without an end: IfExists, and no Null',
      create(
        both(without('Null'), instead('NumericLessThanEqualsIfExists', 'NumericLessThanEquals')),
      ),
    ],
    [
      'a credential without an end, and no other',
      create(both(without('NumericLessThanEquals'), condition('Null', age, 'true'))),
    ],
    ['whatever age', create(without('NumericLessThanEquals'))],
    ['an age of 91 days', create(condition('NumericLessThanEquals', age, '91'))],
    ['no age of 90 days', create(instead('NumericLessThan', 'NumericLessThanEquals'))],
    ['no age but the greatest', create(instead('NumericEquals', 'NumericLessThanEquals'))],
    ['every service', create(without('StringEquals'))],
    [
      'every service of AWS',
      create(both(without('StringEquals'), condition('StringLike', ofService, '*.amazonaws.com'))),
    ],
    [
      'one service more',
      create(condition('StringEquals', ofService, [...listed, 'logs.amazonaws.com'])),
    ],
    ['one service less', create(condition('StringEquals', ofService, listed.slice(0, 1)))],
    ['everybody', create(on(`${home}:user/*`))],
    ['no user under a path', create(on(`${home}:user/\${aws:username}`))],
    ['a reset', remove(also('iam:ResetServiceSpecificCredential'))],
    ['what was disabled enabled again', remove(also('iam:UpdateServiceSpecificCredential'))],
    ["everybody's deleted", remove(on(`${home}:user/*`))],
    ['a password of another service deleted', remove(without('StringEquals'))],
    ['none deleted', remove(() => undefined)],
    [
      'made without MFA',
      inStatement('DenyMostWithoutMfa', (statement) => ({
        ...statement,
        NotAction: [...(statement.NotAction ?? []), 'iam:*ServiceSpecificCredential*'],
      })),
    ],
    [
      'none seen',
      inStatement('ManageOwnUser', (statement) => ({
        ...statement,
        Action: [statement.Action ?? []].flat().filter((each) => !each.includes('ServiceSpecific')),
      })),
    ],
  ] as const
).map(([name, edit]) => ({ name, resource: 'engineers-self-management', edit }));
