import { buildArn, iamEventsRegion, type Home, type Partition } from '../../rules/arn';
import { keyEventsRuleName } from '../../rules/names';
import {
  auditRolePermissions,
  forwarderPermissions,
  serviceTrust,
  type ChosenModes,
  type PolicyDocument,
  type PressedKeys,
} from '../../rules/policies';
import {
  auditPolicyName,
  auditRoleDescription,
  forwarderPolicyName,
  forwarderRoleDescription,
  forwarderRuleDescription,
} from '../audit-role-parts';
import { keyEventPattern } from '../key-event-pattern';

/** What the accounts of a StackSet get. */
export interface AuditRoleTemplate {
  /** A StackSet stays in its partition. */
  readonly partition: Partition;
  readonly roleName: string;
  readonly trust: PolicyDocument;
  readonly allowDisable: boolean;
  readonly modes: ChosenModes;
  readonly pressed: PressedKeys;
  /** Without it, no key events are forwarded. */
  readonly eventBusArn: string | undefined;
}

interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** CloudFormation's word for the account that a stack is in. */
const ACCOUNT_ID = '${AWS::AccountId}';

/**
 * The CloudFormation template of AuditRole, for any account: the same role, with the same documents. With an event
 * bus also of KeyEventForwarder, for the one region to which IAM's events come.
 */
export function auditRoleTemplate(what: AuditRoleTemplate): Template {
  const { partition, trust, allowDisable, modes, pressed, eventBusArn } = what;
  const account: Home = { partition, accountId: ACCOUNT_ID };
  const auditRole = role({
    RoleName: what.roleName,
    Description: auditRoleDescription,
    trust,
    policyName: auditPolicyName,
    permissions: auditRolePermissions(account, allowDisable, modes, pressed),
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'The role through which Keyturn reads the IAM users of this account',
    Resources: {
      AuditRole: auditRole,
      ...(eventBusArn !== undefined && keyEventResources(partition, eventBusArn)),
    },
  };
}

function keyEventResources(
  partition: Partition,
  eventBusArn: string,
): Readonly<Record<string, TemplateResource>> {
  // By its name: a reference would be a circle, as the rule needs the role.
  const ruleArn = buildArn({
    partition,
    service: 'events',
    region: iamEventsRegion(partition),
    accountId: ACCOUNT_ID,
    resource: `rule/${keyEventsRuleName}`,
  });
  return {
    KeyEventsRole: role({
      Description: forwarderRoleDescription,
      trust: serviceTrust('events', { accountId: ACCOUNT_ID, arn: ruleArn }),
      policyName: forwarderPolicyName,
      permissions: forwarderPermissions(eventBusArn),
    }),
    KeyEventsRule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: keyEventsRuleName,
        Description: forwarderRuleDescription,
        EventPattern: JSON.parse(keyEventPattern) as unknown,
        State: 'ENABLED',
        Targets: [
          {
            Id: 'monitor',
            Arn: eventBusArn,
            RoleArn: { 'Fn::GetAtt': ['KeyEventsRole', 'Arn'] },
          },
        ],
      },
    },
  };
}

function role({
  trust,
  policyName,
  permissions,
  ...named
}: {
  readonly RoleName?: string;
  readonly Description: string;
  readonly trust: PolicyDocument;
  readonly policyName: string;
  readonly permissions: PolicyDocument;
}): TemplateResource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      ...named,
      AssumeRolePolicyDocument: inEachAccount(trust),
      Policies: [{ PolicyName: policyName, PolicyDocument: inEachAccount(permissions) }],
    },
  };
}

/**
 * A document in which CloudFormation puts the account's id. Only where that id stands is anything replaced: a
 * policy's own variables are written `${…}`, too.
 */
function inEachAccount(value: unknown): unknown {
  if (typeof value === 'string') return value.includes(ACCOUNT_ID) ? { 'Fn::Sub': value } : value;
  if (Array.isArray(value)) return value.map(inEachAccount);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inEachAccount(each)]));
}
