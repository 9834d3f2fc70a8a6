import type { PolicyCases } from './policy-cases';
import { unknown } from './run-policy';
import { documentOf, mfa, role, root, trusting, trustStatement } from './trust-documents';

const condition = (operator: string, key: string, value: unknown) =>
  trusting({ Condition: { [operator]: { [key]: value } } });
const ofAccount = (...ids: string[]) => ({ allowedAccountIds: JSON.stringify(ids) });
const assuming = (...arns: string[]) => ({
  assumeRoles: JSON.stringify(arns.map((roleArn) => ({ roleArn }))),
});

const everybody = /Statement number 1 of the trust policy trusts everybody/;
const foreign =
  /trusts arn:aws:iam::1{12}:root(, maybe)? of another account,? without a condition\. Add Stri/;

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
  ['a document that is no JSON', role('Allow'), /can't be read: it is not JSON/],
];
