import { iamArn, type Home } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

export interface SlackTokenPolicy extends Home {
  readonly secretArn: string;
  /** The name of the role of the function `notify`. */
  readonly readerName: string;
  /** The ARNs of the roles that may read and change the token beside it, whoever deploys among them. */
  readonly administratorArns?: readonly string[];
}

const valueActions = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecret',
  'secretsmanager:UpdateSecretVersionStage',
];

/**
 * On the secret of Slack's token: nobody of another account comes to it, whatever else they may, and, where its
 * administrators are named, nobody but them and the function to its value. It denies alone: who may, their own policies
 * say. The policy itself can be changed by the account's administrators still, or a wrong name would lock out everybody.
 */
export function slackTokenPolicy(secret: SlackTokenPolicy): PolicyDocument {
  const { secretArn, accountId, readerName, administratorArns = [] } = secret;
  const allowed = [iamArn(secret, `role/${readerName}`), ...administratorArns];
  return policyDocument(
    {
      Sid: 'DenyOtherAccounts',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'secretsmanager:*',
      Resource: secretArn,
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': accountId } },
    },
    administratorArns.length === 0
      ? undefined
      : {
          Sid: 'DenyTokenToOthers',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: valueActions,
          Resource: secretArn,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': [...new Set(allowed)].sort() } },
        },
  );
}
