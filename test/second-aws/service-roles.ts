import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { region, type Company, type Runs } from './company';
import { accounts, type AccountName } from './people';

interface Asked {
  readonly account?: AccountName;
  readonly role: string;
  readonly action: string;
  /** The resource to which it must be allowed, and a neighbour to which it must not. */
  readonly to: readonly [allowed: string, refused: string];
}

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${region}:${accounts.monitor}:${resource}`;
const functions = [
  arn('lambda', 'function:keyturn-monitor'),
  arn('lambda', 'function:keyturn-notify'),
] as const;
const notices = arn('sqs', 'keyturn-notices.fifo');
const failedRuns = arn('sqs', 'keyturn-failed-runs');
const stateMachines = [
  arn('states', 'stateMachine:keyturn-run'),
  arn('states', 'stateMachine:another'),
] as const;

/**
 * AWS's services act for us in these roles. MiniStack's do it as root, so its IAM is asked what the roles may.
 * @returns what is not as it must be
 */
export async function compareServiceRoles(
  company: Company,
  runs: Runs,
): Promise<readonly string[]> {
  const forwarder = company.output('identity', 'aws:iam/role:Role', 'name', 'key-events-role');
  const asked: readonly Asked[] = [
    {
      account: 'identity',
      role: forwarder,
      action: 'events:PutEvents',
      to: [arn('events', 'event-bus/keyturn'), arn('events', 'event-bus/default')],
    },
    { role: 'keyturn-notify', action: 'sqs:ReceiveMessage', to: [notices, failedRuns] },
    { role: 'keyturn-notify', action: 'sqs:DeleteMessage', to: [notices, failedRuns] },
    {
      role: 'keyturn-monitor',
      action: 'sqs:SendMessage',
      to: [failedRuns, arn('sqs', 'keyturn-undelivered.fifo')],
    },
    {
      role: 'keyturn-schedule',
      action: 'sqs:SendMessage',
      to: [arn('sqs', 'keyturn-missed-schedules'), notices],
    },
    ...(runs === 'function'
      ? [{ role: 'keyturn-schedule', action: 'lambda:InvokeFunction', to: functions }]
      : [
          { role: 'keyturn-schedule', action: 'states:StartExecution', to: stateMachines },
          { role: 'keyturn-run', action: 'states:StartExecution', to: stateMachines },
          { role: 'keyturn-run', action: 'lambda:InvokeFunction', to: functions },
        ]),
  ];
  const wrong: string[] = [];
  for (const { account = 'monitor', role, action, to } of asked)
    for (const [resource, expected] of [
      [to[0], 'allowed'],
      [to[1], 'implicitDeny'],
    ] as const) {
      const { EvaluationResults = [] } = await company.iam(account).send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:iam::${accounts[account]}:role/${role}`,
          ActionNames: [action],
          ResourceArns: [resource],
        }),
      );
      const found = EvaluationResults[0]?.EvalDecision;
      if (found !== expected)
        wrong.push(`${role} ${action} on ${resource}: ${found}, expected ${expected}`);
    }
  return wrong;
}
