import { z } from 'zod';
import {
  bucketNamePattern,
  emailPattern,
  organizationIdPattern,
  roleArnPattern,
  secretArnPattern,
  slackApiUrlPattern,
  slackBotTokenPattern,
  slackChannelIdPattern,
  timeOfDayPattern,
  topicArnPattern,
} from '../../rules/formats';
import { fanOuts, mostAtATime } from '../../rules/fan-out';
import { customRotationSchema } from '../../rules/rotation';
import { flatSettingsSchema } from '../../rules/settings';
import { rotationTools } from '../../rules/tags';
import { slackAnswerKeys } from './slack-answer-keys';
import { accountId, complain, kmsKeyArn, slackIds, text, uniqueList } from './fields';

/** What CloudWatch Logs takes as a log group's retention. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

const accountsSchema = z
  .strictObject({
    list: z
      .array(z.strictObject({ id: accountId, name: z.string().min(1).max(64) }))
      .min(1)
      .superRefine((accounts, context) => {
        const ids = accounts.map(({ id }) => id);
        ids.forEach((id, i) => {
          if (ids.indexOf(id) < i) complain(context, [i, 'id'], 'expected each account once', id);
        });
      })
      .optional(),
    organization: z
      .strictObject({
        id: text(organizationIdPattern, "the organization's id (o-…)"),
        exclude: uniqueList(accountId, 'account').default([]),
        roleArn: text(roleArnPattern, 'the ARN of a role in the management account').optional(),
      })
      .optional(),
  })
  .refine(({ list, organization }) => !list !== !organization, {
    message: 'expected one of list and organization',
  });

/** The keys of the account in which the monitor runs. */
export const monitorAccount = {
  teamChannel: text(slackChannelIdPattern, slackIds.channel)
    .optional()
    .meta({ description: "The infrastructure team's Slack channel, by id." }),
  slackToken: text(slackBotTokenPattern, 'a bot token (xoxb-…)').optional().meta({
    description:
      "Slack's bot token, as a secret: pulumi config set --secret keyturn:slackToken. Either this or slackTokenSecretArn.",
  }),
  slackTokenSecretArn: text(
    secretArnPattern,
    'the whole ARN of a Secrets Manager secret, which ends in - and the six characters that AWS adds to its name',
  )
    .optional()
    .meta({
      description:
        "The Secrets Manager secret that holds Slack's bot token. Either this or slackToken.",
    }),
  slackTokenKmsKeyArn: kmsKeyArn.optional().meta({
    description:
      'The KMS key of the secret slackTokenSecretArn, only with it. Without it, the key that AWS manages for Secrets Manager.',
  }),
  slackTokenAdministratorArns: uniqueList(text(roleArnPattern, 'the ARN of one role'), 'role')
    .min(1)
    .optional()
    .meta({
      description:
        'The roles that may read and change what is in the secrets that are made of slackToken and slackSigningSecret, beside the one function that reads each, whoever deploys among them; only with either. Without it, every role of the account whose own policies let it.',
    }),
  ...slackAnswerKeys,
  slackApiUrl: text(slackApiUrlPattern, 'an https URL that ends in /api/')
    .optional()
    .meta({ description: 'Another Slack API than https://slack.com/api/, such as GovSlack.' }),
  rotateWith: z.enum(rotationTools).default('keyturn').meta({
    description:
      "With what engineers rotate their keys, whose commands the messages name: keyturn, aws-vault, aws-cli, or custom (customRotation). An engineer's own rotateWith in engineers.yaml goes before it.",
  }),
  customRotation: customRotationSchema.optional().meta({
    description:
      "The company's own tool, for those who rotate with custom: command (one line, without backticks, at most 300 characters) and link (the https address of a page that says the rest). {user}, {account} and {profile} in them stand for those of the key.",
  }),
  settings: flatSettingsSchema.prefault({}).meta({
    description:
      "The numbers of the rules: timeZone, reminderAges, disableAge, graceDays, secondKeyGraceDays, maximumExemptionDays, unusedAge, unused, provedDays, quietDays, circuitBreaker; with the signing secret of Slack's app askAgainDays (0 to 30; 1 without it).",
  }),
  scheduleTime: text(timeOfDayPattern, 'a time of day, HH:MM')
    .default('08:00')
    .meta({ description: 'When the monitor runs every day, in the time zone of the settings.' }),
  dryRun: z.boolean().default(true).meta({
    description:
      'True: say in the channel what would be done, and do nothing. Set it to false when what it says is right.',
  }),
  dryRunAccounts: uniqueList(z.string().min(1), 'account')
    .default([])
    .meta({ description: 'Accounts, by stack name or id, in which nothing is done yet.' }),
  accounts: accountsSchema.optional().meta({
    description:
      'The accounts to watch: list (of id and name), or organization (id; exclude, a list of account ids; roleArn, a role of the management account to list them with). Without it, those of the stack files beside this one.',
  }),
  fanOut: z.enum(fanOuts).default('function').meta({
    description:
      'How a run goes through the accounts: function (all in one invocation of the function), or distributed (each in an execution of its own, by a Step Functions state machine: for more than some hundreds).',
  }),
  concurrency: z.int().min(1).max(mostAtATime.distributed).default(8).meta({
    description:
      'How many accounts are read at a time: 1 to 50, or to 1,000 where fanOut is distributed.',
  }),
  alarmEmails: uniqueList(text(emailPattern, 'an e-mail address'), 'address')
    .default([])
    .meta({ description: 'Who gets the alarms by e-mail.' }),
  dashboard: z.boolean().default(false).meta({
    description:
      "True: a CloudWatch dashboard keyturn, with the alarms, the oldest key, what each run came to, messages, dead letters and errors. One of that name in the account is written over. It costs 3 USD a month where the account's three free ones are taken.",
  }),
  alarmTopicArn: text(topicArnPattern, 'the ARN of a standard SNS topic').optional().meta({
    description:
      'An SNS topic for the alarms, which must let CloudWatch publish, as must its KMS key. Without it a topic is made.',
  }),
  kmsKeyArn: kmsKeyArn.optional().meta({
    description:
      "A KMS key for everything that the monitor keeps and says, with the key policy of docs/security.md. Either this or createKmsKey; without both, AWS's keys, and one of its own for the topic.",
  }),
  createKmsKey: z.boolean().default(false).meta({
    description:
      'True: make a KMS key for everything that the monitor keeps and says, rotated yearly, and no wider than needed.',
  }),
  accessLogBucket: text(bucketNamePattern, "a bucket's name").optional().meta({
    description:
      "A bucket of the account and region for S3's access logs of the reports' bucket; its policy must let logging.s3.amazonaws.com put objects.",
  }),
  reservedConcurrency: z
    .strictObject({
      monitor: z.int().min(1).optional(),
      notify: z.int().min(2).optional(),
      keyEvents: z.int().min(1).optional(),
      slackIn: z
        .int()
        .min(-1, 'expected at least 1, or -1')
        .refine((found) => found !== 0, 'expected at least 1, or -1')
        .meta({ not: { const: 0 } })
        .optional(),
      act: z.int().min(5).optional(),
    })
    .prefault({})
    .meta({
      description:
        "How many of each function may run at a time, and are kept for it out of the account's: monitor (1 or more; concurrency or more where fanOut is distributed), notify (2 or more), keyEvents (1 or more); with the signing secret of Slack's app slackIn (1 or more, or -1; 10 without it), act (5 or more). Without it, none are kept for the others.",
    }),
  reportRetentionDays: z.int().min(30).max(3653).default(400).meta({
    description: 'For how many days the daily reports are kept.',
  }),
  reportObjectLock: z
    .strictObject({
      days: z.int().min(1).max(3653),
      mode: z.enum(['governance', 'compliance']),
    })
    .optional()
    .meta({
      description:
        'For how many days S3 lets nobody change or delete a report (Object Lock): days (1 or more, at most reportRetentionDays) and mode, governance (who has s3:BypassGovernanceRetention may lift it) or compliance (nobody may, nor delete the bucket before). A bucket that has had it keeps the feature for good. Without it, none.',
    }),
  tracing: z.boolean().default(false).meta({
    description:
      'True: X-Ray traces each invocation of the functions, and each run of the state machine.',
  }),
  logLevel: z
    .enum(['DEBUG', 'INFO', 'WARN', 'ERROR'])
    .default('INFO')
    .meta({ description: 'How much the functions log: DEBUG, INFO, WARN or ERROR.' }),
  logRetentionDays: z
    .literal(retentionDays)
    .default(400)
    .meta({ description: "For how many days the functions' logs are kept." }),
};
