import type { RecordedCall } from '../../emulation/moto/start';

/** What IAM asks its policies about a call. */
export interface Judged {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

type ResourceOf = (call: RecordedCall) => string;

const any: ResourceOf = () => '*';
const user: ResourceOf = ({ account, about }) =>
  `arn:aws:iam::${account}:user/${about['UserName']}`;
/** One that names no user is about all, and so about one whom no policy names. */
const userOrAll: ResourceOf = (call) =>
  user(call.about['UserName'] ? call : { ...call, about: { UserName: 'whoever-it-is' } });
const table: ResourceOf = ({ account, region, about }) =>
  `arn:aws:dynamodb:${region}:${account}:table/${about['TableName'] ?? about['RequestItems']}`;
const updatedTable: ResourceOf = (call) => {
  const [kind, name = '', ...more] = (call.about['TransactItems'] ?? '').split(/[:,]/);
  if (kind !== 'Update' || more.length > 0)
    throw new Error('a transaction that does not only update');
  return table({ ...call, about: { TableName: name } });
};
const queue: ResourceOf = ({ account, region, about }) =>
  `arn:aws:sqs:${region}:${account}:${about['QueueUrl']?.split('/').at(-1)}`;
const object: ResourceOf = ({ about }) => `arn:aws:s3:::${about['Bucket']}/${about['Key']}`;

/**
 * Every call that Keyturn's roles make, and which resource IAM judges it by, from AWS's Service Authorization
 * Reference. Where the API's name is not the action's, the action.
 */
const calls: Readonly<Record<string, ResourceOf | readonly [action: string, ResourceOf]>> = {
  'cloudtrail:LookupEvents': any,
  'dynamodb:BatchWriteItem': table,
  'dynamodb:GetItem': table,
  'dynamodb:Query': table,
  // A transaction is judged by what it does to each item: ours only updates.
  'dynamodb:TransactWriteItems': ['dynamodb:UpdateItem', updatedTable],
  'dynamodb:UpdateItem': table,
  'iam:GenerateCredentialReport': any,
  'iam:GetAccessKeyLastUsed': user,
  'iam:GetAccountAuthorizationDetails': any,
  'iam:GetCredentialReport': any,
  'iam:ListAccessKeys': user,
  'iam:ListServiceSpecificCredentials': userOrAll,
  'iam:ListSSHPublicKeys': user,
  'iam:ListSigningCertificates': user,
  'iam:ListUserTags': user,
  'iam:UpdateAccessKey': user,
  'iam:UpdateSSHPublicKey': user,
  'iam:UpdateServiceSpecificCredential': user,
  'iam:UpdateSigningCertificate': user,
  'organizations:ListAccounts': any,
  's3:GetObject': object,
  's3:ListObjectsV2': ['s3:ListBucket', ({ about }) => `arn:aws:s3:::${about['Bucket']}`],
  's3:PutObject': object,
  'secretsmanager:GetSecretValue': ({ about }) => about['SecretId'] ?? '',
  'sqs:DeleteMessage': queue,
  'sqs:GetQueueAttributes': queue,
  'sqs:ReceiveMessage': queue,
  'sqs:SendMessage': queue,
  'sqs:SendMessageBatch': ['sqs:SendMessage', queue],
  'sts:AssumeRole': ({ about }) => about['RoleArn'] ?? '',
};

/**
 * One question, or of a role that is assumed under a source identity two: it takes both to be let.
 * @param userTags by user name
 * @param organizationId where the company's accounts are in one
 * @throws Error for a call that the table does not name
 */
export function whatIamJudges(
  call: RecordedCall,
  userTags: ReadonlyMap<string, Readonly<Record<string, string>>>,
  organizationId?: string,
): readonly Judged[] {
  const name = `${call.service}:${call.action}`;
  const known = calls[name];
  if (known === undefined)
    throw new Error(
      `${call.principal} calls ${name}: say in test/permissions/what-iam-judges.ts by which resource IAM judges it`,
    );
  const [action, resourceOf] = typeof known === 'function' ? [name, known] : known;
  const { UserName = '', ExternalId, SourceIdentity } = call.about;
  const tags = resourceOf === user ? (userTags.get(UserName) ?? {}) : {};
  const resource = resourceOf(call);
  const context = {
    'aws:RequestedRegion': call.region,
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
    ),
    ...(SourceIdentity && { 'sts:SourceIdentity': SourceIdentity }),
    ...(call.sourceIdentity && { 'aws:SourceIdentity': call.sourceIdentity }),
    ...(organizationId && {
      'aws:PrincipalOrgID': organizationId,
      'aws:ResourceOrgID': organizationId,
    }),
  };
  if (action !== 'sts:AssumeRole') return [{ action, resource, context }];
  const shown = ExternalId ? { ...context, 'sts:ExternalId': ExternalId } : context;
  const named = { action: 'sts:SetSourceIdentity', resource, context };
  return [{ action, resource, context: shown }, ...(SourceIdentity ? [named] : [])];
}
