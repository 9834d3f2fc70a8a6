import type { Tried } from '../../../rules/checks/tried';

/** What SQS says of an empty message of no group. */
const ofEmpty =
  /^(MissingParameter|MissingRequiredParameter|InvalidParameterValue|InvalidMessageContents|EmptyValue)(Exception)?$/;

/** Whether this is only what SQS says of such a message, by its name of the error. */
export function isOfEmptyMessage(name: string): boolean {
  return ofEmpty.test(name);
}

/** That nothing else was said of it. Which of the two SQS looks at first, no document says. */
export const takesMessages: Tried = {
  is: 'untried',
  found: 'it is there; whether it takes messages only a message shows',
};
