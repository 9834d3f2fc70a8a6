import type * as pulumi from '@pulumi/pulumi';

/** The arguments of KeyMonitor by which people answer in Slack. Without the signing secret nobody can. */
export interface SlackAnswersArgs {
  /**
   * The signing secret of Slack's app, which is put in a secret of Secrets Manager: messages have buttons, and Slack may
   * call slackRequestUrl. With slackAppId. Either this or slackSigningSecretArn. When it is changed, the one before stays
   * valid until the next change. Default: messages have no buttons, and Slack calls nothing.
   */
  slackSigningSecret?: pulumi.Input<string>;
  /**
   * The ARN of a secret of Secrets Manager that holds the signing secret and nothing else, or JSON with it as
   * signingSecret.
   */
  slackSigningSecretArn?: pulumi.Input<string>;
  /**
   * The ARN of the KMS key of the secret slackSigningSecretArn; only with it. Default: the key that AWS manages for
   * Secrets Manager.
   */
  slackSigningSecretKmsKeyArn?: pulumi.Input<string>;
  /**
   * The id of Slack's app (A…); only with the signing secret, and needed with it. What other apps send is refused.
   */
  slackAppId?: pulumi.Input<string>;
  /**
   * Slack's ids of the workspaces (T…) or organizations (E…) whose people may press; only with the signing secret.
   * Default: wherever the app is installed.
   */
  slackTeams?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Slack's ids of the people (U… or W…) who may disable any key by a button; only with the signing secret. Default:
   * nobody but a key's owner may disable it by one.
   */
  responders?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * After how many days an engineer is asked again whether a new key is theirs, and the summary names it, 0 to 30; only
   * with the signing secret. 0: they are asked once, and it is not named. Default: 1.
   */
  askAgainDays?: pulumi.Input<number>;
  /**
   * The memory of the function `slack-in` in MB, 128 to 10240; only with the signing secret. Slack waits three seconds
   * for it, its start among them. Default: 512.
   */
  slackInMemorySize?: pulumi.Input<number>;
  /**
   * How many of the function `slack-in`, which anybody can call, may run at a time, and are kept for it out of the
   * account's: at least 1, or -1 to keep none; only with the signing secret. Lambda takes ten requests a second for each.
   * Default: 10.
   */
  slackInReservedConcurrency?: pulumi.Input<number>;
  /**
   * The memory of the function `act` in MB, 128 to 10240; only with the signing secret. Default: 512.
   */
  actMemorySize?: pulumi.Input<number>;
  /**
   * How long the function `act` may take for one press, in seconds, 10 to 900; only with the signing secret. What failed
   * is tried again after twice that time. Default: 30.
   */
  actTimeout?: pulumi.Input<number>;
  /**
   * How many of the function `act` may run at a time, and are kept for it out of the account's: at least 5; only with the
   * signing secret. Default: none are kept.
   */
  actReservedConcurrency?: pulumi.Input<number>;
}
