/** What each function that disables keys must find in its environment, as it is written there. */
export const actingVariables = {
  KEYTURN_SETTINGS: '{}',
  KEYTURN_ACCOUNTS: '{"list":[{"id":"111111111111","name":"identity"}]}',
  KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
  KEYTURN_EXTERNAL_ID: 'keyturn-of-acme',
  KEYTURN_DRY_RUN: 'false',
  KEYTURN_DRY_RUN_ACCOUNTS: '[]',
  KEYTURN_LEDGER_TABLE: 'keyturn-ledger',
  KEYTURN_NOTICE_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/111111111111/keyturn.fifo',
  AWS_REGION: 'eu-central-1',
};
