import { credentialEvents } from '../rules/credentials';

/** The EventBridge pattern of what CloudTrail says of credentials that were made, changed or deleted. */
export const keyEventPattern = JSON.stringify({
  source: ['aws.iam'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: {
    eventSource: ['iam.amazonaws.com'],
    eventName: credentialEvents,
    // A call that IAM refused changed nothing.
    errorCode: [{ exists: false }],
  },
});
