import { buildArn, type Home } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

/**
 * `aws login` makes credentials of a console session, of fifteen minutes, and renews them for up to twelve hours.
 *
 * The public client `localhost` alone: there browser and AWS CLI are on one machine. The other one, `remote`
 * (`aws login --remote`), takes a code that somebody copies, and so can be talked into copying for somebody else. AWS's
 * own policy SignInLocalDevelopmentAccess allows both, of every account.
 * https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html
 */
export function signInOnOwnMachine({ partition, accountId }: Home): PolicyDocument {
  return policyDocument({
    Sid: 'SignInOnOwnMachineWithMfa',
    Effect: 'Allow',
    Action: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
    // Of every region: people choose at the sign-in.
    Resource: buildArn({
      partition,
      service: 'signin',
      region: '*',
      accountId,
      resource: 'oauth2/public-client/localhost',
    }),
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  });
}
