import { User } from '@pulumi/aws/iam/user';
import { UserGroupMembership } from '@pulumi/aws/iam/userGroupMembership';
import * as pulumi from '@pulumi/pulumi';
import { isLocalDate } from '../rules/local-date';
import { longestGroupName } from '../rules/iam-quotas';
import { fullNamePattern, slackUserIdPattern } from '../rules/formats';
import { tagKeys } from '../rules/tags';
import { checkedInput, checkedInputIfGiven, matching, oneOf } from './check';
import { RotationTool } from './rotation-tool';
import { groupName, iamName, iamPath, userName } from './formats';

/** The arguments of Engineer. */
export interface EngineerArgs {
  /**
   * The name of the IAM user.
   */
  userName: pulumi.Input<string>;
  /**
   * The user's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
  /**
   * The person's name, as messages show it: letters, digits, spaces and `_ . : / = + - @`, at most 256.
   */
  fullName?: pulumi.Input<string>;
  /**
   * The person's Slack member id (U… or W…): whom to message.
   */
  slackId: pulumi.Input<string>;
  /**
   * The engineers' group: EngineerBaseline's groupName.
   */
  groupName: pulumi.Input<string>;
  /**
   * The group of the roles that this engineer may assume, with MFA: a RoleGroup's groupName.
   */
  roleGroupName?: pulumi.Input<string>;
  /**
   * The group of those who may use `aws login`: a SignInGroup's groupName.
   */
  signInGroupName?: pulumi.Input<string>;
  /**
   * The group of those who make no access keys: a KeylessGroup's groupName. Their other way in is then signInGroupName.
   */
  keylessGroupName?: pulumi.Input<string>;
  /**
   * The last day (YYYY-MM-DD) on which the rules don't apply to this engineer's keys. The monitor heeds it only if
   * it is at most 90 days ahead.
   */
  keyExemptUntil?: pulumi.Input<string>;
  /**
   * With what this engineer rotates keys, whose commands the messages to them name. Default: KeyMonitor's rotateWith.
   */
  rotateWith?: pulumi.Input<RotationTool>;
}

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

/** The keys are known even where the values are not yet: policies look at them in previews. */
function tagsOf(args: EngineerArgs): Record<string, pulumi.Input<string>> {
  const fullName = checkedInputIfGiven(
    'fullName',
    args.fullName,
    matching(fullNamePattern, 'a name that an AWS tag takes'),
  );
  const exemptUntil = checkedInputIfGiven('keyExemptUntil', args.keyExemptUntil, (date) =>
    isLocalDate(date) ? undefined : `expected a date, YYYY-MM-DD, found ${JSON.stringify(date)}`,
  );
  const rotateWith = checkedInputIfGiven(
    'rotateWith',
    args.rotateWith,
    oneOf(Object.values(RotationTool)),
  );
  return {
    [tagKeys.type]: 'engineer',
    [tagKeys.slackId]: checkedInput(
      'slackId',
      args.slackId,
      matching(slackUserIdPattern, "a Slack user's id (U… or W…)"),
    ),
    ...(fullName && { [tagKeys.fullName]: fullName }),
    ...(exemptUntil && { [tagKeys.exemptUntil]: exemptUntil }),
    ...(rotateWith && { [tagKeys.rotateWith]: rotateWith }),
  };
}
