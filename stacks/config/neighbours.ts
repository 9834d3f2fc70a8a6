import { buildArn, iamArn } from '../../rules/arn';
import { defaultMonitorName, namesOfMonitor } from '../../rules/names';
import type { DeclaredAccount } from './declared-account';
import type { Checked } from './check';
import type { StackFile } from './project-folder';
import type { CheckedStack } from './checked-stack';
import type { AccountKind, StackKey } from './stack-keys';

/** A stack among the others of its partition. */
export interface Here {
  readonly file: StackFile;
  readonly config: CheckedStack;
  readonly account: DeclaredAccount;
  readonly accounts: readonly DeclaredAccount[];
}

/** What every account must know of the monitor. */
export interface MonitorArns {
  readonly roleArn: string;
  readonly eventBusArn: string;
  /** Undefined where nothing is pressed in Slack. */
  readonly presses?: {
    /** Of the function that does what is pressed. */
    readonly actRoleArn: string;
    /** Whether somebody is named whose presses disable any key. */
    readonly hasResponders: boolean;
  };
}

/** The id of the account with the IAM users: this one, or the config's, or the one that a stack file declares. */
export function findIdentity(here: Here): Checked<string> {
  const { account, config } = here;
  if (account.kinds.includes('identity')) return found(account.id);
  const id = config.identityAccountId ?? declared(here, 'identity')?.id;
  return id === undefined ? missing(here, 'identityAccountId', 'identity') : found(id);
}

/** The monitor's ARNs: they follow from its account and region, for its names are fixed. */
export function findMonitor(here: Here): Checked<MonitorArns> {
  const { account, config } = here;
  const { monitorRoleArn: roleArn, monitorEventBusArn: eventBusArn } = config;
  const { monitorActRoleArn: actRoleArn, monitorHasResponders: hasResponders } = config;
  if (account.kinds.includes('monitor')) return found(arnsOfMonitor(account));
  if (roleArn !== undefined && eventBusArn !== undefined)
    return found({ roleArn, eventBusArn, ...pressed(actRoleArn, hasResponders) });
  const monitor = declared(here, 'monitor');
  return monitor ? found(arnsOfMonitor(monitor)) : missing(here, 'monitorRoleArn', 'monitor');
}

function arnsOfMonitor(monitor: DeclaredAccount): MonitorArns {
  const { partition, id: accountId, region, takesPresses, hasResponders } = monitor;
  const names = namesOfMonitor(defaultMonitorName);
  const roleOf = (name: 'monitor' | 'act') =>
    iamArn({ partition, accountId }, `role/${names.functionOf(name)}`);
  return {
    roleArn: roleOf('monitor'),
    ...pressed(takesPresses ? roleOf('act') : undefined, hasResponders),
    eventBusArn: buildArn({
      partition,
      service: 'events',
      region,
      accountId,
      resource: `event-bus/${names.eventBus}`,
    }),
  };
}

function pressed(
  actRoleArn: string | undefined,
  hasResponders: boolean,
): Pick<MonitorArns, 'presses'> {
  return actRoleArn === undefined ? {} : { presses: { actRoleArn, hasResponders } };
}

function declared({ accounts }: Here, kind: AccountKind): DeclaredAccount | undefined {
  return accounts.find(({ kinds }) => kinds.includes(kind));
}

function found<Value>(value: Value): Checked<Value> {
  return { value, problems: [] };
}

function missing({ file }: Here, key: StackKey, kind: AccountKind): Checked<never> {
  return {
    value: undefined,
    problems: [
      {
        ...file.locate([`keyturn:${key}`], 'value'),
        found: 'nothing',
        expected: `a value, or a stack file with keyturn:accountKinds: [${kind}]`,
      },
    ],
  };
}
