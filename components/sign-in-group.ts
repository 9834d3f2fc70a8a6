import { Group } from '@pulumi/aws/iam/group';
import { GroupPolicy } from '@pulumi/aws/iam/groupPolicy';
import * as pulumi from '@pulumi/pulumi';
import { longestGroupName } from '../rules/iam-quotas';
import { signInOnOwnMachine } from '../rules/policies';
import { checked, checkedIfGiven } from './check';
import { json } from './documents';
import { groupName, iamPath } from './formats';
import { homeOf } from './whereabouts';

/** The arguments of SignInGroup. */
export interface SignInGroupArgs {
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
 * A group whose members may use `aws login`: with MFA their console session becomes short-term credentials on the
 * machine on which the browser runs. It gives nothing else; its members manage themselves by EngineerBaseline's group.
 */
export class SignInGroup extends pulumi.ComponentResource {
  /**
   * The group's name, for Engineer's signInGroupName.
   */
  public readonly groupName: pulumi.Output<string>;
  /**
   * The group's ARN.
   */
  public readonly groupArn: pulumi.Output<string>;

  constructor(name: string, args: SignInGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:SignInGroup', name, args, opts);
    const child = { parent: this };
    const checkedName = checked('groupName', args.groupName, groupName(longestGroupName));
    const path = checkedIfGiven('path', args.path, iamPath);

    const group = new Group(`${name}-group`, { name: checkedName, path }, child);
    new GroupPolicy(
      `${name}-sign-in`,
      {
        group: group.name,
        name: 'sign-in',
        policy: json(homeOf(this).apply(signInOnOwnMachine)),
      },
      child,
    );
    this.groupName = group.name;
    this.groupArn = group.arn;
    this.registerOutputs({ groupName: this.groupName, groupArn: this.groupArn });
  }
}
