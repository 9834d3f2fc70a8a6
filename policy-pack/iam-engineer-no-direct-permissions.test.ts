import assert from 'node:assert/strict';
import { inlinePolicy } from '../rules/own-policies';
import { assumeListedRoles } from '../rules/policies';
import { breaches, reportOf } from '../rules/report/testing/reports';
import { anEngineer } from '../rules/testing/one-account';
import { iam } from './core/resource-types';
import { iamEngineerNoDirectPermissions } from './iam-engineer-no-direct-permissions';
import { describePolicy } from './testing/policy-cases';
import type { TestResource } from './testing/requests';
import { bucket, engineer, machine, resource, user } from './testing/resources';
import { runPolicy, unknown } from './testing/run-policy';
import { mfa } from './testing/trust-documents';

type Fields = Readonly<Record<string, unknown>>;

const ada = engineer('ada');
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const attachment = (props: Fields = {}) =>
  resource(iam.userPolicyAttachment, 'attachment', { user: 'ada', policyArn: readOnly, ...props });
const inline = (policy: unknown, props: Fields = {}) =>
  resource(iam.userPolicy, 'inline', { user: 'ada', name: 'own', policy, ...props });
const deploy = 'arn:aws:iam::222222222222:role/deploy';
const assume = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource: deploy,
  Condition: mfa,
};
const assuming = (changes: Fields) => [ada, inline({ Statement: [{ ...assume, ...changes }] })];
const givesInline =
  /inline gives the engineer ada the inline policy own\. Put the permissions on a role .* group assume it that ada is in/;
const rolesAllowed = { allowRolePolicies: true };
/** What may be assumed nowhere: also where roles are allowed. */
const neverAssumed = (title: string, changes: Fields): [string, TestResource[], RegExp, Fields] => [
  `${title}, also where roles are allowed`,
  assuming(changes),
  givesInline,
  rolesAllowed,
];

const givesManaged = /gives the engineer ada the managed policy arn:aws:iam::aws:policy\/ReadOnly/;

describePolicy(iamEngineerNoDirectPermissions, {
  passes: [
    ['an engineer', ada],
    [
      'assuming listed roles, where that is allowed',
      [ada, inline(JSON.stringify(assumeListedRoles([deploy])))],
      rolesAllowed,
    ],
    [
      'assuming listed roles, and saying who comes, where that is allowed',
      assuming({ Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }),
      rolesAllowed,
    ],
    ['a policy of a machine', [machine('ci'), attachment({ user: 'ci' })]],
    ['an inline policy of a machine', [machine('ci'), inline('{}', { user: 'ci' })]],
    ['a policy of a user without a type', [user('x', {}), attachment({ user: 'x' })]],
    [
      'a policy of a machine that is not known yet',
      [machine('ci'), attachment({ user: 'ci', policyArn: unknown })],
    ],
    [
      'an allowed managed policy',
      [ada, attachment()],
      { allowedPolicyArns: ['arn:aws:iam::aws:policy/Read*'] },
    ],
    ['an allowed inline policy', [ada, inline('{}')], { allowedPolicyNames: ['own'] }],
    [
      'a machine of another stack, whom the config names',
      attachment({ user: 'ci-1' }),
      { machines: ['ci-*'] },
    ],
    [
      'a Deny beside, where roles are allowed',
      [ada, inline({ Statement: [assume, { Effect: 'Deny', Action: 's3:*' }] })],
      rolesAllowed,
    ],
    [
      'a policy of others',
      [ada, resource(iam.policyAttachment, 'x', { policyArn: readOnly, groups: ['engineers'] })],
    ],
    [
      "a machine that has the engineer's name in another account",
      [
        ada,
        { ...machine('ada'), urn: 'urn:pulumi:test::keyturn::aws:iam/user:User::machine' },
        attachment(),
      ],
      { allowedPolicyArns: [readOnly] },
    ],
  ],
  refuses: [
    ['a managed policy', [ada, attachment()], givesManaged],
    [
      "AWS's own policy for changing one's password",
      [ada, attachment({ policyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword' })],
      /the managed policy arn:aws:iam::aws:policy\/IAMUserChangePassword\./,
      rolesAllowed,
    ],
    ['a managed policy by a name in capitals', [ada, attachment({ user: 'Ada' })], /engineer Ada/],
    ['a managed policy that comes before its engineer', [attachment(), ada], givesManaged],
    [
      'a managed policy among allowed ones',
      [
        ada,
        resource(iam.userPolicyAttachmentsExclusive, 'x', {
          userName: 'ada',
          policyArns: ['arn:aws:iam::aws:policy/Billing', readOnly],
        }),
      ],
      givesManaged,
      { allowedPolicyArns: ['*/Billing'] },
    ],
    [
      'an attachment to several users',
      [
        ada,
        machine('ci'),
        resource(iam.policyAttachment, 'x', { policyArn: readOnly, users: ['ci', 'ada'] }),
      ],
      givesManaged,
    ],
    [
      'an attachment to a user beside one that is not known yet',
      [ada, resource(iam.policyAttachment, 'x', { policyArn: readOnly, users: [unknown, 'ada'] })],
      givesManaged,
    ],
    [
      'an engineer of another stack, whom the config names',
      attachment({ user: 'grace' }),
      /gives the engineer grace/,
      { engineers: ['grace'] },
    ],
    [
      'an engineer of another stack, whom the config names in other letters',
      attachment({ user: 'grace' }),
      /gives the engineer grace/,
      { engineers: ['GRACE'] },
    ],
    ['an inline policy', assuming({ Action: 's3:GetObject', Resource: '*' }), givesInline],
    ['assuming listed roles, as anything else', assuming({}), givesInline],
    ['an inline policy that is not known yet', [ada, inline(unknown)], givesInline],
    ['an inline policy that nobody can read', [ada, inline('{')], givesInline],
    neverAssumed('any role', { Resource: '*' }),
    neverAssumed('some roles', { Resource: `${deploy}-*` }),
    neverAssumed('roles without MFA', { Condition: undefined }),
    neverAssumed('every action of STS', { Action: 'sts:*' }),
    neverAssumed('all actions but one', { Action: undefined, NotAction: 'iam:*' }),
    neverAssumed('all roles but one', { Resource: undefined, NotResource: deploy }),
    [
      'what nobody can read, also where roles are allowed',
      [ada, inline('{')],
      givesInline,
      rolesAllowed,
    ],
    [
      'one statement among good ones, also where roles are allowed',
      [ada, inline({ Statement: [assume, { ...assume, Action: ['sts:AssumeRole', 's3:*'] }] })],
      givesInline,
      rolesAllowed,
    ],
  ],
  advises: [
    [
      'a policy of a user of another stack',
      attachment(),
      /ada is not in this stack: if an engineer/,
    ],
  ],
  notApplicable: [
    ['another resource', bucket],
    ["a group's policy", resource(iam.groupPolicy, 'x', {})],
  ],
  unknown: [
    ['whose policy it is', [ada, attachment({ user: unknown })]],
    ["an engineer's policy", [ada, attachment({ policyArn: unknown })]],
    ["an engineer's inline policy, where roles are allowed", [ada, inline(unknown)], rolesAllowed],
    ['what the user is', [engineer('ada', { type: unknown }), attachment()]],
  ],
  bad: [ada, attachment()],
});

describe('iam-engineer-no-direct-permissions and keyturn audit', () => {
  const audited = (text: string) => {
    const ownPolicies = [inlinePolicy('own', encodeURIComponent(text))];
    return breaches(reportOf([anEngineer([], { ownPolicies })], 1), 'self-management').length > 0;
  };
  const statements: readonly Fields[][] = [
    [assume],
    [{ ...assume, Action: 'sts:*' }],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }],
    [],
  ];
  for (const statement of statements)
    it(`find alike ${JSON.stringify(statement)}`, async () => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
      const { violations } = await runPolicy(iamEngineerNoDirectPermissions, [ada, inline(text)]);
      assert.deepEqual([violations.length > 0, audited(text)], [true, true]);
    });

  for (const name of ['IAMUserChangePassword', 'ReadOnlyAccess'])
    it(`find alike ${name}`, async () => {
      const policyArn = `arn:aws:iam::aws:policy/${name}`;
      const program = [ada, attachment({ policyArn })];
      const { violations } = await runPolicy(iamEngineerNoDirectPermissions, program);
      const users = [anEngineer([], { ownPolicies: [{ name: policyArn }] })];
      const found = breaches(reportOf(users, 1), 'self-management');
      assert.deepEqual([violations.length, found.length], [1, 1]);
    });
});
