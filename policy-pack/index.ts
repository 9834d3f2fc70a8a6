import { PolicyPack } from '@pulumi/policy';
import { iamEngineerNoCredentialInState } from './iam-engineer-no-credential-in-state';
import { iamEngineerNoDirectPermissions } from './iam-engineer-no-direct-permissions';
import { iamEngineerNoKeyInState } from './iam-engineer-no-key-in-state';
import { iamEngineerOneUser } from './iam-engineer-one-user';
import { iamNoAdminByIdentityCenter } from './iam-no-admin-by-identity-center';
import { iamNoAdminForPeople } from './iam-no-admin-for-people';
import { iamNoExclusiveAttachment } from './iam-no-exclusive-attachment';
import { iamNoLoginProfileInState } from './iam-no-login-profile-in-state';
import { iamNoUncheckedResource } from './iam-no-unchecked-resource';
import { iamOwnServiceCredentialEnds } from './iam-own-service-credential-ends';
import { iamPasswordPolicy } from './iam-password-policy';
import { iamRoleTrustNamesItsCaller } from './iam-role-trust-names-its-caller';
import { iamRoleTrustRequiresMfa } from './iam-role-trust-requires-mfa';
import { iamServiceCredentialEnds } from './iam-service-credential-ends';
import { iamUniqueWithoutCase } from './iam-unique-without-case';
import { iamUserAccessUntil } from './iam-user-access-until';
import { iamUserCanBeOffboarded } from './iam-user-can-be-offboarded';
import { iamUserRequiredTags } from './iam-user-required-tags';

new PolicyPack('keyturn', {
  displayName: 'Keyturn',
  description: "Refuses what would break Keyturn's five rules for IAM users and their access keys.",
  provider: 'aws',
  tags: ['aws', 'iam'],
  policies: [
    iamUserRequiredTags,
    iamEngineerOneUser,
    iamEngineerNoDirectPermissions,
    iamEngineerNoKeyInState,
    iamEngineerNoCredentialInState,
    iamServiceCredentialEnds,
    iamOwnServiceCredentialEnds,
    iamNoLoginProfileInState,
    iamRoleTrustRequiresMfa,
    iamRoleTrustNamesItsCaller,
    iamNoExclusiveAttachment,
    iamNoAdminForPeople,
    iamNoAdminByIdentityCenter,
    iamPasswordPolicy,
    iamUserAccessUntil,
    iamUserCanBeOffboarded,
    iamNoUncheckedResource,
    iamUniqueWithoutCase,
  ],
});
