import { iamEvents } from '../rules/iam-events';

/**
 * The EventBridge pattern of what CloudTrail says of users' and root's credentials that were made or changed, and of
 * what else the team hears of within minutes.
 */
export const keyEventPattern = JSON.stringify({
  source: ['aws.iam'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: {
    eventSource: ['iam.amazonaws.com'],
    eventName: iamEvents,
    // A call that IAM refused changed nothing.
    errorCode: [{ exists: false }],
  },
});
