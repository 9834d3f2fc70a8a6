// Written from rules/ by: ts-node policy-pack/testing/write-from-rules.ts
export const tagKeys = {
  type: 'type',
  slackId: 'slack-id',
  fullName: 'full-name',
  exemptUntil: 'key-exempt-until',
  rotateWith: 'rotate-with',
} as const;
export const userTypes = ['engineer', 'machine'] as const;
export type UserType = (typeof userTypes)[number];
export const rotationTools = ['keyturn', 'aws-vault', 'aws-cli', 'custom'] as const;
export const slackUserIdPattern = /^[UW][A-Z0-9]{8,20}$/;
export const slackChannelIdPattern = /^[CG][A-Z0-9]{8,20}$/;
export const servicesWithCredentialAge = [
  'aws-external-anthropic.amazonaws.com',
  'bedrock.amazonaws.com',
  'cloudwatch.amazonaws.com',
  'logs.amazonaws.com',
] as const;
export const maximumExemptionDays = 90;
