import type * as pulumi from '@pulumi/pulumi';
import type { KeyExemption } from './key-exemption';
import type { RotationTool } from './rotation-tool';
import type { WayIn } from './way-in';

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
   * The group of those who may use `aws login`: a SignInGroup's groupName. Only where access has `sign-in`.
   */
  signInGroupName?: pulumi.Input<string>;
  /**
   * The group of those who make no access keys: a KeylessGroup's groupName. Not where access has `key`.
   */
  keylessGroupName?: pulumi.Input<string>;
  /**
   * The group of those who make none once a day is over: a KeyUntilGroup's groupName. Only with keyUntil.
   */
  keyUntilGroupName?: pulumi.Input<string>;
  /**
   * The ways in that are open to this engineer, each once. Default: `key`. What each of them takes, groups give.
   */
  access?: WayIn[];
  /**
   * The last day (YYYY-MM-DD) on which `key` is open to this engineer. Only where access has `key` and another way.
   */
  keyUntil?: pulumi.Input<string>;
  /**
   * This engineer's user name in IAM Identity Center. Only where access has `identity-center`. Default: userName.
   */
  identityCenterName?: pulumi.Input<string>;
  /**
   * Until when, why and by whose leave the rules of age don't apply to this engineer's keys.
   */
  keyExemption?: KeyExemption;
  /**
   * With what this engineer rotates keys, whose commands the messages to them name. Default: KeyMonitor's rotateWith.
   */
  rotateWith?: pulumi.Input<RotationTool>;
}
