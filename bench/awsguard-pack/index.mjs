import security from '@pulumi/awsguard/security.js';
import { PolicyPack } from '@pulumi/policy';

// All of AWSGuard would also ask AWS for certificates, volumes and so on: these two are what it has for IAM.
new PolicyPack('awsguard-iam', {
  enforcementLevel: 'mandatory',
  policies: [security.iamAccessKeysRotated, security.iamMfaEnabledForConsoleAccess],
});
