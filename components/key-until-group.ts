import { Group } from '@pulumi/aws/iam/group';
import { GroupPolicy } from '@pulumi/aws/iam/groupPolicy';
import * as pulumi from '@pulumi/pulumi';
import { longestGroupName } from '../rules/iam-quotas';
import { denyOwnAccessKeysAfter } from '../rules/policies';
import { checked, checkedIfGiven } from './check';
import { json } from './documents';
import { groupName, iamPath, localDate } from './formats';
import { homeOf } from './whereabouts';

/** The arguments of KeyUntilGroup. */
export interface KeyUntilGroupArgs {
  /**
   * The name of the IAM group.
   */
  groupName: pulumi.Input<string>;
  /**
   * The group's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
  /**
   * The last day (YYYY-MM-DD) on which its members may make access keys for themselves. It is over when it is
   * everywhere on earth: at noon in UTC of the next.
   */
  keyUntil: pulumi.Input<string>;
}

/**
 * A group whose members make no access key for themselves, and enable none, once a day is over, whatever else allows it:
 * what KeylessGroup is at once, from a day on, without a deployment on that day.
 */
export class KeyUntilGroup extends pulumi.ComponentResource {
  /**
   * The group's name, for Engineer's keyUntilGroupName.
   */
  public readonly groupName: pulumi.Output<string>;
  /**
   * The group's ARN.
   */
  public readonly groupArn: pulumi.Output<string>;

  constructor(name: string, args: KeyUntilGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:KeyUntilGroup', name, args, opts);
    const child = { parent: this };
    const checkedName = checked('groupName', args.groupName, groupName(longestGroupName));
    const path = checkedIfGiven('path', args.path, iamPath);
    const keyUntil = checked('keyUntil', args.keyUntil, localDate);

    const group = new Group(`${name}-group`, { name: checkedName, path }, child);
    new GroupPolicy(
      `${name}-no-own-keys-after`,
      {
        group: group.name,
        name: 'no-own-keys-after',
        policy: json(
          pulumi
            .all([homeOf(this), keyUntil])
            .apply(([home, day]) => denyOwnAccessKeysAfter(home, day)),
        ),
      },
      child,
    );
    this.groupName = group.name;
    this.groupArn = group.arn;
    this.registerOutputs({ groupName: this.groupName, groupArn: this.groupArn });
  }
}
