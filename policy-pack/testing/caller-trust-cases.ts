import type { PolicyCases } from './policy-cases';
import { unknown } from './run-policy';
import { documentOf, mfa, role, root, trusting, trustStatement } from './trust-documents';

const condition = (operator: string, key: string, value: unknown) =>
  trusting({ Condition: { [operator]: { [key]: value } } });
const ofAccount = (...ids: string[]) => ({ allowedAccountIds: JSON.stringify(ids) });
const assuming = (...arns: string[]) => ({
  assumeRoles: JSON.stringify(arns.map((roleArn) => ({ roleArn }))),
});

const application =
  'arn:aws:account-access:eu-central-1:333333333333:application/aa-0123456789abcdef';
const ofApplication = { 'aws:SourceArn': application, 'aws:SourceAccount': '333333333333' };
/** As AWS writes it, and as its guide for roles of account access manager has it. */
const accountAccess = (Condition?: unknown, changes: object = {}) =>
  trusting({
    Principal: { Service: 'account-access.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
    Condition,
    ...changes,
  });
const onBehalf = (source: object) =>
  accountAccess({ StringEquals: { ...ofApplication, ...source } });
const webIdentity = (provider: string, Condition?: unknown) =>
  trusting({
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
  });
const cognito = 'cognito-identity.amazonaws.com';
const pool = 'eu-central-1:12345678-1234-1234-1234-123456789012';

const everybody = /Statement number 1 of the trust policy trusts everybody/;
const foreign =
  /trusts arn:aws:iam::1{12}:root(, maybe)? of another account,? without a condition\. Add Stri/;

const anybody =
  /Statement number 1 of the trust policy lets [a-z.-]+ bring anybody in, not only one's own people\. Add Stri/;

/** Trusts that name whom they let in. */
export const callerTrustPasses: PolicyCases['passes'] = [
  ['an external id', condition('StringEquals', 'sts:ExternalId', 'b7d2')],
  ['one of several external ids', condition('StringEquals', 'sts:ExternalId', ['b7d2', 'c9'])],
  ['a pattern of external ids', condition('StringLike', 'STS:externalid', 'acme-*')],
  ['an organization', condition('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')],
  [
    'a unit of an organization',
    condition('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/r-ab12/*'),
  ],
  ['MFA', trusting({ Condition: mfa })],
  ['who one is, which lets nobody in', trusting({ Action: 'STS:SetSourceIdentity' })],
  ['a service', trusting({ Principal: { Service: 'lambda.amazonaws.com' } })],
  ['a provider of identities', trusting({ Principal: { Federated: 'accounts.google.com' } })],
  ['account access of one application', onBehalf({})],
  [
    'account access of one application by patterns that are none',
    accountAccess({
      ArnLike: { 'AWS:sourcearn': [application] },
      StringLike: { 'aws:SourceAccount': '333333333333' },
    }),
  ],
  [
    'account access without the tags of the session',
    accountAccess(
      { StringEquals: ofApplication },
      { Action: ['sts:AssumeRole', 'sts:SetContext'] },
    ),
  ],
  [
    'what account access says of a session, which lets nobody in',
    accountAccess(undefined, { Action: ['sts:SetContext', 'sts:TagSession'] }),
  ],
  ['a Deny of account access', accountAccess(undefined, { Effect: 'Deny' })],
  [
    'account access beside engineers with MFA',
    role(
      documentOf(
        trustStatement({ Condition: mfa }),
        trustStatement({
          Principal: { Service: 'account-access.amazonaws.com' },
          Condition: { StringEquals: ofApplication },
        }),
      ),
    ),
  ],
  ["one's own identity pool", webIdentity(cognito, { StringEquals: { [`${cognito}:aud`]: pool } })],
  [
    'an application at a provider that is built in',
    webIdentity('graph.facebook.com', {
      StringEquals: { 'graph.facebook.com:app_id': ['1', '2'] },
    }),
  ],
  [
    'somebody at a provider that is built in',
    webIdentity('accounts.google.com', { StringEquals: { 'accounts.google.com:sub': '118' } }),
  ],
  [
    "a company's own provider",
    webIdentity('arn:aws:iam::111111111111:oidc-provider/id.example.com'),
  ],
  [
    'a provider that people come by in another way',
    trusting({ Principal: { Federated: 'www.amazon.com' }, Action: 'sts:TagSession' }),
  ],
  ['its own account, by the provider', trusting({}, ofAccount('111111111111'))],
  [
    'its own account, by the last role of the provider',
    trusting({}, assuming('arn:aws:iam::2:role/a', 'arn:aws:iam::111111111111:role/b')),
  ],
  [
    'its own account, by the only role of an older provider',
    trusting(
      {},
      {
        assumeRole: JSON.stringify({ roleArn: 'arn:aws:iam::111111111111:role/b' }),
      },
    ),
  ],
  ['its own account, by the config', trusting({}), { accountIds: ['111111111111'] }],
  [
    'its own account by its number',
    trusting({ Principal: { AWS: '111111111111' } }, ofAccount('111111111111')),
  ],
  ['a Deny of everybody', trusting({ Effect: 'Deny', Principal: '*' })],
  [
    'an external id for an account that is not known yet',
    role(
      documentOf(
        trustStatement({ Condition: { StringEquals: { 'sts:ExternalId': 'b7d2', a: unknown } } }),
      ),
    ),
  ],
];

/** Trusts that don't, or that IAM could not read. */
export const callerTrustRefuses: NonNullable<PolicyCases['refuses']> = [
  ['everybody', trusting({ Principal: '*' }), everybody],
  ['everybody of AWS', trusting({ Principal: { AWS: '*' } }), everybody],
  ['everybody in a list', trusting({ Principal: { AWS: [root, '*'] } }), everybody],
  ['everybody with MFA', trusting({ Principal: '*', Condition: mfa }), everybody],
  ['everybody federated', trusting({ Principal: { Federated: '*' } }), everybody],
  ['everybody but one', trusting({ Principal: undefined, NotPrincipal: { AWS: root } }), everybody],
  [
    'everybody of an organization',
    trusting({
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    }),
    everybody,
  ],
  ['another account', trusting({}, ofAccount('222222222222')), foreign],
  [
    'another account than the assumed role’s',
    trusting({}, assuming('arn:aws:iam::2:role/a')),
    foreign,
  ],
  ['an account where nobody says which is its own', trusting({}), /say so with allowedAccountIds/],
  [
    'another account beside its own',
    trusting(
      { Principal: { AWS: [root, 'arn:aws:iam::333333333333:role/ci'] } },
      ofAccount('111111111111'),
    ),
    /trusts arn:aws:iam::3{12}:role\/ci of another/,
  ],
  [
    'a role of another account',
    trusting({ Principal: { AWS: 'arn:aws:iam::333333333333:role/ci' } }),
    /role\/ci, maybe of another account,/,
  ],
  [
    'an external id if it exists',
    condition('StringEqualsIfExists', 'sts:ExternalId', 'b'),
    foreign,
  ],
  ['any external id', condition('StringLike', 'sts:ExternalId', '*'), foreign],
  ['one external id or any', condition('StringLike', 'sts:ExternalId', ['b7d2', '*']), foreign],
  [
    'an external id for all values',
    condition('ForAllValues:StringEquals', 'sts:ExternalId', 'b'),
    foreign,
  ],
  ['any other external id', condition('StringNotEquals', 'sts:ExternalId', 'b7d2'), foreign],
  ['any organization', condition('StringLike', 'aws:PrincipalOrgID', 'o-*'), foreign],
  ['MFA if it exists', condition('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true'), foreign],
  ['another action', trusting({ Action: 'sts:TagSession' }), foreign],
  [
    'who one is, and to come in',
    trusting({ Action: ['sts:SetSourceIdentity', 'sts:AssumeRole'] }),
    foreign,
  ],
  ['whatever begins so', trusting({ Action: 'sts:Set*' }), foreign],
  [
    'everything but who one is',
    trusting({ Action: undefined, NotAction: 'sts:SetSourceIdentity' }),
    foreign,
  ],
  ['account access of anybody', accountAccess(), anybody],
  ['account access of an account', onBehalf({ 'aws:SourceArn': undefined }), anybody],
  ['account access of an application alone', onBehalf({ 'aws:SourceAccount': undefined }), anybody],
  [
    'account access of any application of an account',
    onBehalf({ 'aws:SourceArn': application.replace(/aa-.*/, '*') }),
    anybody,
  ],
  [
    'account access of any application of an account by its pattern',
    accountAccess({
      ArnLike: { 'aws:SourceArn': application.replace(/aa-.*/, 'aa-?123*') },
      StringEquals: { 'aws:SourceAccount': '333333333333' },
    }),
    anybody,
  ],
  [
    'account access of two applications',
    onBehalf({ 'aws:SourceArn': [application, application.replace('aa-', 'ab-')] }),
    anybody,
  ],
  [
    "account access of an application by the account's number in a variable",
    onBehalf({ 'aws:SourceArn': application.replace('333333333333', '${aws:PrincipalAccount}') }),
    anybody,
  ],
  [
    'account access of something else than an application of it',
    onBehalf({ 'aws:SourceArn': 'arn:aws:sso::333333333333:application/ssoins-1/apl-2' }),
    anybody,
  ],
  [
    'account access of an application in another account than it comes for',
    onBehalf({ 'aws:SourceAccount': '111111111111' }),
    anybody,
  ],
  [
    'account access of an application if it says so',
    accountAccess({ StringEqualsIfExists: ofApplication }),
    anybody,
  ],
  [
    'account access of an organization',
    accountAccess({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }),
    anybody,
  ],
  ['account access with MFA', accountAccess(mfa), anybody],
  [
    'account access among other services',
    accountAccess(undefined, {
      Principal: { Service: ['lambda.amazonaws.com', 'account-access.amazonaws.com'] },
    }),
    anybody,
  ],
  [
    'account access beside its own account',
    accountAccess(undefined, {
      Principal: { Service: 'account-access.amazonaws.com', AWS: '111111111111' },
    }),
    anybody,
  ],
  ['every identity pool', webIdentity(cognito), anybody],
  [
    'every identity pool of whoever is signed in',
    webIdentity(cognito, { 'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'authenticated' } }),
    anybody,
  ],
  [
    'every identity pool of a Region',
    webIdentity(cognito, { StringLike: { [`${cognito}:aud`]: 'eu-central-1:*' } }),
    anybody,
  ],
  ['everybody at Google', webIdentity('accounts.google.com'), anybody],
  ['everybody at Facebook', webIdentity('graph.facebook.com'), anybody],
  [
    'everybody at Amazon, by the audience of another provider',
    webIdentity('www.amazon.com', { StringEquals: { 'accounts.google.com:aud': '1' } }),
    anybody,
  ],
  ['a document that is no JSON', role('Allow'), /can't be read: it is not JSON/],
];
