import { distance } from 'fastest-levenshtein';

/** Those of AWS's own policies that people attach most, by path and name. Others are taken as they are written. */
export const commonPolicies = [
  'AdministratorAccess',
  'PowerUserAccess',
  'ReadOnlyAccess',
  'SecurityAudit',
  'IAMFullAccess',
  'IAMReadOnlyAccess',
  'IAMUserChangePassword',
  'AmazonBedrockFullAccess',
  'AmazonDynamoDBFullAccess',
  'AmazonDynamoDBReadOnlyAccess',
  'AmazonEC2ContainerRegistryFullAccess',
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonEC2FullAccess',
  'AmazonEC2ReadOnlyAccess',
  'AmazonECS_FullAccess',
  'AmazonRDSFullAccess',
  'AmazonRDSReadOnlyAccess',
  'AmazonRoute53FullAccess',
  'AmazonS3FullAccess',
  'AmazonS3ReadOnlyAccess',
  'AmazonSNSFullAccess',
  'AmazonSQSFullAccess',
  'AmazonVPCFullAccess',
  'AmazonVPCReadOnlyAccess',
  'AWSCloudFormationFullAccess',
  'AWSCloudFormationReadOnlyAccess',
  'AWSCloudTrail_FullAccess',
  'AWSCloudTrail_ReadOnlyAccess',
  'AWSLambda_FullAccess',
  'AWSLambda_ReadOnlyAccess',
  'AWSOrganizationsReadOnlyAccess',
  'AWSSupportAccess',
  'CloudWatchFullAccess',
  'CloudWatchLogsFullAccess',
  'CloudWatchLogsReadOnlyAccess',
  'CloudWatchReadOnlyAccess',
  'SecretsManagerReadWrite',
  'job-function/Billing',
  'job-function/DatabaseAdministrator',
  'job-function/DataScientist',
  'job-function/NetworkAdministrator',
  'job-function/SupportUser',
  'job-function/SystemAdministrator',
  'job-function/ViewOnlyAccess',
] as const;

const MOST_EDITS = 2;

/**
 * The policy that was meant, where one of the common ones is misspelt: nothing says so before `pulumi up` is half
 * done. Of names that differ in a capital or a digit, as those of two services do, each may be right.
 * @param name with its path, as it stands after `policy/`
 */
export function misspeltPolicy(name: string): string | undefined {
  if (commonPolicies.some((known) => known === name)) return undefined;
  const written = lastPart(name);
  return commonPolicies.find((known) => {
    const right = lastPart(known);
    return (
      inLetters(written) === inLetters(right) ||
      `${written}Access` === right ||
      (capitals(written) === capitals(right) && distance(written, right) <= MOST_EDITS)
    );
  });
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function inLetters(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}

function capitals(name: string): string {
  return name.replaceAll(/[^A-Z0-9]/g, '');
}
