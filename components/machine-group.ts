import { Group } from '@pulumi/aws/iam/group';
import { GroupPolicyAttachment } from '@pulumi/aws/iam/groupPolicyAttachment';
import * as pulumi from '@pulumi/pulumi';
import { iamQuotas, longestGroupName } from '../rules/iam-quotas';
import { checked, checkedIfGiven, inputError } from './check';
import { groupName, iamPath } from './formats';
import { policiesOf } from './managed-policies';

/** The arguments of MachineGroup. */
export interface MachineGroupArgs {
  /**
   * The name of the IAM group.
   */
  groupName: pulumi.Input<string>;
  /**
   * The group's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
  /**
   * The ARNs of the managed policies of the machines in the group, 1 to 10.
   */
  policyArns: pulumi.Input<string>[];
}

/** A group with the policies of machine users who may do the same. */
export class MachineGroup extends pulumi.ComponentResource {
  /**
   * The group's name, for MachineUser.
   */
  public readonly groupName: pulumi.Output<string>;
  /**
   * The group's ARN.
   */
  public readonly groupArn: pulumi.Output<string>;

  constructor(name: string, args: MachineGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:MachineGroup', name, args, opts);
    const child = { parent: this };
    const checkedName = checked('groupName', args.groupName, groupName(longestGroupName));
    const path = checkedIfGiven('path', args.path, iamPath);
    const policies = policiesOf(args.policyArns);
    const most = iamQuotas.managedPoliciesOfGroup;
    if (policies.length === 0 || policies.length > most)
      throw inputError('policyArns', `expected 1 to ${most} policies, found ${policies.length}`);

    const group = new Group(`${name}-group`, { name: checkedName, path }, child);
    for (const { suffix, policyArn } of policies)
      new GroupPolicyAttachment(`${name}-${suffix}`, { group: group.name, policyArn }, child);
    this.groupName = group.name;
    this.groupArn = group.arn;
    this.registerOutputs({ groupName: this.groupName, groupArn: this.groupArn });
  }
}
