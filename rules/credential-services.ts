/**
 * The services whose service-specific credentials end where whoever makes one says so (`CredentialAgeDays`): API keys.
 * Without an age they never do. IAM User Guide, "API keys for AWS services".
 */
export const servicesWithCredentialAge = [
  'aws-external-anthropic.amazonaws.com',
  'bedrock.amazonaws.com',
  'cloudwatch.amazonaws.com',
  'logs.amazonaws.com',
] as const;
export type ServiceWithCredentialAge = (typeof servicesWithCredentialAge)[number];

/** Those for whose passwords AWS documents no end. */
export const servicesWithoutCredentialAge = [
  'cassandra.amazonaws.com',
  'codecommit.amazonaws.com',
] as const;

/** The greatest `CredentialAgeDays` that self-management may be given: rule 5's, in days. */
export const longestCredentialAgeDays = 90;
