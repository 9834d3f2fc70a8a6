import { iamArn, type Home } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

export interface SlackSecretPolicy extends Home {
  readonly secretArn: string;
  /** The name of the role of the function that reads it. */
  readonly readerName: string;
  /** The ARNs of the roles that may read and change the value beside it, whoever deploys among them. */
  readonly administratorArns?: readonly string[];
}

const valueActions = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecret',
  'secretsmanager:UpdateSecretVersionStage',
];

/**
 * On a secret of Slack's: nobody of another account comes to it, whatever else they may, and, where its administrators
 * are named, nobody but them and the function to its value, which is under all of its stages, the previous one's too. It
 * denies alone: who may, their own policies say. The policy itself can be changed by the account's administrators still,
 * or a wrong name would lock out everybody.
 * @param what the value is called in the statement's Sid: `Token`
 */
export function slackSecretPolicy(secret: SlackSecretPolicy, what: string): PolicyDocument {
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
          Sid: `Deny${what}ToOthers`,
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: valueActions,
          Resource: secretArn,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': [...new Set(allowed)].sort() } },
        },
  );
}

/** On the secret of the bot's token, which `notify` reads. */
export const slackTokenPolicy = (secret: SlackSecretPolicy): PolicyDocument =>
  slackSecretPolicy(secret, 'Token');

/** On that of the signing secret, by which `slack-in` knows Slack's requests. */
export const signingSecretPolicy = (secret: SlackSecretPolicy): PolicyDocument =>
  slackSecretPolicy(secret, 'SigningSecret');
