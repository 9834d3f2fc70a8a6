import { iamArn, type Home } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

/**
 * Whoever has no way in by key neither makes one for themselves nor enables one that is left, whatever else allows it.
 * Seeing and deleting what is left stays as it was.
 */
export function denyOwnAccessKeys(home: Home): PolicyDocument {
  return policyDocument({
    Sid: 'DenyOwnAccessKeys',
    Effect: 'Deny',
    // UpdateAccessKey has no condition for the new status: who may disable a key may enable it again.
    Action: ['iam:CreateAccessKey', 'iam:UpdateAccessKey'],
    // Other users' keys are other people's to give. The second for users under a path.
    Resource: [iamArn(home, 'user/${aws:username}'), iamArn(home, 'user/*/${aws:username}')],
  });
}
