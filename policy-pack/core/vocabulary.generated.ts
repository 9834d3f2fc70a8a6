// Written from rules/ by: ts-node policy-pack/testing/write-from-rules.ts
export const tagKeys = {
  type: 'type',
  slackId: 'slack-id',
  fullName: 'full-name',
  exemptUntil: 'key-exempt-until',
  exemptReason: 'key-exempt-reason',
  exemptBy: 'key-exempt-by',
  rotateWith: 'rotate-with',
  access: 'access',
  keyUntil: 'key-until',
  identityCenterName: 'identity-center-name',
} as const;
export const userTypes = ['engineer', 'machine'] as const;
export type UserType = (typeof userTypes)[number];
export const rotationTools = ['keyturn', 'aws-vault', 'aws-cli', 'custom'] as const;
export const waysIn = ['key', 'sign-in', 'identity-center'] as const;
export type WayIn = (typeof waysIn)[number];
export const slackUserIdPattern = /^[UW][A-Z0-9]{8,20}$/;
export const slackChannelIdPattern = /^[CG][A-Z0-9]{8,20}$/;
export const exemptionTextPattern =
  /^(?![aA][wW][sS]:)(?=[\p{Z}_.:/=+\-@]*[\p{L}\p{N}])[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;
export const exemptionTextTakes =
  '1 to 256 letters, digits, spaces and _ . : / = + - @, not signs alone, and not aws: in front (it becomes an AWS tag)';
export const servicesWithCredentialAge = [
  'aws-external-anthropic.amazonaws.com',
  'bedrock.amazonaws.com',
  'cloudwatch.amazonaws.com',
  'logs.amazonaws.com',
] as const;
export const maximumExemptionDays = 90;
