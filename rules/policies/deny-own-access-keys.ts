import { iamArn, type Home } from '../arn';
import { endOfDayEverywhere } from '../key-until';
import type { LocalDate } from '../model';
import { policyDocument, type PolicyDocument, type Statement } from './document';

/**
 * Whoever has no way in by key neither makes one for themselves nor enables one that is left, whatever else allows it.
 * Seeing and deleting what is left stays as it was.
 */
export function denyOwnAccessKeys(home: Home): PolicyDocument {
  return policyDocument(ownAccessKeys(home));
}

/**
 * The same from the end of a day on, for those who have `key` until then: no deployment is needed on the day.
 * @param keyUntil the last day on which they may
 */
export function denyOwnAccessKeysAfter(home: Home, keyUntil: LocalDate): PolicyDocument {
  return policyDocument({
    ...ownAccessKeys(home),
    Sid: 'DenyOwnAccessKeysAfterTheirLastDay',
    Condition: { DateGreaterThan: { 'aws:CurrentTime': endOfDayEverywhere(keyUntil) } },
  });
}

function ownAccessKeys(home: Home): Statement {
  return {
    Sid: 'DenyOwnAccessKeys',
    Effect: 'Deny',
    // UpdateAccessKey has no condition for the new status: who may disable a key may enable it again.
    Action: ['iam:CreateAccessKey', 'iam:UpdateAccessKey'],
    // Other users' keys are other people's to give. The second for users under a path.
    Resource: [iamArn(home, 'user/${aws:username}'), iamArn(home, 'user/*/${aws:username}')],
  };
}
