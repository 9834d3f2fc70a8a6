import {
  accountAccessApplicationArnPattern,
  accountIdPattern,
  bucketNamePattern,
  codeSigningConfigArnPattern,
  componentNamePattern,
  emailPattern,
  eventBusArnPattern,
  externalIdPattern,
  foreignTo,
  groupNamePattern,
  iamNamePattern,
  iamPathPattern,
  identityCenterGroupNamePattern,
  identityCenterInstanceArnPattern,
  identityCenterUserNamePattern,
  identityStoreIdPattern,
  kmsKeyArnPattern,
  managedPolicyArnPattern,
  organizationalUnitIdPattern,
  permissionSetDescriptionPattern,
  permissionSetNamePattern,
  roleArnPattern,
  roleDescriptionPattern,
  rolePathPattern,
  secretArnPattern,
  topicArnPattern,
} from '../rules/formats';
import { isLocalDate } from '../rules/local-date';
import { type Check, inputError, matching } from './check';

/** What AWS takes for the things that several components are given. */

export const accountId = matching(accountIdPattern, 'an account id of twelve digits');

/** A day. */
export const localDate: Check<string> = (date) =>
  isLocalDate(date) ? undefined : `expected a date, YYYY-MM-DD, found ${JSON.stringify(date)}`;

/** A role's or a group's name. */
export const iamName = matching(iamNamePattern, '1 to 64 of A-Z a-z 0-9 and + = , . @ _ -');

export const groupName = (longest: number) =>
  matching(
    groupNamePattern(longest),
    `a group's name: 1 to ${longest} of A-Z a-z 0-9 and + = , . @ _ -`,
  );

export const userName = matching(
  iamNamePattern,
  'a user name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
);

export const iamPath = matching(iamPathPattern, 'a path that begins and ends with /');

export const rolePath = matching(
  rolePathPattern,
  'a path that begins and ends with /, of A-Z a-z 0-9 and + = , . @ _ -',
);

export const roleDescription: Check<string> = (text) => {
  if (typeof text === 'string' && roleDescriptionPattern.test(text)) return undefined;
  const foreign = typeof text === 'string' ? foreignTo(text) : undefined;
  const found =
    foreign === undefined ? `${String(text).length} characters` : JSON.stringify(foreign);
  return `expected at most 1000 letters and signs of Latin-1, which is what IAM takes, found ${found}`;
};

export const roleArn = matching(roleArnPattern, 'the ARN of one role');

export const accountAccessApplicationArn = matching(
  accountAccessApplicationArnPattern,
  "the ARN of an application of account access manager's (arn:aws:account-access:…:application/…)",
);

export const identityCenterInstanceArn = matching(
  identityCenterInstanceArnPattern,
  'the ARN of an instance of IAM Identity Center (arn:aws:sso:::instance/ssoins-…)',
);

export const identityStoreId = matching(
  identityStoreIdPattern,
  'the id of an identity store (d-…)',
);

export const identityCenterGroupName = matching(
  identityCenterGroupNamePattern,
  'the name of a group in IAM Identity Center: 1 to 1024 letters, digits and signs',
);

export const identityCenterUserName = matching(
  identityCenterUserNamePattern,
  'a user name in IAM Identity Center: 1 to 128 letters, digits and signs',
);

export const permissionSetName = matching(
  permissionSetNamePattern,
  "a permission set's name: 1 to 32 of A-Z a-z 0-9 and + = , . @ _ -",
);

export const permissionSetDescription = matching(
  permissionSetDescriptionPattern,
  '1 to 700 letters and signs of Latin-1, which is what IAM Identity Center takes',
);

export const managedPolicyArn = matching(managedPolicyArnPattern, 'the ARN of a managed policy');

export const externalId = matching(
  externalIdPattern,
  'an external id of 2 to 1224 of A-Z a-z 0-9 and + = , . @ : / _ -',
);

export const keyArn = matching(kmsKeyArnPattern, "a KMS key's ARN");

export const eventBusArn = matching(eventBusArnPattern, 'the ARN of an event bus');

export const secretArn = matching(
  secretArnPattern,
  "a secret's whole ARN, which ends in - and the six characters that AWS adds to its name",
);

export const topicArn = matching(topicArnPattern, "a standard SNS topic's ARN");

export const bucketName = matching(bucketNamePattern, "a bucket's name");

export const codeSigningConfigArn = matching(
  codeSigningConfigArnPattern,
  "the ARN of one of Lambda's code signing configurations",
);

export const email = matching(emailPattern, 'an e-mail address');

/** What AWS Organizations calls a unit, or the root that holds all of them. */
export const organizationalUnitId = matching(
  organizationalUnitIdPattern,
  'the id of an organizational unit (ou-…) or of the root (r-…)',
);

/**
 * The Pulumi name of a component from which AWS's names are made.
 * @throws InputPropertyError
 */
export function checkName(name: string): void {
  if (!componentNamePattern.test(name))
    throw inputError(
      'name',
      `expected a letter, then at most 39 letters, digits and hyphens, found ${JSON.stringify(name)}`,
    );
}
