import { iamArn } from '../../../rules/arn';
import { namesOfMonitor } from '../../../rules/names';
import { actPermissions } from '../../../rules/policies/act-permissions';
import { auditRolePermissions } from '../../../rules/policies/audit-role-permissions';
import { auditRoleTrust } from '../../../rules/policies/audit-role-trust';
import { serviceTrust } from '../../../rules/policies/service-trust';
import type { JudgedRole } from './iam-judge';

export const RESPONDER = 'U0RESPONDER';
export const region = 'eu-central-1';
/** The monitor's account. */
export const home = '123456789012';
export const externalId = 'keyturn-of-acme';

export const accounts = {
  /** Where everything may be disabled, machines' keys by a press. */
  identity: { id: '111111111111', name: 'identity' },
  /** Where nothing may be disabled. */
  untouched: { id: '222222222222', name: 'untouched' },
  /** Whose audit role knows of no presses. */
  untrusting: { id: '333333333333', name: 'untrusting' },
  foreign: { id: '999999999999', name: 'foreign' },
} as const;

const { functionOf, ledger, noticeQueue, actionsQueue } = namesOfMonitor('keyturn');
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${region}:${home}:${resource}`;
const roleArn = (accountId: string, name: string) =>
  iamArn({ partition: 'aws', accountId }, `role/${name}`);

const monitorRoleArn = roleArn(home, functionOf('monitor'));
const actRoleArn = roleArn(home, functionOf('act'));

/** The function's, as its stack makes it. */
export const roleOfAct: JudgedRole = {
  arn: actRoleArn,
  trust: serviceTrust('lambda'),
  permissions: actPermissions({
    partition: 'aws',
    auditRoleName: 'keyturn-audit',
    ledgerArn: arn('dynamodb', `table/${ledger}`),
    noticeQueueArn: arn('sqs', noticeQueue),
    actionsQueueArn: arn('sqs', actionsQueue),
    logGroupArn: arn('logs', `log-group:/aws/lambda/${functionOf('act')}`),
    accountIds: Object.values(accounts).map(({ id }) => id),
  }),
};

export const auditRoles: readonly JudgedRole[] = [
  auditRole(accounts.identity.id, { allowDisable: true, presses: { actRoleArn } }),
  auditRole(accounts.untouched.id, { allowDisable: false, presses: { actRoleArn } }),
  auditRole(accounts.untrusting.id, { allowDisable: true }),
  auditRole(accounts.foreign.id, { allowDisable: true, presses: { actRoleArn } }),
];

function auditRole(
  accountId: string,
  {
    allowDisable,
    presses,
  }: { readonly allowDisable: boolean; readonly presses?: { readonly actRoleArn: string } },
): JudgedRole {
  const machineKeys = presses !== undefined;
  const of = { partition: 'aws', accountId };
  return {
    arn: roleArn(accountId, 'keyturn-audit'),
    permissions: auditRolePermissions(of, allowDisable, {}, { machineKeys }),
    trust: auditRoleTrust(monitorRoleArn, externalId, presses),
  };
}
