import { User } from '@pulumi/aws/iam/user';
import { UserGroupMembership } from '@pulumi/aws/iam/userGroupMembership';
import * as pulumi from '@pulumi/pulumi';
import { longestGroupName } from '../rules/iam-quotas';
import { checkedInput, checkedInputIfGiven } from './check';
import type { EngineerArgs } from './engineer-args';
import { tagsOf } from './engineer-tags';
import { groupName, iamName, iamPath, userName } from './formats';

/**
 * One engineer: a tagged IAM user in the engineers' group, in one group of roles at most, and in those of their ways in.
 * All permissions are the groups': the user has no policy. The engineer makes their own access key and MFA device; neither a key nor a password
 * is ever in the state.
 */
export class Engineer extends pulumi.ComponentResource {
  /**
   * The name of the IAM user.
   */
  public readonly userName: pulumi.Output<string>;
  /**
   * The ARN of the IAM user.
   */
  public readonly userArn: pulumi.Output<string>;

  constructor(name: string, args: EngineerArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:Engineer', name, args, opts);
    const child = { parent: this };
    const checkedName = checkedInput('userName', args.userName, userName);
    const path = checkedInputIfGiven('path', args.path, iamPath);
    const tags = tagsOf(args);

    const user = new User(
      `${name}-user`,
      {
        name: checkedName,
        path,
        // Keys and MFA devices are the engineer's own doing, and would keep the user from being deleted.
        forceDestroy: true,
        tags,
      },
      child,
    );
    new UserGroupMembership(
      `${name}-membership`,
      { user: user.name, groups: [checkedInput('groupName', args.groupName, iamName)] },
      child,
    );
    const further = {
      roles: checkedInputIfGiven('roleGroupName', args.roleGroupName, anyGroupName),
      'sign-in': checkedInputIfGiven('signInGroupName', args.signInGroupName, anyGroupName),
      keyless: checkedInputIfGiven('keylessGroupName', args.keylessGroupName, anyGroupName),
      'key-until': checkedInputIfGiven('keyUntilGroupName', args.keyUntilGroupName, anyGroupName),
    };
    for (const [what, group] of Object.entries(further))
      if (group !== undefined)
        new UserGroupMembership(
          // The colon is in no name of IAM's: another user's membership may be called whatever else.
          `${name}-membership:${what}`,
          { user: user.name, groups: [group] },
          // Changed in place, the provider would take the user out of one group before it adds them to the other.
          { ...child, replaceOnChanges: ['groups'] },
        );
    this.userName = user.name;
    this.userArn = user.arn;
    this.registerOutputs({ userName: this.userName, userArn: this.userArn });
  }
}

const anyGroupName = groupName(longestGroupName);
