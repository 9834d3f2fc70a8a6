import assert from 'node:assert/strict';
import { givesMore, inlinePolicy } from '../rules/own-policies';
import { assumeListedRoles } from '../rules/policies';
import { iam } from './core/resource-types';
import { iamEngineerNoDirectPermissions } from './iam-engineer-no-direct-permissions';
import { describePolicy } from './testing/policy-cases';
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

const givesInline = /inline gives the engineer ada the inline policy own\. Put the permissions/;
const givesManaged = /gives the engineer ada the managed policy arn:aws:iam::aws:policy\/ReadOnly/;

describePolicy(iamEngineerNoDirectPermissions, {
  passes: [
    ['an engineer', ada],
    [
      "assuming listed roles, as Engineer's",
      [ada, inline(JSON.stringify(assumeListedRoles([deploy])))],
    ],
    [
      'assuming listed roles, and saying who comes',
      assuming({ Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }),
    ],
    [
      "AWS's own policy for changing one's password",
      [ada, attachment({ policyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword' })],
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
    ['a Deny beside', [ada, inline({ Statement: [assume, { Effect: 'Deny', Action: 's3:*' }] })]],
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
    ['a managed policy by a name in capitals', [ada, attachment({ user: 'Ada' })], /engineer Ada/],
    ['a managed policy that comes before its engineer', [attachment(), ada], givesManaged],
    [
      'a managed policy among allowed ones',
      [
        ada,
        resource(iam.userPolicyAttachmentsExclusive, 'x', {
          user: 'ada',
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
    ['assuming any role', assuming({ Resource: '*' }), givesInline],
    ['assuming some roles', assuming({ Resource: `${deploy}-*` }), givesInline],
    ['assuming roles without MFA', assuming({ Condition: undefined }), givesInline],
    ['every action of STS', assuming({ Action: 'sts:*' }), givesInline],
    ['all actions but one', assuming({ Action: undefined, NotAction: 'iam:*' }), givesInline],
    ['all roles but one', assuming({ Resource: undefined, NotResource: deploy }), givesInline],
    ['an inline policy that nobody can read', [ada, inline('{')], givesInline],
    [
      'one statement among good ones',
      [ada, inline({ Statement: [assume, { ...assume, Action: ['sts:AssumeRole', 's3:*'] }] })],
      givesInline,
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
    ["an engineer's inline policy", [ada, inline(unknown)]],
    ['what the user is', [engineer('ada', { type: unknown }), attachment()]],
  ],
  bad: [ada, attachment()],
});

describe('iam-engineer-no-direct-permissions and keyturn audit', () => {
  const statements: readonly Fields[][] = [
    [assume],
    [{ ...assume, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
    [{ ...assume, Action: 'sts:TagSession', Resource: '*' }],
    [{ ...assume, Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } } }],
    [{ ...assume, Condition: undefined }],
    [{ ...assume, Resource: '*' }],
    [{ ...assume, Action: 'sts:*' }],
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    [assume, { Effect: 'Allow', Action: 'iam:ChangePassword', Resource: '*' }],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }],
    [],
  ];
  for (const statement of statements)
    it(`judge alike of ${JSON.stringify(statement)}`, async () => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
      const { violations } = await runPolicy(iamEngineerNoDirectPermissions, [ada, inline(text)]);
      const audited = givesMore(inlinePolicy('own', encodeURIComponent(text)));
      assert.equal(violations.length > 0, audited);
    });

  for (const name of ['IAMUserChangePassword', 'IAMUserSSHKeys', 'ReadOnlyAccess', 'IAMFullAccess'])
    it(`judge alike of ${name}`, async () => {
      const policyArn = `arn:aws:iam::aws:policy/${name}`;
      const program = [ada, attachment({ policyArn })];
      const { violations } = await runPolicy(iamEngineerNoDirectPermissions, program);
      assert.equal(violations.length > 0, givesMore({ name: policyArn }));
    });
});
