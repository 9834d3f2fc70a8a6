import { iamArn, type Home } from '../arn';
import { statusAction } from '../credentials';
import { policyDocument, type PolicyDocument } from './document';

/**
 * To what the session is held in which one press is done, whatever the audit role may do: the one user and the calls that
 * it takes. Users may be in any path, and their names are theirs alone in the account.
 * @param allowDisable false: it may only read
 */
export function actSessionPermissions(
  home: Home,
  userName: string,
  allowDisable: boolean,
): PolicyDocument {
  const user = [iamArn(home, `user/${userName}`), iamArn(home, `user/*/${userName}`)];
  return policyDocument(
    {
      Sid: 'ReadTheUser',
      Effect: 'Allow',
      Action: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys', 'iam:ListUserTags'],
      Resource: user,
    },
    {
      // It can't be narrowed to a user.
      Sid: 'FindWhoDidIt',
      Effect: 'Allow',
      Action: 'cloudtrail:LookupEvents',
      Resource: '*',
    },
    allowDisable
      ? {
          Sid: 'DisableTheKey',
          Effect: 'Allow',
          Action: statusAction('access-key'),
          Resource: user,
        }
      : undefined,
  );
}
