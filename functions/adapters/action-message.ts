import { groupOfAction, numberedAction, type Action } from '../../rules/presses/press';

/** The action as SQS's SendMessage takes it. */
export function actionMessage(action: Action, queueUrl: string) {
  return {
    QueueUrl: queueUrl,
    MessageBody: JSON.stringify(numberedAction(action)),
    MessageGroupId: groupOfAction(action),
    MessageDeduplicationId: action.id,
  };
}
