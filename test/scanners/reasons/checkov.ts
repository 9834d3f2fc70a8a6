import type { Reason } from '../reason';

const functions = [
  'keyturn-monitor-function',
  'keyturn-notify-function',
  'keyturn-key-events-function',
];
const trail = 'key-events-trail';
const ofTrail = 'The bucket of the trail';

type CheckovReason = Omit<Reason, 'scanner'>;

const list: readonly CheckovReason[] = [
  {
    check: 'CKV_AWS_119',
    on: ['keyturn-ledger'],
    group: 'kmsKey',
    why: "By default the account's key `aws/dynamodb`, which AWS manages.",
  },
  {
    check: 'CKV_AWS_145',
    on: ['keyturn-reports'],
    group: 'kmsKey',
    why: "By default S3's own keys (SSE-S3).",
    securityHub: ['S3.17'],
  },
  {
    check: 'CKV_AWS_149',
    on: ['keyturn-slack-token'],
    group: 'kmsKey',
    why: "By default the account's key `aws/secretsmanager`, which AWS manages.",
  },
  {
    check: 'CKV_AWS_158',
    on: ['keyturn-*-logs'],
    group: 'kmsKey',
    why: "By default CloudWatch Logs' own key. No key id and no token is in the logs.",
  },
  {
    check: 'CKV_AWS_173',
    on: functions,
    group: 'kmsKey',
    why: "By default Lambda's own key. No secret is in the variables.",
  },
  {
    check: 'CKV_AWS_297',
    on: ['keyturn-schedule'],
    group: 'kmsKey',
    why: "By default Scheduler's own key. The schedule holds a time of day and an ARN.",
  },
  {
    check: 'CKV_AWS_18',
    on: ['keyturn-reports'],
    group: 'accessLogBucket',
    why: "Where access logs go is the company's to say; a bucket that logs into itself proves nothing.",
    securityHub: ['S3.9'],
  },
  {
    check: 'CKV_AWS_284',
    on: ['keyturn-run'],
    group: 'tracing',
    why: 'X-Ray costs money by the trace, and the metrics and alarms do without it.',
  },
  {
    check: 'CKV_AWS_115',
    on: functions,
    group: 'reservedConcurrency',
    why: "It is taken out of what the account's other functions have, and a new account may have none to spare. What could run at a time is bounded without it: one run a day, two pollers of the queue, and events of the watched accounts alone.",
  },
  {
    check: 'CKV_AWS_272',
    on: functions,
    group: 'codeSigning',
    why: 'The signer is the company: there is no signature to ship that AWS Signer in your account would take.',
  },
  {
    check: 'CKV_AWS_116',
    on: ['keyturn-monitor-function', 'keyturn-key-events-function'],
    group: 'otherwise',
    why: 'What fails for good goes to the queue `keyturn-failed-runs` by an on-failure destination, which has the error too. An alarm watches the queue. Both would tell twice.',
  },
  {
    check: 'CKV_AWS_116',
    on: ['keyturn-notify-function'],
    group: 'otherwise',
    why: "Its only source is a queue, which Lambda polls: a function's own dead-letter queue is for asynchronous invocations, and would stay empty. After five tries SQS puts a notice in the queue `keyturn-undelivered`, which has an alarm.",
  },
  {
    check: 'CKV_AWS_61',
    on: ['audit-role'],
    group: 'otherwise',
    why: "The account as the principal, and conditions on the monitor's exact role (`aws:PrincipalArn`) and an external id. Checkov reads principals and no conditions. A role as the principal would break the trust when it is made anew ([decision 2](decisions/0002-audit-role-trust.md)).",
  },
  {
    check: 'CKV_AWS_61',
    on: ['administrator-role', 'deploy-role', 'read-only-role'],
    group: 'otherwise',
    why: "The identity account as the principal, and conditions on MFA, the tag `type=engineer` and IAM users alone; the engineer's group must name the role too. Checkov reads principals and no conditions.",
  },
  {
    check: 'CKV_AWS_285',
    on: ['keyturn-run'],
    group: 'otherwise',
    why: "Errors are logged, without the executions' data: the check wants the data too. What a run did with each account and key is in the daily report.",
  },
  {
    check: 'CKV_AWS_273',
    on: ['*-user'],
    group: 'purpose',
    why: 'It is for companies that still have IAM users, and keeps their keys young. Who moves to IAM Identity Center needs neither the users nor Keyturn.',
  },
  {
    check: 'CKV_AWS_274',
    on: ['administrator-policy:aws:AdministratorAccess'],
    group: 'company',
    why: "The example's stack file gives it to its role `administrator`: which policies a role has is said there. It is taken on with MFA only, and no user or group has it.",
  },
  {
    check: 'CKV2_AWS_57',
    on: ['keyturn-slack-token'],
    group: 'impossible',
    why: "Slack has no call that makes a new bot token of a workspace's app ([security.md](security.md#what-scanners-ask)).",
    securityHub: ['SecretsManager.1'],
  },
  {
    check: 'CKV_AWS_117',
    on: functions,
    group: 'impossible',
    why: 'They talk to AWS and Slack alone, and nothing of theirs is in a VPC. In one they would need a NAT gateway to reach IAM and Slack: more that is open, not less. Nobody can call them over the network.',
    securityHub: ['Lambda.3'],
  },
  {
    check: 'CKV_AWS_144',
    on: ['keyturn-reports'],
    group: 'company',
    why: "Whether 400 days of reports must outlive a region is said by the company, with the region and the bucket. Versions are kept. Nothing that Keyturn does reads yesterday's reports.",
    securityHub: ['S3.7'],
  },
  {
    check: 'CKV2_AWS_62',
    on: ['keyturn-reports'],
    group: 'impossible',
    why: 'Nobody waits for a report: the run that writes it says so in Slack, and an alarm tells of a day without a run.',
    securityHub: ['S3.11'],
  },
  {
    check: 'CKV_AWS_35',
    on: [trail],
    group: 'trail',
    why: "S3's own keys encrypt it.",
    securityHub: ['CloudTrail.2'],
  },
  {
    check: 'CKV2_AWS_10',
    on: [trail],
    group: 'trail',
    why: 'Keyturn needs the events in EventBridge, not in CloudWatch Logs.',
    securityHub: ['CloudTrail.5'],
  },
  {
    check: 'CKV2_AWS_6',
    on: [trail],
    group: 'trail',
    why: `${ofTrail}: AWS itself blocks public access to new buckets [since April 2023](https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html), which neither a plan nor the emulated AWS knows.`,
    securityHub: ['S3.8'],
  },
  {
    check: 'CKV2_AWS_61',
    on: [trail],
    group: 'trail',
    why: `${ofTrail}: how long an account's history is kept is the company's to say; Keyturn takes nothing of it away.`,
    securityHub: ['S3.13'],
  },
  {
    check: 'CKV_AWS_21',
    on: [trail],
    group: 'trail',
    why: `${ofTrail}: CloudTrail writes each file once, and the digests of log file validation show a change or a gap.`,
    securityHub: ['S3.14'],
  },
  {
    check: 'CKV_AWS_252',
    on: [trail],
    group: 'trail',
    why: 'SNS would tell of each file of logs, and nobody waits for one.',
  },
  {
    check: 'CKV_AWS_18',
    on: [trail],
    group: 'trail',
    why: `${ofTrail}: where access logs go is the company's to say.`,
    securityHub: ['S3.9', 'CloudTrail.7'],
  },
  {
    check: 'CKV_AWS_145',
    on: [trail],
    group: 'trail',
    why: `${ofTrail}: S3's own keys encrypt it.`,
    securityHub: ['S3.17'],
  },
  {
    check: 'CKV_AWS_144',
    on: [trail],
    group: 'trail',
    why: `${ofTrail}: whether it must outlive a region is the company's to say.`,
    securityHub: ['S3.7'],
  },
  {
    check: 'CKV2_AWS_62',
    on: [trail],
    group: 'trail',
    why: `${ofTrail}: nobody waits for a file of logs.`,
    securityHub: ['S3.11'],
  },
];

export const checkovReasons: readonly Reason[] = list.map((reason) => ({
  scanner: 'Checkov',
  ...reason,
}));
