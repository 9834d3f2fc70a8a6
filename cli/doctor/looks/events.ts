import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { STSClient } from '@aws-sdk/client-sts';
import pMap from 'p-map';
import { AccountError } from '../../../functions/account-error';
import { AssumedRoles } from '../../../functions/adapters/accounts/assumed-roles';
import { onlyAws } from '../../../functions/adapters/aws/only-aws';
import { buildArn, iamArn } from '../../../rules/arn';
import { counted } from '../../../rules/counted';
import { trailSince } from '../../../rules/notices';
import { doctorSessionPermissions } from '../../../rules/policies/doctor-session-permissions';
import type { RoleInAccounts } from '../../aws/account-role';
import { requestHandler } from '../../aws/credentials';
import type { Deployment } from '../deployment';
import { asked, fine, notKnown, orAbsent, wrong, type Finding } from '../finding';
import { hasMadeKey, lookAtForwarder, lookAtTrail, type InAccount } from './account-events';
import type { Looking } from './looking';
import { timesAboveZero } from './metric-times';

const page = 'docs/doctor.md#key-events';
const ACCOUNTS_AT_A_TIME = 8;
/** CloudTrail has an event within some five minutes, EventBridge's metric within some more. */
const LATE_MS = 30 * 60_000;
const DAY_SECONDS = 86_400;

/**
 * The way of a key event: an account's trail, the rule that forwards, the bus's rule, and whether anything has come.
 * @param watched the accounts' ids
 * @param role to assume in those but the caller's own; without its name they are not looked at
 */
export async function lookAtEvents(
  looking: Looking,
  watched: readonly string[],
  role: RoleInAccounts,
): Promise<readonly Finding[]> {
  const { caller } = looking.deployment;
  const own: InAccount = caller;
  const others = watched.filter((id) => id !== caller.accountId);
  const seen = role.roleName === undefined ? [own] : [own, ...others.map(through(caller, role))];
  const busArn = busArnOf(looking.deployment);
  const looked = await pMap(
    seen,
    async (account) => [
      ...(await inAccount(account, 'trail', () => lookAtTrail(account))),
      ...(await inAccount(account, 'key-event-rule', () => lookAtForwarder(account, busArn))),
    ],
    { concurrency: ACCOUNTS_AT_A_TIME },
  );
  const unseen = seen.length > 1 ? [] : others;
  return [
    ...looked.flat(),
    ...unseen.map((id) =>
      notKnown(
        { what: 'trail', id },
        'another account: --role-name R looks into it, through the role R',
      ),
    ),
    ...(await lookAtBusRule(looking.deployment)),
    ...(await lookAtArrivals(looking, seen)),
  ];
}

function through({ partition, client }: InAccount, { roleName = '', externalId }: RoleInAccounts) {
  const sts = onlyAws(new STSClient({ ...client, requestHandler }));
  const policy = doctorSessionPermissions;
  const roles = new AssumedRoles(sts, externalId, 'keyturn', { policy });
  return (accountId: string): InAccount => {
    const roleArn = iamArn({ partition, accountId }, `role/${roleName}`);
    const credentials = () => roles.credentialsOf(accountId, roleArn);
    return { accountId, partition, client: { ...client, credentials } };
  };
}

/** The role may not be there, or not let these credentials in. */
async function inAccount(
  { accountId }: InAccount,
  what: string,
  look: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    const todo = 'has the account the role of --role-name, and does it trust these credentials?';
    return [notKnown({ what, id: accountId }, error.message, { todo, page: 'docs/doctor.md' })];
  }
}

function busArnOf({ caller, names }: Deployment): string {
  const { partition, accountId, client } = caller;
  const resource = `event-bus/${names.eventBus}`;
  return buildArn({ partition, service: 'events', region: client.region, accountId, resource });
}

/** Whether what comes to the bus wakes the function. */
async function lookAtBusRule({ caller, names }: Deployment): Promise<readonly Finding[]> {
  const events = new EventBridgeClient({ ...caller.client, requestHandler });
  const rule = { Name: names.functionOf('key-events'), EventBusName: names.eventBus };
  const subject = { what: 'bus-rule', id: `${names.eventBus}/${rule.Name}` };
  const todo = 'pulumi up on the monitor’s stack puts it back';
  return asked(caller, subject, 'events:DescribeRule', async () => {
    const found = await orAbsent(events.send(new DescribeRuleCommand(rule)));
    if (!found) return [wrong(subject, 'there is none: key events wake nobody', { todo, page })];
    if (found.State === 'DISABLED')
      return [wrong(subject, 'it is switched off: key events wake nobody', { todo, page })];
    const { Targets = [] } = await events.send(
      new ListTargetsByRuleCommand({ Rule: rule.Name, EventBusName: rule.EventBusName }),
    );
    return Targets.some(({ Arn = '' }) => Arn.endsWith(`:function:${rule.Name}`))
      ? [fine(subject, 'wakes the function key-events')]
      : [wrong(subject, 'the function key-events is none of its targets', { todo, page })];
  });
}

/** Whether a key event has ever come, by EventBridge's own count. */
async function lookAtArrivals(
  { deployment, now, schedule }: Looking,
  accounts: readonly InAccount[],
): Promise<readonly Finding[]> {
  const { caller, names } = deployment;
  const subject = { what: 'key-events-came', id: names.functionOf('key-events') };
  return asked(caller, subject, 'cloudwatch:GetMetricStatistics', async () => {
    const days = await daysWithEvents(deployment, now);
    const last = days.at(-1)?.toISOString().slice(0, 10);
    if (last !== undefined)
      return [
        fine(
          subject,
          `on ${counted(days.length, 'day')} of the last 90, on ${last} for the last time`,
        ),
      ];
    const since = schedule?.CreationDate;
    const made = since
      ? await madeKeysIn(
          accounts,
          new Date(Math.max(+since, +trailSince(now))),
          new Date(+now - LATE_MS),
        )
      : [];
    const makeOne = 'keyturn doctor --canary tries the whole way';
    return made.length > 0
      ? [
          wrong(
            subject,
            `none in 90 days, though CloudTrail knows of keys made since the monitor is there, in ${made.join(', ')}`,
            {
              todo: `look at the trail and the rules above; ${makeOne}`,
              page,
            },
          ),
        ]
      : [notKnown(subject, `none in 90 days, and no key is known to have been made; ${makeOne}`)];
  });
}

function daysWithEvents({ caller, names }: Deployment, now: Date): Promise<readonly Date[]> {
  return timesAboveZero(
    caller,
    {
      namespace: 'AWS/Events',
      name: 'TriggeredRules',
      dimensions: { EventBusName: names.eventBus, RuleName: names.functionOf('key-events') },
      periodSeconds: DAY_SECONDS,
      since: trailSince(now),
    },
    now,
  );
}

/** The ids of those in which a key was made; of what can't be asked there is a line already. */
async function madeKeysIn(accounts: readonly InAccount[], from: Date, to: Date) {
  if (from >= to) return [];
  const made = await pMap(
    accounts,
    async (account) => {
      try {
        return (await hasMadeKey(account, from, to)) ? [account.accountId] : [];
      } catch {
        return [];
      }
    },
    { concurrency: ACCOUNTS_AT_A_TIME },
  );
  return made.flat();
}
