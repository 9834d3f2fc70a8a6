import { servicesWithCredentialAge } from '../rules/credential-services';
import { engineerSelfManagement } from '../rules/policies';
import { iam } from './core/resource-types';
import { iamOwnServiceCredentialEnds } from './iam-own-service-credential-ends';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource } from './testing/resources';
import { unknown } from './testing/run-policy';

type Fields = Readonly<Record<string, unknown>>;

const create = 'iam:CreateServiceSpecificCredential';
const own = 'arn:aws:iam::111111111111:user/${aws:username}';
const statement = { Effect: 'Allow', Action: create, Resource: own };
const ends = {
  StringEquals: { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' },
  NumericLessThanEquals: { 'iam:ServiceSpecificCredentialAgeDays': '90' },
};
const document = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const group = (changes: Fields) =>
  resource(iam.groupPolicy, 'own', {
    group: 'engineers',
    policy: document({ ...statement, ...changes }),
  });
const days = (most: string) => ({
  ...ends,
  NumericLessThanEquals: { 'iam:ServiceSpecificCredentialAgeDays': most },
});
const said =
  /Statement number 1 of own lets people make service-specific credentials for themselves that need not end\..* at most 90\./;

describePolicy(iamOwnServiceCredentialEnds, {
  passes: [
    ['credentials that end', group({ Condition: ends })],
    [
      'more days where the config says so',
      group({ Condition: days('180') }),
      { maximumCredentialAgeDays: 180 },
    ],
    [
      'what the component EngineerBaseline writes',
      resource(iam.groupPolicy, 'own', {
        group: 'engineers',
        policy: JSON.stringify(
          engineerSelfManagement(
            { partition: 'aws', accountId: '111111111111' },
            { services: servicesWithCredentialAge, maximumAgeDays: 90 },
          ),
        ),
      }),
    ],
    [
      'to see and to delete them',
      group({ Action: ['iam:List*', 'iam:DeleteServiceSpecificCredential'] }),
    ],
    ['access keys', group({ Action: 'iam:*AccessKey*' })],
    ['a Deny', group({ Effect: 'Deny' })],
    ["machines' credentials, for an administrator", group({ Resource: '*' })],
    ["another's credentials", group({ Resource: 'arn:aws:iam::111111111111:user/ci' })],
    ['a document that IAM could not read', resource(iam.groupPolicy, 'own', { policy: '{' })],
    [
      'a statement that is not known yet, of another service',
      resource(iam.policy, 'own', {
        policy: { Statement: [{ ...statement, Action: 's3:*', Condition: unknown }] },
      }),
    ],
  ],
  refuses: [
    ['no condition', group({}), said],
    ['no end', group({ Condition: { StringEquals: ends.StringEquals } }), said],
    [
      'every service',
      group({ Condition: { NumericLessThanEquals: ends.NumericLessThanEquals } }),
      said,
    ],
    ['91 days', group({ Condition: days('91') }), said],
    [
      'CodeCommit, for which AWS documents no end',
      group({
        Condition: {
          ...ends,
          StringEquals: { 'iam:ServiceSpecificCredentialServiceName': 'codecommit.amazonaws.com' },
        },
      }),
      said,
    ],
    ['everything about oneself', group({ Action: 'iam:*' }), said],
    ['everything but tags', group({ Action: undefined, NotAction: 'iam:TagUser' }), said],
    ['oneself under a path', group({ Resource: [own, own.replace('user/', 'user/*/')] }), said],
    [
      'oneself, spelt otherwise',
      group({ Resource: own.replace('aws:username', 'AWS:UserName') }),
      said,
    ],
    [
      'by a managed policy',
      resource(iam.policy, 'own', { name: 'own', policy: document(statement) }),
      said,
    ],
    [
      'by a policy in the user',
      resource(iam.userPolicy, 'own', { user: 'ada', policy: document(statement) }),
      said,
    ],
    [
      'by one of several statements',
      resource(iam.groupPolicy, 'own', {
        group: 'engineers',
        policy: document({ ...statement, Condition: ends }, 'x', { ...statement, Sid: 'Keys' }),
      }),
      /Statement "Keys" of own/,
    ],
    [
      '90 days where the config asks for less',
      group({ Condition: ends }),
      /at most 30\./,
      { maximumCredentialAgeDays: 30 },
    ],
  ],
  notApplicable: [
    ['another resource', bucket],
    [
      "a role's policy",
      resource('aws:iam/rolePolicy:RolePolicy', 'own', { policy: document(statement) }),
    ],
  ],
  unknown: [
    ['the document', resource(iam.groupPolicy, 'own', { group: 'engineers', policy: unknown })],
    [
      'the condition',
      resource(iam.groupPolicy, 'own', {
        group: 'engineers',
        policy: { Statement: [{ ...statement, Condition: unknown }] },
      }),
    ],
  ],
  bad: group({}),
});
