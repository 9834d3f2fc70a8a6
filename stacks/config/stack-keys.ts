import { z } from 'zod';
import { settingsSchema } from '../../rules/settings';
import { slackChannelIdPattern } from '../../rules/tags';
import { accountId, complain, managedPolicyArn, roleNamePattern, text, uniqueList } from './fields';

/** What an account can be. Every account also gets the audit role, and forwards its key events. */
export const accountKinds = ['identity', 'member', 'monitor'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** What CloudWatch Logs takes as a log group's retention. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

const roleSchema = z.strictObject({
  name: text(
    roleNamePattern,
    'a role name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
  ).meta({ description: 'The name of the role; engineers.yaml names it stack/name.' }),
  description: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'What the role is for, as IAM shows it.' }),
  policyArns: uniqueList(managedPolicyArn, 'policy')
    .max(20)
    .default([])
    .meta({ description: 'The managed policies of the role.' }),
  maxSessionHours: z
    .int()
    .min(1)
    .max(12)
    .default(1)
    .meta({ description: 'How long a session of the role may last.' }),
  permissionsBoundaryArn: managedPolicyArn
    .optional()
    .meta({ description: 'The managed policy that bounds what the role may do.' }),
  existing: z.boolean().default(false).meta({
    description:
      'True: the role is made elsewhere. Engineers may be given it; it is neither made nor changed here.',
  }),
});
export type RoleConfig = z.output<typeof roleSchema>;

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
        id: text(/^o-[a-z0-9]{10,32}$/, "the organization's id (o-…)"),
        exclude: uniqueList(accountId, 'account').default([]),
        roleArn: text(
          /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
          'the ARN of a role in the management account',
        ).optional(),
      })
      .optional(),
  })
  .refine(({ list, organization }) => !list !== !organization, {
    message: 'expected one of list and organization',
  });

const everyAccount = {
  accountKinds: uniqueList(z.enum(accountKinds), 'kind', `a list of ${accountKinds.join(', ')}`)
    .min(1)
    .meta({
      description:
        'What the account is: identity (holds the IAM users), member (has roles that engineers assume), monitor (runs the monitor), or several of them.',
    }),
  accountId: accountId.meta({ description: "The account's id, twelve digits in quotes." }),
  allowDisable: z.boolean().default(true).meta({
    description: 'False: the monitor may only read this account, and can disable no key in it.',
  }),
  createTrail: z.boolean().default(false).meta({
    description:
      'True: make a CloudTrail trail for the key events. For an account whose management events no trail logs yet.',
  }),
  externalId: text(/^[\w+=,.@:/-]{2,1224}$/, '2 to 1,224 of A-Z a-z 0-9 and + = , . @ : / _ -')
    .optional()
    .meta({
      description:
        'The external id with which the monitor assumes the audit roles: the same in all stacks, so best set as a default in Pulumi.yaml. May be secret.',
    }),
  identityAccountId: accountId.optional().meta({
    description:
      'The id of the identity account. Only needed where no stack file beside this one declares it.',
  }),
  monitorRoleArn: text(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
    "the ARN of the monitor's role",
  )
    .optional()
    .meta({
      description:
        "The ARN of the monitor's role (the monitor stack's output monitorRoleArn). Only needed where no stack file beside this one declares the monitor's account.",
    }),
  monitorEventBusArn: text(
    /^arn:aws[a-z-]*:events:[a-z0-9-]+:\d{12}:event-bus\/[\w./-]{1,256}$/,
    "the ARN of the monitor's event bus",
  )
    .optional()
    .meta({
      description:
        "The ARN of the monitor's event bus (the monitor stack's output eventBusArn). Goes with monitorRoleArn.",
    }),
};

const identityAccount = {
  engineersFile: z.string().min(1).default('stacks/engineers.yaml').meta({
    description:
      'The file that declares engineers and machine users, from the folder of Pulumi.yaml.',
  }),
  passwordPolicy: z
    .strictObject({
      minimumLength: z.int().min(14).max(128).default(14),
      maxAgeDays: z.int().min(1).max(90).default(90),
      reusePrevention: z.int().min(1).max(24).default(24),
    })
    .prefault({})
    .meta({
      description:
        'The account password policy: minimumLength (14 to 128), maxAgeDays (1 to 90), reusePrevention (1 to 24).',
    }),
};

const memberAccount = {
  roles: z
    .array(roleSchema)
    .default([])
    .meta({ description: 'The roles of this account that engineers may be given.' }),
};

const monitorAccount = {
  teamChannel: text(slackChannelIdPattern, "a Slack channel's id (C… or G…)")
    .optional()
    .meta({ description: "The infrastructure team's Slack channel, by id." }),
  slackToken: text(/^xoxb-[\w-]{10,250}$/, 'a bot token (xoxb-…)')
    .optional()
    .meta({
      description:
        "Slack's bot token, as a secret: pulumi config set --secret keyturn:slackToken. Either this or slackTokenSecretArn.",
    }),
  slackTokenSecretArn: text(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]{1,519}$/,
    'the ARN of a Secrets Manager secret',
  )
    .optional()
    .meta({
      description:
        "The Secrets Manager secret that holds Slack's bot token. Either this or slackToken.",
    }),
  slackApiUrl: text(/^https:\/\/[\w.-]+(:\d+)?\/[\w./-]*$/, 'an https URL')
    .optional()
    .meta({ description: 'Another Slack API than https://slack.com/api/, such as GovSlack.' }),
  settings: settingsSchema.prefault({}).meta({
    description:
      'The numbers of the rules: timeZone, reminderAges, disableAge, graceDays, secondKeyGraceDays, maximumExemptionDays, circuitBreaker.',
  }),
  scheduleTime: text(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, HH:MM')
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
  concurrency: z.int().min(1).max(50).default(8).meta({
    description: 'How many accounts are read at a time.',
  }),
  alarmEmails: uniqueList(text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address'), 'address')
    .default([])
    .meta({ description: 'Who gets the alarms by e-mail.' }),
  logRetentionDays: z
    .literal(retentionDays)
    .default(90)
    .meta({ description: "For how many days the functions' logs are kept." }),
};

/** Every key of the namespace `keyturn` in a stack's config, and of which kinds of account it is. */
export const stackKeys = {
  everyAccount,
  identity: identityAccount,
  member: memberAccount,
  monitor: monitorAccount,
};

export const stackConfigSchema = z.strictObject({
  ...everyAccount,
  ...identityAccount,
  ...memberAccount,
  ...monitorAccount,
});

/** A stack's config, checked. */
export type StackConfig = z.output<typeof stackConfigSchema>;
export type StackKey = keyof StackConfig;

/** The kind of account that a key is for; undefined where it is for every one. */
export function kindOfKey(key: string): AccountKind | undefined {
  return accountKinds.find((kind) => key in stackKeys[kind]);
}
