import { Group } from '@pulumi/aws/iam/group';
import { GroupPolicy } from '@pulumi/aws/iam/groupPolicy';
import * as pulumi from '@pulumi/pulumi';
import { longestGroupName } from '../rules/iam-quotas';
import { denyOwnAccessKeys } from '../rules/policies';
import { checked, checkedIfGiven } from './check';
import { json } from './documents';
import { groupName, iamPath } from './formats';
import { homeOf } from './whereabouts';

/** The arguments of KeylessGroup. */
export interface KeylessGroupArgs {
  /**
   * The name of the IAM group.
   */
  groupName: pulumi.Input<string>;
  /**
   * The group's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
}

/**
 * A group whose members make no access key for themselves, and enable none, whatever else allows it. Seeing and
 * deleting their keys, password and MFA stay as EngineerBaseline's group has them. A key that is enabled stays so.
 */
export class KeylessGroup extends pulumi.ComponentResource {
  /**
   * The group's name, for Engineer's keylessGroupName.
   */
  public readonly groupName: pulumi.Output<string>;
  /**
   * The group's ARN.
   */
  public readonly groupArn: pulumi.Output<string>;

  constructor(name: string, args: KeylessGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:KeylessGroup', name, args, opts);
    const child = { parent: this };
    const checkedName = checked('groupName', args.groupName, groupName(longestGroupName));
    const path = checkedIfGiven('path', args.path, iamPath);

    const group = new Group(`${name}-group`, { name: checkedName, path }, child);
    new GroupPolicy(
      `${name}-no-own-keys`,
      {
        group: group.name,
        name: 'no-own-keys',
        policy: json(homeOf(this).apply(denyOwnAccessKeys)),
      },
      child,
    );
    this.groupName = group.name;
    this.groupArn = group.arn;
    this.registerOutputs({ groupName: this.groupName, groupArn: this.groupArn });
  }
}
