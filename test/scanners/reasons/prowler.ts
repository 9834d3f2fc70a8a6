import type { Reason } from '../reason';
import { functions, ofTrail, trail } from './resources';

type ProwlerReason = Omit<Reason, 'scanner'>;

const list: readonly ProwlerReason[] = [
  {
    check: 'awslambda_function_env_vars_not_encrypted_with_cmk',
    on: functions,
    group: 'kmsKey',
    why: "By default Lambda's own key. No secret is in the variables.",
  },
  {
    check: 'cloudwatch_log_group_kms_encryption_enabled',
    on: ['keyturn-*-logs'],
    group: 'kmsKey',
    why: "By default CloudWatch Logs' own key.",
  },
  {
    check: 's3_bucket_kms_encryption',
    on: ['keyturn-reports'],
    group: 'kmsKey',
    why: "By default S3's own keys (SSE-S3).",
  },
  {
    check: 'stepfunctions_statemachine_encrypted_with_cmk',
    on: ['keyturn-run'],
    group: 'kmsKey',
    why: "By default Step Functions' own key.",
  },
  {
    check: 's3_bucket_server_access_logging_enabled',
    on: ['keyturn-reports'],
    group: 'accessLogBucket',
    why: "Where access logs go is the company's to say; a bucket that logs into itself proves nothing.",
  },
  {
    check: 'iam_aws_attached_policy_no_administrative_privileges',
    on: ['administrator-policy:aws:AdministratorAccess'],
    group: 'company',
    why: "The example's stack file gives it to its role `administrator`: which policies a role has is said there. It is taken on with MFA only, by engineers whose group names it, and no user or group has the policy.",
  },
  {
    check: 'iam_role_administratoraccess_policy',
    on: ['administrator-role'],
    group: 'company',
    why: "The example's stack file gives it the policy, to be taken on with MFA only.",
  },
  {
    check: 'iam_role_cross_account_readonlyaccess_policy',
    on: ['read-only-role'],
    group: 'company',
    why: "The example's stack file gives `ReadOnlyAccess` to the role. The other account is the company's own, the one of its IAM users, and the trust asks for MFA and the tag `type=engineer`.",
  },
  {
    check: 'iam_user_hardware_mfa_enabled',
    on: ['*-user'],
    group: 'company',
    why: "Nobody has put in a device yet, and no deployment can: each engineer does, and has no role before. Which kind is the company's to say, but aws-vault and the AWS CLI ask for the codes of a TOTP device and take no FIDO key. Machine users have no password and no role, and a device would protect nothing.",
  },
  {
    check: 'awslambda_function_invoke_api_operations_cloudtrail_logging_enabled',
    on: functions,
    group: 'company',
    why: "Data events are switched on in a trail, which is the company's and costs by the event. The functions log each of their runs.",
  },
  {
    check: 'dynamodb_table_protected_by_backup_plan',
    on: ['keyturn-ledger'],
    group: 'company',
    why: "Point-in-time recovery is on, for 35 days. A plan of AWS Backup is the company's, and takes the table in by its tags or ARN.",
  },
  {
    check: 's3_bucket_cross_region_replication',
    on: ['keyturn-reports'],
    group: 'company',
    why: 'Whether 400 days of reports must outlive a region is said by the company, with the region and the bucket. Versions are kept.',
    securityHub: ['S3.7'],
  },
  {
    check: 's3_bucket_object_lock',
    on: ['keyturn-reports'],
    group: 'company',
    why: "Reports name people, and a locked one can't be deleted when somebody has the right to ask for it. Who must have it switches it on for the bucket, which has versions as it needs.",
  },
  {
    check: 'awslambda_function_no_dead_letter_queue',
    on: ['keyturn-monitor-function', 'keyturn-key-events-function'],
    group: 'otherwise',
    why: 'What fails for good goes to the queue `keyturn-failed-runs` by an on-failure destination, which has the error too. An alarm watches the queue. Both would tell twice.',
  },
  {
    check: 'awslambda_function_no_dead_letter_queue',
    on: ['keyturn-notify-function'],
    group: 'otherwise',
    why: "Its only source is a queue, which Lambda polls: a function's own dead-letter queue is for asynchronous invocations, and would stay empty. After five tries SQS puts a notice in the queue `keyturn-undelivered`, which has an alarm.",
  },
  {
    check: 'secretsmanager_has_restrictive_resource_policy',
    on: ['keyturn-slack-token'],
    group: 'otherwise',
    why: "The policy denies everything to other accounts and, with `keyturn:slackTokenAdministratorArns`, the token's value to every principal of the account but `notify` and the roles that are named: set it. The check wants `secretsmanager:*` denied to them too, so that after a wrong name nobody could mend the policy.",
  },
  {
    check: 'secretsmanager_secret_unused',
    on: ['keyturn-slack-token'],
    group: 'otherwise',
    why: 'It was made minutes ago. `notify` reads it when it writes to Slack; a secret that nobody reads for 90 days is a monitor that has stopped, of which an alarm tells after 26 hours.',
  },
  {
    check: 'eventbridge_bus_cross_account_access',
    on: ['keyturn-bus'],
    group: 'purpose',
    why: "The watched accounts' key events come to the monitor over it. Its policy names them one by one, or the organization, for `events:PutEvents` and IAM's events from CloudTrail alone ([security.md](security.md#what-scanners-ask)).",
  },
  {
    check: 'iam_role_cross_service_confused_deputy_prevention',
    on: ['keyturn-monitor-role', 'keyturn-notify-role', 'keyturn-key-events-role'],
    group: 'impossible',
    why: "AWS documents neither `aws:SourceAccount` nor `aws:SourceArn` for a function's execution role, and a key that Lambda does not send keeps the function from starting. The roles of the other services have both ([security.md](security.md#what-scanners-ask)).",
  },
  {
    check: 'secretsmanager_automatic_rotation_enabled',
    on: ['keyturn-slack-token'],
    group: 'impossible',
    why: "Slack has no call that makes a new bot token of a workspace's app ([security.md](security.md#what-scanners-ask)).",
  },
  {
    check: 'secretsmanager_secret_rotated_periodically',
    on: ['keyturn-slack-token'],
    group: 'impossible',
    why: 'Slack has no call for it: a new token is put in by hand, and `notify` reads it within 15 minutes.',
  },
  {
    check: 's3_bucket_no_mfa_delete',
    on: ['keyturn-reports'],
    group: 'impossible',
    why: "Only the account's root user can switch it on, by hand, and S3 takes [no lifecycle rules beside it](https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html): reports would never end. What is deleted can be had back for 30 days.",
  },
  {
    check: 'awslambda_function_inside_vpc',
    on: functions,
    group: 'impossible',
    why: 'They talk to AWS and Slack alone, and nothing of theirs is in a VPC. In one they would need a NAT gateway to reach IAM and Slack: more that is open, not less. Nobody can call them over the network.',
  },
  {
    check: 's3_bucket_event_notifications_enabled',
    on: ['keyturn-reports'],
    group: 'impossible',
    why: 'Nobody waits for a report: the run that writes it says so in Slack, and an alarm tells of a day without a run.',
    securityHub: ['S3.11'],
  },
];

/** Of a trail that Keyturn makes only where it is told to, by AWS's own component for Pulumi. */
const listOfTrail: readonly Omit<ProwlerReason, 'on' | 'group'>[] = [
  {
    check: 's3_bucket_level_public_access_block',
    why: `${ofTrail}: AWS itself blocks public access to new buckets [since April 2023](https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html), which the emulated AWS does not.`,
  },
  {
    check: 's3_bucket_acl_prohibited',
    why: `${ofTrail}: in new buckets AWS itself has no access control lists since April 2023, which the emulated AWS has.`,
  },
  {
    check: 's3_bucket_default_encryption',
    why: `${ofTrail}: AWS itself encrypts all new objects [since January 2023](https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html), which the emulated AWS does not.`,
  },
  {
    check: 's3_bucket_secure_transport_policy',
    why: `${ofTrail}: its policy is awsx's own, for CloudTrail alone, which comes over TLS; what others may do there the company's IAM policies say.`,
  },
  { check: 's3_bucket_kms_encryption', why: `${ofTrail}: S3's own keys encrypt it.` },
  {
    check: 's3_bucket_object_versioning',
    why: `${ofTrail}: CloudTrail writes each file once, and the digests of log file validation show a change or a gap.`,
  },
  {
    check: 's3_bucket_lifecycle_enabled',
    why: `${ofTrail}: how long an account's history is kept is the company's to say; Keyturn takes nothing of it away.`,
  },
  {
    check: 's3_bucket_server_access_logging_enabled',
    why: `${ofTrail}: where access logs go is the company's to say.`,
  },
  {
    check: 'cloudtrail_logs_s3_bucket_access_logging_enabled',
    why: `${ofTrail}: where access logs go is the company's to say.`,
  },
  {
    check: 's3_bucket_no_mfa_delete',
    why: "Only the account's root user can switch it on, by hand.",
  },
  {
    check: 'cloudtrail_bucket_requires_mfa_delete',
    why: "Only the account's root user can switch it on, by hand.",
  },
  {
    check: 's3_bucket_object_lock',
    why: `${ofTrail}: whether nobody may delete it, and for how long, is the company's to say.`,
  },
  {
    check: 's3_bucket_cross_region_replication',
    why: `${ofTrail}: whether it must outlive a region is the company's to say.`,
    securityHub: ['S3.7'],
  },
  {
    check: 's3_bucket_event_notifications_enabled',
    why: `${ofTrail}: nobody waits for a file of logs.`,
    securityHub: ['S3.11'],
  },
  { check: 'cloudtrail_kms_encryption_enabled', why: "S3's own keys encrypt it." },
  {
    check: 'cloudtrail_cloudwatch_logging_enabled',
    why: 'Keyturn needs the events in EventBridge, not in CloudWatch Logs.',
  },
  {
    check: 'cloudtrail_insights_exist',
    why: 'Keyturn has no use for Insights, which cost by the event.',
  },
];

export const prowlerReasons: readonly Reason[] = [
  ...list,
  ...listOfTrail.map((reason) => ({ ...reason, on: [trail], group: 'trail' as const })),
].map((reason) => ({ scanner: 'Prowler', ...reason }));
