/** The five rules, in their order. */
export const ruleTitles = {
  'one-user': 'One IAM user per engineer, in one account',
  'self-management': 'An engineer may manage their own user, and nothing else',
  mfa: 'No role without MFA',
  'one-key': 'One enabled access key at a time',
  rotation: 'Access keys and the console password rotate in time',
} as const;
export type RuleName = keyof typeof ruleTitles;
export const ruleNames = Object.keys(ruleTitles) as readonly RuleName[];
