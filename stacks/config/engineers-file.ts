import { z } from 'zod';
import { isLocalDate } from '../../rules/local-date';
import { iamQuotas } from '../../rules/iam-quotas';
import {
  exemptionTextPattern,
  exemptionTextTakes,
  foreignToTag,
  fullNamePattern,
  iamNamePattern,
  iamPathPattern,
  slackChannelIdPattern,
  slackUserIdPattern,
} from '../../rules/formats';
import { rotationTools } from '../../rules/tags';
import {
  managedPolicyArn,
  roleReferencePattern,
  roleSetNamePattern,
  slackIds,
  text,
  uniqueList,
} from './fields';
import { accessList, identityCenterName } from './ways-in-fields';

const aDate = 'a date that exists, YYYY-MM-DD';

const userName = text(
  iamNamePattern,
  'a user name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
).meta({ description: 'The name of the IAM user.' });

const iamPath = text(iamPathPattern, 'a path that begins and ends with /').optional().meta({
  description: "The user's path in IAM, such as /people/. Default: /.",
});

const slackUserId = text(slackUserIdPattern, slackIds.user).meta({
  description: "The Slack member id: in Slack, the person's profile, ⋮, Copy member ID.",
});

const slackUserOrChannelId = text(
  new RegExp(`${slackUserIdPattern.source}|${slackChannelIdPattern.source}`),
  slackIds.either,
).meta({ description: "Who is told about this machine's keys: its owner, or a team's channel." });

const roleReference = text(
  roleReferencePattern,
  'a role as stack/role, such as production/deploy',
).meta({
  description: 'A role that a stack declares under keyturn:roles: the stack, a slash, the role.',
});

const roleOrSet = text(
  new RegExp(`${roleReferencePattern.source}|${roleSetNamePattern.source}`),
  'a role as stack/role, such as production/deploy, or the name of a role set',
).meta({ description: 'A role (stack/role), or the name of a set under roleSets.' });

function exemptionText(what: string) {
  return text(exemptionTextPattern, `${what}, in ${exemptionTextTakes}`, foreignToTag);
}

export const keyExemptionSchema = z
  .strictObject(
    {
      until: z
        .string({ error: `expected ${aDate}` })
        .refine(isLocalDate, `expected ${aDate}`)
        .meta({
          description:
            'The last day (YYYY-MM-DD) of it. The monitor heeds it only if it is near enough: maximumExemptionDays.',
        }),
      reason: exemptionText('why').meta({
        description:
          "Why: letters, digits, spaces and _ . : / = + - @. It becomes a tag, and stands in reports and in the auditor's evidence.",
      }),
      approvedBy: exemptionText('who allowed it').meta({
        description: 'Who allowed it, as the reason is written: a name, an address.',
      }),
    },
    {
      error: ({ code }) =>
        code === 'invalid_type' ? 'expected a map of until, reason and approvedBy' : undefined,
    },
  )
  .meta({
    description:
      "That this engineer's keys need not be turned for a while: until when, why, and who allowed it.",
  });

export const engineerSchema = z
  .strictObject({
    fullName: text(
      fullNamePattern,
      'a name that an AWS tag takes: letters, digits, spaces and _ . : / = + - @, at most 256',
    )
      .optional()
      .meta({ description: "The person's name, as messages show it." }),
    path: iamPath,
    slackId: slackUserId,
    keyExemption: keyExemptionSchema.optional(),
    rotateWith: z.enum(rotationTools).optional().meta({
      description:
        "With what this engineer rotates keys, whose commands the messages to them name: keyturn, aws-vault, aws-cli, or custom, where the monitor's stack has customRotation. Default: rotateWith of the monitor's stack.",
    }),
    access: accessList.optional().meta({
      description:
        "The ways in that are open to this engineer: key (access keys of their own), sign-in (aws login, with a console password and MFA), identity-center (IAM Identity Center). Without key they can make no key. Default: access of the identity account's stack.",
    }),
    identityCenterName: identityCenterName.optional().meta({
      description:
        "This engineer's user name in IAM Identity Center. Only where access has identity-center. Default: the name of the IAM user.",
    }),
    iamUser: z.boolean().optional().meta({
      description:
        'False: this engineer has no IAM user, and comes by IAM Identity Center alone. Only where access is [identity-center]. Default: true.',
    }),
    roles: uniqueList(roleOrSet, 'role')
      .default([])
      .meta({ description: 'The roles that this engineer may assume, with MFA.' }),
  })
  .meta({
    description:
      'A person: one IAM user in the identity account, unless they come by IAM Identity Center alone.',
  });

export const machineUserSchema = z
  .strictObject({
    path: iamPath,
    slackId: slackUserOrChannelId,
    policyArns: uniqueList(managedPolicyArn, 'policy')
      .max(iamQuotas.managedPoliciesOfGroup)
      .default([])
      .meta({ description: 'The managed policies of this machine, by a group.' }),
  })
  .meta({ description: 'A program that needs an access key. Its keys are never disabled.' });

/** engineers.yaml: everybody who has an IAM user, or comes by IAM Identity Center. */
export const engineersFileSchema = z
  .strictObject({
    roleSets: z
      .record(
        text(roleSetNamePattern, 'a name of 1 to 64 of A-Z a-z 0-9 _ -'),
        uniqueList(roleReference, 'role'),
      )
      .default({})
      .meta({ description: 'Names for roles that belong together, for use under roles.' }),
    engineers: z
      .record(userName, engineerSchema)
      .default({})
      .meta({ description: 'The engineers, by user name.' }),
    machineUsers: z
      .record(userName, machineUserSchema)
      .default({})
      .meta({ description: 'The machine users, by user name.' }),
  })
  .meta({
    title: "Keyturn's engineers.yaml",
    description:
      'Everybody who has an IAM user in the identity account, or comes by IAM Identity Center without one.',
  });
