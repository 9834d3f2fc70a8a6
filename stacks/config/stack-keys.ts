import { z } from 'zod';
import {
  longestCredentialAgeDays,
  servicesWithCredentialAge,
  servicesWithoutCredentialAge,
} from '../../rules/credential-services';
import {
  eventBusArnPattern,
  externalIdPattern,
  iamNamePattern,
  roleArnPattern,
} from '../../rules/formats';
import { ownSchema } from '../../rules/clocks';
import { defaultAuditRoleName, defaultGroupName } from '../../rules/names';
import { defaultAccess } from '../../rules/ways-in';
import { accountId, text, uniqueList } from './fields';
import { groupsSchema } from './group-keys';
import { accountAccessApplicationArn, identityCenterAccount } from './identity-center-keys';
import { monitorAccount } from './monitor-keys';
import { organizationAccount } from './organization-keys';
import { roleSchema } from './role-schema';
import { accessList, accessUntilSchema } from './ways-in-fields';

/** What an account can be. Every account also gets the audit role, and forwards its key events. */
export const accountKinds = [
  'identity',
  'member',
  'monitor',
  'organization',
  'identity-center',
] as const;
export type AccountKind = (typeof accountKinds)[number];

const everyAccount = {
  accountKinds: uniqueList(z.enum(accountKinds), 'kind', `a list of ${accountKinds.join(', ')}`)
    .min(1)
    .meta({
      description:
        "What the account is: identity (holds the IAM users), member (has roles that engineers assume), monitor (runs the monitor), organization (gives the audit role to the organization's accounts), identity-center (administers IAM Identity Center), or several of them.",
    }),
  accountId: accountId.meta({ description: "The account's id, twelve digits in quotes." }),
  allowDisable: z.boolean().default(true).meta({
    description: 'False: the monitor may only read this account, and can disable no key in it.',
  }),
  allowDisableMachineKeys: z.boolean().default(true).meta({
    description:
      "False: no press in Slack disables a machine's key in this account. True: a responder's may, where the monitor names responders and allowDisable is true; the monitor itself may not in any case.",
  }),
  credentials: ownSchema.optional().meta({
    description:
      'What is done about credentials that grow old, by kind: service-specific, ssh-key and signing-certificate (do: report, remind or disable; remindAt, stopAt, graceDays), access-key (remindAt, stopAt, graceDays) and password (remindAt, stopAt). What is left out is as in the settings of the monitor. In every account it decides what the monitor may do there, so it is best set as a default in Pulumi.yaml. Without it, the three are reported.',
  }),
  createTrail: z.boolean().default(false).meta({
    description:
      "Whose trail logs the account's management events, without which no new key is announced within minutes. True: make a CloudTrail trail (needs the package @pulumi/awsx). False: there is one already, such as the organization's; written so in the identity account's stack file, it is not asked for.",
  }),
  coveredByStackSet: z.boolean().default(false).meta({
    description:
      "True: the organization's StackSet (auditRoleStackSet) makes this account's audit role and forwards its key events, and this stack does neither.",
  }),
  deletionProtection: z.boolean().default(true).meta({
    description:
      "True: Pulumi refuses to delete or replace the ledger, the reports, the Slack token's secret, the KMS key and the trail with its bucket. Set it to false, and deploy that, before you take a stack down on purpose.",
  }),
  externalId: text(externalIdPattern, '2 to 1,224 of A-Z a-z 0-9 and + = , . @ : / _ -')
    .optional()
    .meta({
      description:
        'The external id with which the monitor assumes the audit roles: the same in all stacks, so best set as a default in Pulumi.yaml. May be secret.',
    }),
  auditRoleName: text(iamNamePattern, "a role's name: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -")
    .default(defaultAuditRoleName)
    .meta({
      description:
        'The name of the audit role: the same in all stacks, so best set as a default in Pulumi.yaml.',
    }),
  identityAccountId: accountId.optional().meta({
    description:
      'The id of the identity account. Only needed where no stack file beside this one declares it.',
  }),
  monitorRoleArn: text(roleArnPattern, "the ARN of the monitor's role").optional().meta({
    description:
      "The ARN of the monitor's role (the monitor stack's output monitorRoleArn). Only needed where no stack file beside this one declares the monitor's account.",
  }),
  monitorEventBusArn: text(eventBusArnPattern, "the ARN of the monitor's event bus")
    .optional()
    .meta({
      description:
        "The ARN of the monitor's event bus (the monitor stack's output eventBusArn). Goes with monitorRoleArn.",
    }),
  monitorActRoleArn: text(roleArnPattern, 'the ARN of the role of the function act')
    .optional()
    .meta({
      description:
        "The ARN of the role of the function that does what is pressed in Slack (the monitor stack's output actRoleArn), where the monitor takes presses. Only with monitorRoleArn, and of the same account.",
    }),
  monitorHasResponders: z.boolean().default(false).meta({
    description:
      'True: the monitor names responders. Only with monitorActRoleArn: else the stack file beside this one says it.',
  }),
};

/** A service whose credentials end where whoever makes one says so. */
const serviceWithCredentialAge = z.enum(servicesWithCredentialAge, {
  error: ({ input }) => {
    const expected = `expected one of ${servicesWithCredentialAge.join(', ')}`;
    return servicesWithoutCredentialAge.some((each) => each === input)
      ? `${expected}: for the passwords of ${String(input)} AWS documents no end`
      : expected;
  },
});

const identityAccount = {
  engineersFile: z.string().min(1).default('stacks/engineers.yaml').meta({
    description:
      'The file that declares engineers and machine users, from the folder of Pulumi.yaml.',
  }),
  groupName: text(iamNamePattern, "a group's name: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -")
    .default(defaultGroupName)
    .meta({ description: 'The name of the IAM group that every engineer is in.' }),
  groups: groupsSchema.prefault({}).meta({
    description:
      "The IAM groups: path (of all of them), rolePrefix (of the groups of those with the same roles; without it, groupName and a hyphen), machinePrefix, names (a group's name by role set), most (how many the account takes, if AWS has raised the quota of 300).",
  }),
  access: accessList.default([...defaultAccess]).meta({
    description:
      'The ways in that are open to engineers of whom engineers.yaml says nothing else: key (access keys of their own), sign-in (aws login, with a console password and MFA), identity-center (IAM Identity Center).',
  }),
  accessUntil: accessUntilSchema.optional().meta({
    description:
      "The last day of a way in, for all engineers: key ('YYYY-MM-DD', in quotes), after which nobody makes or enables a key of their own, and whoever has no other way in is refused.",
  }),
  identityCenterElsewhere: z.boolean().default(false).meta({
    description:
      'True: no stack file beside this one administers IAM Identity Center, and those whose access says identity-center are let in by others: another project, or by hand. Without it they are refused.',
  }),
  passwordPolicy: z
    .strictObject({
      minimumLength: z.int().min(14).max(128).default(14),
      maxAgeDays: z.int().min(1).max(90).default(90),
      reusePrevention: z.int().min(1).max(24).default(24),
      allowUsersToChangePassword: z.boolean().default(false),
    })
    .prefault({})
    .meta({
      description:
        'The account password policy: minimumLength (14 to 128), maxAgeDays (1 to 90), reusePrevention (1 to 24), allowUsersToChangePassword (true while people with a password are in the account and not in engineers.yaml: theirs expire too).',
    }),
  selfManagement: z
    .strictObject({
      serviceCredentials: uniqueList(
        serviceWithCredentialAge,
        'service',
        'a list of services, such as [bedrock.amazonaws.com]',
      ).default([]),
      maximumCredentialAgeDays: z
        .int()
        .min(1)
        .max(longestCredentialAgeDays)
        .default(longestCredentialAgeDays),
    })
    .prefault({})
    .meta({
      description: `What engineers may manage of their own user beside password, access keys and MFA: serviceCredentials (the services, of ${servicesWithCredentialAge.join(', ')}, for which they may make themselves service-specific credentials that end; none by default), maximumCredentialAgeDays (1 to ${longestCredentialAgeDays}).`,
    }),
};

const memberAccount = {
  roles: z
    .array(roleSchema)
    .default([])
    .meta({ description: 'The roles of this account that engineers may be given.' }),
  accountAccessApplicationArn: accountAccessApplicationArn.optional().meta({
    description:
      "The ARN of the application of account access manager's that may let people of IAM Identity Center into these roles (the output accountAccessApplicationArn of the stack that administers it): the same in all stacks, so best set as a default in Pulumi.yaml.",
  }),
};

/** Every key of the namespace `keyturn` in a stack's config, and of which kinds of account it is. */
export const stackKeys = {
  everyAccount,
  identity: identityAccount,
  member: memberAccount,
  monitor: monitorAccount,
  organization: organizationAccount,
  'identity-center': identityCenterAccount,
};

export const stackConfigSchema = z.strictObject({
  ...everyAccount,
  ...identityAccount,
  ...memberAccount,
  ...monitorAccount,
  ...organizationAccount,
  ...identityCenterAccount,
});

/** A stack's config, checked. */
export type StackConfig = z.output<typeof stackConfigSchema>;
export type StackKey = keyof StackConfig;

/** The kind of account that a key is for; undefined where it is for every one. */
export function kindOfKey(key: string): AccountKind | undefined {
  return accountKinds.find((kind) => key in stackKeys[kind]);
}
