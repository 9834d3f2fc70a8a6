import type { PolicyCases } from './policy-cases';
import { unknown } from './run-policy';
import { documentOf, mfa, role, root, trusting, trustStatement } from './trust-documents';

const condition = (operator: string, values: unknown, key = 'aws:MultiFactorAuthPresent') =>
  trusting({ Condition: { [operator]: { [key]: values } } });
export const age = 'aws:MultiFactorAuthAge';
const principal = (Principal: unknown) => trusting({ Principal });
const github = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com';
const onlyFrom = (operator: string, values: unknown) =>
  condition(operator, values, 'aws:PrincipalArn');
const ciRole = 'arn:aws:iam::111111111111:role/ci';

/** Trusts that let nobody in without MFA. */
export const mfaTrustPasses: PolicyCases['passes'] = [
  ['a condition on MFA', trusting({ Condition: mfa })],
  ['a document that is an object', role(documentOf(trustStatement({ Condition: mfa })))],
  ['one statement without a list', role({ Statement: trustStatement({ Condition: mfa }) })],
  ['true in capitals', condition('Bool', 'TRUE')],
  ['true that is no text', condition('Bool', true)],
  ['true in a list', condition('Bool', ['true'])],
  ['key and operator in other cases', condition('bool', 'true', 'AWS:multifactorauthpresent')],
  ['ForAnyValue, which no call without MFA passes', condition('ForAnyValue:Bool', 'true')],
  ['an age of the MFA', condition('NumericLessThan', '3600', age)],
  ['a least age of the MFA', condition('NumericGreaterThanEquals', '0', age)],
  ['the age of the MFA to be there', condition('Null', 'false', age)],
  [
    'elements in lower case',
    role({
      statement: {
        effect: 'Allow',
        principal: { aws: root },
        action: 'sts:AssumeRole',
        condition: mfa,
      },
    }),
  ],
  ['a service', principal({ Service: 'lambda.amazonaws.com' })],
  [
    'account access of one application, whose people give IAM Identity Center their MFA',
    trusting({
      Principal: { Service: 'account-access.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceArn':
            'arn:aws:account-access:eu-central-1:333333333333:application/aa-0123456789abcdef',
          'aws:SourceAccount': '333333333333',
        },
      },
    }),
  ],
  [
    'an OpenID Connect provider',
    trusting({ Principal: { Federated: github }, Action: 'sts:AssumeRoleWithWebIdentity' }),
  ],
  [
    'a SAML provider',
    trusting({
      Principal: { Federated: 'arn:aws:iam::111111111111:saml-provider/okta' },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    }),
  ],
  ['a role', principal({ AWS: ciRole })],
  ['roles', principal({ AWS: [ciRole, 'arn:aws-cn:iam::222222222222:role/a/b'] })],
  ["a role's session", principal({ AWS: 'arn:aws:sts::111111111111:assumed-role/ci/run' })],
  ['a role that was deleted', principal({ AWS: 'AROAEXAMPLE0000000000' })],
  ['only one role of an account', onlyFrom('ArnEquals', ciRole)],
  ['only certain roles of an account', onlyFrom('ArnLike', ['arn:aws:iam::*:role/aws-reserved/*'])],
  ['only one role, by its text', onlyFrom('StringEquals', ciRole)],
  ['only roles, by their text', onlyFrom('StringLike', 'arn:aws:iam::111111111111:role/ci-*')],
  ['only tagging the session', trusting({ Action: 'sts:TagSession' })],
  ['a Deny', trusting({ Effect: 'Deny' })],
  ['no statement', role(documentOf())],
  [
    'MFA beside a condition that is not known yet',
    trusting({ Condition: { ...mfa, ArnLike: { 'aws:PrincipalArn': unknown } } }),
  ],
  [
    'MFA for a principal that is not known yet',
    role(documentOf(trustStatement({ Principal: { AWS: unknown }, Condition: mfa }))),
  ],
  [
    'a service under a condition that is not known yet',
    role(
      documentOf(
        trustStatement({ Principal: { Service: 'ec2.amazonaws.com' }, Condition: unknown }),
      ),
    ),
  ],
];

const noMfa = /Statement number 1 of the trust policy lets .* in without MFA\. Add "Condition"/;

/** Trusts that let somebody in without MFA, or that IAM could not read. */
export const mfaTrustRefuses: NonNullable<PolicyCases['refuses']> = [
  ["an account's root", trusting({}), noMfa],
  ['an account by its number', principal({ AWS: '111111111111' }), noMfa],
  ['an IAM user', principal({ AWS: 'arn:aws:iam::111111111111:user/ada' }), noMfa],
  ['an IAM user that was deleted', principal({ AWS: 'AIDAEXAMPLE0000000000' }), noMfa],
  ['everybody', principal('*'), noMfa],
  ['everybody of AWS', principal({ AWS: '*' }), noMfa],
  ['everybody in a list', principal({ AWS: [ciRole, '*'] }), noMfa],
  ['everybody but one', trusting({ Principal: undefined, NotPrincipal: { AWS: ciRole } }), noMfa],
  ['a user beside a role', principal({ AWS: [ciRole, root] }), /lets arn:aws:iam::1{12}:root in/],
  ['a user beside a service', principal({ Service: 'ec2.amazonaws.com', AWS: root }), noMfa],
  [
    'a user beside account access, which names its application',
    trusting({
      Principal: { Service: 'account-access.amazonaws.com', AWS: root },
      Condition: { StringEquals: { 'aws:SourceAccount': '333333333333' } },
    }),
    noMfa,
  ],
  ['another partition', principal({ AWS: 'arn:aws-us-gov:iam::111111111111:root' }), noMfa],
  ['BoolIfExists', condition('BoolIfExists', 'true'), noMfa],
  ['ForAllValues', condition('ForAllValues:Bool', 'true'), noMfa],
  ['ForAnyValue with IfExists', condition('ForAnyValue:BoolIfExists', 'true'), noMfa],
  ['false', condition('Bool', 'false'), noMfa],
  ['true or false', condition('Bool', ['true', 'false']), noMfa],
  ['no value', condition('Bool', []), noMfa],
  ['another operator', condition('StringEquals', 'true'), noMfa],
  ['Null, which asks for the key alone', condition('Null', 'false'), noMfa],
  ['an age of the MFA if it is there', condition('NumericLessThanIfExists', '3600', age), noMfa],
  ['any age of the MFA but one', condition('NumericNotEquals', '3600', age), noMfa],
  ['no age of the MFA', condition('Null', 'true', age), noMfa],
  ['another key', condition('Bool', 'true', 'aws:SecureTransport'), noMfa],
  ['actions in other cases', trusting({ Action: 'STS:assumerole' }), noMfa],
  ['all actions of STS', trusting({ Action: 'sts:*' }), noMfa],
  ['a pattern of actions', trusting({ Action: ['sts:TagSession', 'sts:Assume?ole'] }), noMfa],
  ['all actions but one', trusting({ Action: undefined, NotAction: 'sts:TagSession' }), noMfa],
  ['all roles and users', onlyFrom('ArnLike', 'arn:aws:iam::111111111111:*'), noMfa],
  ['a role or a user', onlyFrom('ArnEquals', [ciRole, `${root.slice(0, -4)}user/ada`]), noMfa],
  ['a role if it exists', onlyFrom('ArnEqualsIfExists', ciRole), noMfa],
  ['all but a role', onlyFrom('ArnNotEquals', ciRole), noMfa],
  ['a role-like path of a user', onlyFrom('StringLike', 'arn:aws:iam::*:role/*'), noMfa],
  [
    'the second statement, by its Sid',
    role(documentOf(trustStatement({ Condition: mfa }), trustStatement({ Sid: 'People' }))),
    /Statement "People" of the trust policy/,
  ],
  [
    'a Deny that does not make up for it',
    role(
      documentOf(
        trustStatement(),
        trustStatement({
          Effect: 'Deny',
          Principal: '*',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
        }),
      ),
    ),
    noMfa,
  ],
  [
    'a statement beside one that is not known yet',
    role(documentOf(unknown, trustStatement())),
    /Statement number 2/,
  ],
  ['a document that is no JSON', role('{"Statement":'), /can't be read: it is not JSON/],
  ['a document that is a list', role('[]'), /can't be read: the document is not an object/],
  ['an empty document', role(''), /can't be read: it is not JSON/],
  ['no document', role(undefined), /can't be read: the document is not an object/],
  [
    'no Statement',
    role('{"Version":"2012-10-17"}'),
    /can't be read: the document has no Statement/,
  ],
  ['two Statements', role({ Statement: [], statement: [] }), /are the same element/],
  ['a statement that is none', role({ Statement: ['x'] }), /statement 1 is not an object/],
  ['an Effect that is none', trusting({ Effect: 'allow' }), /statement 1 has the Effect "allow"/],
  ['no Principal', trusting({ Principal: undefined }), /statement 1 has no Principal/],
  ['no Action', trusting({ Action: undefined }), /neither Action nor NotAction/],
  ['an Action that is none', trusting({ Action: { a: 1 } }), /the Action of statement 1 is/],
  [
    'a statement beside one that is none',
    role({ Statement: [1, trustStatement()] }),
    /Statement number 2/,
  ],
];
