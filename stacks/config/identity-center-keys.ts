import { z } from 'zod';
import {
  accessPortalPattern,
  accountAccessApplicationArnPattern,
  accountAccessTenantPattern,
  identityCenterGroupNamePattern,
  identityCenterInstanceArnPattern,
  identityStoreIdPattern,
  permissionSetNamePattern,
} from '../../rules/formats';
import { identityCenterModes, identitySources } from '../../rules/identity-center/modes';
import { identityCenterQuotas } from '../../rules/identity-center/quotas';
import { roleReferencePattern, roleSetNamePattern, text } from './fields';

export const accountAccessApplicationArn = text(
  accountAccessApplicationArnPattern,
  "the ARN of an application of account access manager's, such as arn:aws:account-access:eu-central-1:444444444444:application/1234567890abcdef",
);

const identityCenterSchema = z.strictObject({
  mode: z.enum(identityCenterModes).default('account-access'),
  identitySource: z.enum(identitySources).default('internal'),
  instanceArn: text(
    identityCenterInstanceArnPattern,
    'the ARN of an instance of IAM Identity Center: arn:aws:sso:::instance/ssoins-…',
  ).optional(),
  identityStoreId: text(identityStoreIdPattern, 'the id of an identity store: d-…').optional(),
  applicationArn: accountAccessApplicationArn.optional(),
  startUrl: text(
    accessPortalPattern,
    "the AWS access portal's, such as https://d-1234567890.awsapps.com/start",
  ).optional(),
  tenantId: text(accountAccessTenantPattern, "account access manager's tenant id: aa-…").optional(),
  /** By role set. */
  groupNames: z
    .record(
      text(roleSetNamePattern, 'the name of a role set: 1 to 64 of A-Z a-z 0-9 _ -'),
      text(identityCenterGroupNamePattern, "a group's name in IAM Identity Center"),
    )
    .default({}),
  /** By role. */
  permissionSetNames: z
    .record(
      text(roleReferencePattern, 'a role as stack/role, such as production/deploy'),
      text(
        permissionSetNamePattern,
        "a permission set's name: 1 to 32 of A-Z a-z 0-9 and + = , . @ _ -",
      ),
    )
    .default({}),
  maximumGroupsOfRole: z.int().min(1).max(1000).default(identityCenterQuotas.groupsOfRole),
  maximumPermissionSetsOfAccount: z
    .int()
    .min(1)
    .max(2000)
    .default(identityCenterQuotas.permissionSetsOfAccount),
});

/** The keys of the account that administers IAM Identity Center. */
export const identityCenterAccount = {
  identityCenter: identityCenterSchema.prefault({}).meta({
    description:
      'How people whose access says identity-center come in: mode (account-access: into the roles that are there; permission-sets: into roles that IAM Identity Center makes), identitySource (internal: its own directory; external: an identity provider makes people and groups), instanceArn and identityStoreId (looked up without), applicationArn (of account access manager, where it is there already), startUrl and tenantId (for the profiles of keyturn aws-config: of the AWS access portal and of account access manager), groupNames (by role set), permissionSetNames (by role), maximumGroupsOfRole and maximumPermissionSetsOfAccount (if AWS has raised the quotas of 20 and 50).',
  }),
};
