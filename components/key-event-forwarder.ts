import { EventRule } from '@pulumi/aws/cloudwatch/eventRule';
import { EventTarget } from '@pulumi/aws/cloudwatch/eventTarget';
import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import type * as awsx from '@pulumi/awsx/cloudtrail/trail';
import * as pulumi from '@pulumi/pulumi';
import { iamEventsRegion, partitionOfRegion } from '../rules/arn';
import { forwarderPermissions, serviceTrust } from '../rules/policies';
import {
  forwarderPolicyName,
  forwarderRoleDescription,
  forwarderRuleDescription,
} from './audit-role-parts';
import { checked } from './check';
import { json } from './documents';
import { checkName, eventBusArn } from './formats';
import { keyEventPattern } from './key-event-pattern';
import { homeOf, regionOf } from './whereabouts';

/** The arguments of KeyEventForwarder. */
export interface KeyEventForwarderArgs {
  /**
   * The ARN of the monitor's event bus: KeyMonitor's eventBusArn. It may be in another account and region.
   */
  eventBusArn: pulumi.Input<string>;
  /**
   * Whether to make a CloudTrail trail with a bucket of its own. EventBridge gets the events only where a trail logs
   * management events: leave it out where one does already. It needs the package `@pulumi/awsx`. Default: false.
   */
  createTrail?: boolean;
  /**
   * Whether the trail that is made and its bucket are protected: Pulumi refuses to delete or replace them. Set it to
   * false, and deploy that, before you take the trail down on purpose. Default: true.
   */
  deletionProtection?: boolean;
}

/**
 * Forwards what happens to an account's access keys and other credentials to the monitor, so that new ones are
 * announced within minutes.
 *
 * IAM's events come to one region only: give this component a provider of us-east-1 (cn-north-1 in China,
 * us-gov-west-1 in GovCloud). Its name begins those of what it makes: a letter, then at most 39 letters, digits and
 * hyphens.
 */
export class KeyEventForwarder extends pulumi.ComponentResource {
  /**
   * The ARN of the EventBridge rule.
   */
  public readonly ruleArn: pulumi.Output<string>;
  /**
   * The ARN of the role with which EventBridge reaches the monitor's bus.
   */
  public readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: KeyEventForwarderArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:KeyEventForwarder', name, args, opts);
    checkName(name);
    const child = { parent: this };
    const busArn = checked('eventBusArn', args.eventBusArn, eventBusArn);
    const rule = new EventRule(
      `${name}-rule`,
      {
        description: forwarderRuleDescription,
        eventPattern: regionOf(this).apply((region) => {
          checkRegion(region, this);
          return keyEventPattern;
        }),
      },
      child,
    );
    const trust = pulumi
      .all([homeOf(this), rule.arn])
      .apply(([{ accountId }, arn]) => serviceTrust('events', { accountId, arn }));
    const role = new Role(
      `${name}-role`,
      {
        description: forwarderRoleDescription,
        assumeRolePolicy: json(trust),
      },
      child,
    );
    const permissions = new RolePolicy(
      `${name}-permissions`,
      {
        role: role.name,
        name: forwarderPolicyName,
        policy: json(busArn.apply(forwarderPermissions)),
      },
      child,
    );
    new EventTarget(
      `${name}-target`,
      { rule: rule.name, arn: busArn, roleArn: role.arn },
      { ...child, dependsOn: [permissions] },
    );
    if (args.createTrail)
      createTrail(`${name}-trail`, { ...child, protect: args.deletionProtection ?? true });
    this.ruleArn = rule.arn;
    this.roleArn = role.arn;
    this.registerOutputs({ ruleArn: this.ruleArn, roleArn: this.roleArn });
  }
}

function checkRegion(region: string, forwarder: pulumi.Resource): void {
  const expected = iamEventsRegion(partitionOfRegion(region));
  if (region === expected) return;
  throw new pulumi.ResourceError(
    `IAM's events come to ${expected} alone, and this provider's region is ${region}: give KeyEventForwarder a provider of ${expected}`,
    forwarder,
    true,
  );
}

/**
 * Here and not above: who has a trail needs no awsx, and loads none.
 * @throws RunError where it is not installed
 */
function loadAwsx(): typeof awsx {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require('@pulumi/awsx/cloudtrail/trail') as typeof awsx;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' || !message.includes('@pulumi/awsx')) throw error;
    throw new pulumi.RunError(
      'createTrail needs the package @pulumi/awsx, which is not installed: npm install @pulumi/awsx@3',
    );
  }
}

/**
 * Its bucket outlives mistakes: what an account logged is not deleted with the stack, and a bucket that holds logs
 * not even where nothing is protected.
 */
function createTrail(name: string, opts: pulumi.ComponentResourceOptions): awsx.Trail {
  const { Trail } = loadAwsx();
  return new Trail(
    name,
    {
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3Bucket: { args: { forceDestroy: false } },
    },
    opts,
  );
}
