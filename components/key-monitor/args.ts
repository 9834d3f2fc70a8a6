import type * as pulumi from '@pulumi/pulumi';
import type { RotationTool } from '../rotation-tool';
import type { UnusedKeys } from '../unused-keys';
import type {
  CredentialRules,
  CustomRotation,
  PasswordClock,
  ReportObjectLock,
  WatchedAccount,
} from './arg-types';
import type { FunctionsArgs } from './functions-args';
import type { SlackAnswersArgs } from './slack-answers-args';

/** How a run goes through the accounts. */
export enum FanOut {
  /**
   * All accounts in one invocation of the function, which has 15 minutes: enough for some hundreds.
   */
  Function = 'function',
  /**
   * A Step Functions state machine, an execution for each account: for up to 17,000.
   */
  Distributed = 'distributed',
}

/** The arguments of KeyMonitor. */
export interface KeyMonitorArgs extends FunctionsArgs, SlackAnswersArgs {
  /**
   * The accounts to watch. Either this or organizationId; about 70 fit, twice as many where fanOut is `distributed`.
   */
  accounts?: pulumi.Input<pulumi.Input<WatchedAccount>[]>;
  /**
   * The id of the AWS organization (o-…) all of whose accounts are watched. The suspended ones are left out.
   */
  organizationId?: pulumi.Input<string>;
  /**
   * The ids of accounts of the organization that are not watched.
   */
  excludedAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The ARN of a role in the management account with which the organization's accounts are listed. Without it the
   * monitor's own account lists them, which takes a delegated administrator.
   */
  organizationRoleArn?: pulumi.Input<string>;
  /**
   * The name of the AuditRole in every account. Default: `keyturn-audit`.
   */
  auditRoleName?: pulumi.Input<string>;
  /**
   * The external id that the audit roles ask for: AuditRole's externalId.
   */
  externalId: pulumi.Input<string>;
  /**
   * The infrastructure team's Slack channel, by its id (C… or G…).
   */
  teamChannel: pulumi.Input<string>;
  /**
   * Slack's bot token (xoxb-…), which is put in a secret of Secrets Manager. Either this or slackTokenSecretArn.
   */
  slackToken?: pulumi.Input<string>;
  /**
   * The ARN of a secret of Secrets Manager that holds Slack's bot token and nothing else.
   */
  slackTokenSecretArn?: pulumi.Input<string>;
  /**
   * The ARN of the KMS key of the secret slackTokenSecretArn; only with it. Default: the key that AWS manages for
   * Secrets Manager.
   */
  slackTokenKmsKeyArn?: pulumi.Input<string>;
  /**
   * The ARNs of the roles that may read and change what is in the secrets that are made of slackToken and
   * slackSigningSecret, beside the one function that reads each; whoever deploys must be among them. Default: every role
   * of the account whose own policies let it.
   */
  slackTokenAdministratorArns?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The URL of another Slack API than `https://slack.com/api/`, ending in `/api/`.
   */
  slackApiUrl?: pulumi.Input<string>;
  /**
   * With what engineers rotate their keys, whose commands the messages name; Engineer's rotateWith goes before it.
   * Default: `keyturn`.
   */
  rotateWith?: pulumi.Input<RotationTool>;
  /**
   * The company's own tool, for those who rotate with `custom`.
   */
  customRotation?: pulumi.Input<CustomRotation>;
  /**
   * By account id, the profile in ~/.aws/config with which engineers use their own users, which the messages name.
   * Default: one that is guessed from the account's name.
   */
  profiles?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * When the monitor runs every day, HH:MM in timeZone. Scheduler leaves out a time that a change of
   * clocks skips. Default: `08:00`.
   */
  scheduleTime?: pulumi.Input<string>;
  /**
   * The IANA time zone of the schedule, in which days are counted. Default: `Etc/UTC`.
   */
  timeZone?: pulumi.Input<string>;
  /**
   * The ages of a key, in days and ascending, at which its owner is reminded. Default: 76, 81, 86.
   */
  reminderAges?: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * The age in days at which an engineer's key is disabled. Default: 91.
   */
  disableAge?: pulumi.Input<number>;
  /**
   * The days between a delivered warning and the disabling; not more than between the last reminder and disableAge.
   * Default: 5.
   */
  graceDays?: pulumi.Input<number>;
  /**
   * The ages of console passwords, where they are others than those of the keys. Default: reminderAges and disableAge.
   */
  passwordClock?: pulumi.Input<PasswordClock>;
  /**
   * Service-specific credentials, such as API keys for Bedrock: what is done about those that grow old. What
   * disables them needs the same mode in each account's AuditRole. Default: they are reported.
   */
  serviceSpecificCredentials?: pulumi.Input<CredentialRules>;
  /**
   * SSH keys for CodeCommit, likewise.
   */
  sshKeys?: pulumi.Input<CredentialRules>;
  /**
   * Signing certificates, likewise; what reminds of them needs AuditRole's mode, too.
   */
  signingCertificates?: pulumi.Input<CredentialRules>;
  /**
   * The days between the delivered notice of a second enabled key and the older one's disabling. Default: 2.
   */
  secondKeyGraceDays?: pulumi.Input<number>;
  /**
   * How many days ahead an exemption may end. Default: 90.
   */
  maximumExemptionDays?: pulumi.Input<number>;
  /**
   * After so many days without use a key or a password is unused, as summary and report say. Default: 45.
   */
  unusedAge?: pulumi.Input<number>;
  /**
   * What is done about keys that nobody has used for so long; passwords are reported in any case. Default: `report`.
   */
  unused?: pulumi.Input<UnusedKeys>;
  /**
   * On so many days another way in must have been used before it counts as proved, and a key may be stopped for it;
   * at most 31. Default: 3.
   */
  provedDays?: pulumi.Input<number>;
  /**
   * After so many days without use the keys of an engineer on the way to another way in are quiet. Default: 14.
   */
  quietDays?: pulumi.Input<number>;
  /**
   * A run that would disable more keys of one account than this, and than circuitBreakerPercent, disables none there.
   * Default: 5.
   */
  circuitBreakerKeys?: pulumi.Input<number>;
  /**
   * The same limit, as a percentage of the account's engineer keys. The higher of both counts. Default: 20.
   */
  circuitBreakerPercent?: pulumi.Input<number>;
  /**
   * The last day (YYYY-MM-DD) on which runs may go beyond the limit.
   */
  circuitBreakerReleasedThrough?: pulumi.Input<string>;
  /**
   * True: say in the team's channel what would be done, and do nothing. Set it to false when what it says is right.
   * Default: true.
   */
  dryRun?: pulumi.Input<boolean>;
  /**
   * The ids of accounts in which nothing is done yet, in a run that is none itself.
   */
  dryRunAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * How a run goes through the accounts: in one invocation of the function (`function`), or each account in an
   * execution of its own, by a Step Functions state machine (`distributed`). Default: `function`.
   */
  fanOut?: FanOut;
  /**
   * How many accounts are read at a time, 1 to 50; 1 to 1,000 where fanOut is `distributed`. Default: 8.
   */
  concurrency?: pulumi.Input<number>;
  /**
   * The ARN of a KMS key for everything that is made here: logs, the functions' variables, queues, the alarms' topic,
   * the Slack token's secret, ledger, reports, schedule and state machine. Its key policy must be the one of
   * docs/security.md, "One key for everything". Either this or createKmsKey; default: AWS's keys, and one of its own
   * for the topic.
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether to make that KMS key, with `alias/<name>`: rotated yearly, its policy no wider than is needed, protected as
   * deletionProtection says. Default: false.
   */
  createKmsKey?: boolean;
  /**
   * For how many days the daily reports are kept, 30 to 3653. Default: 400.
   */
  reportRetentionDays?: pulumi.Input<number>;
  /**
   * Whether S3 keeps each report from being changed or deleted for some days (Object Lock). A bucket that has had it once
   * always has it: without this only what is written from then on is not locked. Default: no lock.
   */
  reportObjectLock?: ReportObjectLock;
  /**
   * The name of a bucket of this account and region for S3's access logs of the reports' bucket, under
   * `<name>-reports/`. Its policy must let logging.s3.amazonaws.com put objects. Default: no access logs.
   */
  accessLogBucket?: pulumi.Input<string>;
  /**
   * Whether the ledger, the reports, the Slack token's secret and the KMS key are protected: Pulumi refuses to delete
   * or replace them, and AWS to delete the ledger. Set it to false, and deploy that, before you take the monitor down on purpose.
   * Default: true.
   */
  deletionProtection?: boolean;
  /**
   * The ARN of an SNS topic for the alarms, which must let CloudWatch publish; so must its KMS key, if it has one.
   * Without it a topic is made.
   */
  alarmTopicArn?: pulumi.Input<string>;
  /**
   * Who gets the alarms by e-mail. Each address has to confirm it.
   */
  alarmEmails?: pulumi.Input<string>[];
  /**
   * Whether to make a CloudWatch dashboard, by the monitor's name: the alarms, the oldest key, what each run came to,
   * messages, dead letters and errors. One of that name that is in the account already, in any region, is written
   * over. Default: false.
   */
  dashboard?: boolean;
}
