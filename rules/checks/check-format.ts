/** Of what functions are asked, and of what they answer. No import: slack-in, which must start fast, has it too. */
export const CHECK_FORMAT = 'keyturn-check/1';

/** What a line of a function's answer can be about, and what its id is then. */
export const checkWords = {
  event: 'what the function was asked, by its format, where it could not read it',
  environment: "a variable of the function's environment, by its name",
  organization:
    'who lists the accounts: `organizations:ListAccounts`, or the ARN of the role that may',
  account:
    "an account that the function was asked about and that is not one of its own: the account's id",
  'audit-role': "the audit role in an account: the account's id",
  'audit-right':
    "one right of it: `<account's id> <action>`; the action alone where it was tried in none of several accounts",
  ledger: "the table's name",
  'notice-queue': "the queue's URL",
  'action-queue': "the queue's URL",
  'reports-bucket': "the bucket's name",
  'slack-token': "the secret's ARN",
  'signing-secret': "the secret's ARN",
  'slack-app': 'the URL of the workspace; of Slack, where it does not answer',
  'slack-scope': "the scope's name",
  'slack-channel': "the channel's id",
  'slack-user': "the person's id",
} as const;
export type CheckWord = keyof typeof checkWords;
