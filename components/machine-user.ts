import { User } from '@pulumi/aws/iam/user';
import { UserGroupMembership } from '@pulumi/aws/iam/userGroupMembership';
import * as pulumi from '@pulumi/pulumi';
import { isSlackChannelId, isSlackUserId } from '../rules/formats';
import { tagKeys } from '../rules/tags';
import { checkedInput, checkedInputIfGiven, type Check } from './check';
import { iamPath, userName } from './formats';

/** The arguments of MachineUser. */
export interface MachineUserArgs {
  /**
   * The name of the IAM user.
   */
  userName: pulumi.Input<string>;
  /**
   * The user's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
  /**
   * Who is told about this machine's keys: its owner's Slack member id (U… or W…), or a team's channel (C… or G…).
   * Without it only the infrastructure team's channel is told.
   */
  slackId?: pulumi.Input<string>;
  /**
   * The group that gives this machine its permissions: a MachineGroup's groupName.
   */
  groupName?: pulumi.Input<string>;
}

/**
 * A program that needs an access key: a tagged IAM user, whose permissions are its group's. Its keys are never
 * disabled, but when they get old somebody is told. No key is ever in the state.
 */
export class MachineUser extends pulumi.ComponentResource {
  /**
   * The name of the IAM user.
   */
  public readonly userName: pulumi.Output<string>;
  /**
   * The ARN of the IAM user.
   */
  public readonly userArn: pulumi.Output<string>;

  constructor(name: string, args: MachineUserArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:MachineUser', name, args, opts);
    const child = { parent: this };
    const checkedName = checkedInput('userName', args.userName, userName);
    const path = checkedInputIfGiven('path', args.path, iamPath);
    const slackId = checkedInputIfGiven('slackId', args.slackId, slackUserOrChannel);

    const user = new User(
      `${name}-user`,
      {
        name: checkedName,
        path,
        // Its keys are made outside of Pulumi, and would keep the user from being deleted.
        forceDestroy: true,
        tags: { [tagKeys.type]: 'machine', ...(slackId && { [tagKeys.slackId]: slackId }) },
      },
      child,
    );
    if (args.groupName !== undefined)
      new UserGroupMembership(
        `${name}-membership`,
        { user: user.name, groups: [args.groupName] },
        // As with engineers: into the new group before out of the old one.
        { ...child, replaceOnChanges: ['groups'] },
      );
    this.userName = user.name;
    this.userArn = user.arn;
    this.registerOutputs({ userName: this.userName, userArn: this.userArn });
  }
}

const slackUserOrChannel: Check<string> = (id) =>
  isSlackUserId(id) || isSlackChannelId(id)
    ? undefined
    : `expected a Slack user's id (U… or W…) or a channel's (C… or G…), found ${JSON.stringify(id)}`;
