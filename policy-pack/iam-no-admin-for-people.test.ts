import { iam } from './core/resource-types';
import { iamNoAdminForPeople } from './iam-no-admin-for-people';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource } from './testing/resources';
import { unknown } from './testing/run-policy';

type Fields = Readonly<Record<string, unknown>>;

const document = (...statements: readonly Fields[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const admin = { Effect: 'Allow', Action: '*', Resource: '*' };
const group = (changes: Fields) =>
  resource(iam.groupPolicy, 'all', { group: 'ops', policy: document({ ...admin, ...changes }) });
const attached = (type: string, props: Fields) => resource(type, 'attachment', props);
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
const managed = (policy: unknown, props: Fields = {}) =>
  resource(iam.policy, 'managed', { name: 'ops', path: '/', policy, ...props });
const toGroup = (policyArn: unknown) =>
  attached(iam.groupPolicyAttachment, { group: 'ops', policyArn });
const opsArn = 'arn:aws:iam::111111111111:policy/ops';

const everything = /Statement number 1 of all allows everything on everything/;

describePolicy(iamNoAdminForPeople, {
  passes: [
    ['a service', group({ Action: 's3:*' })],
    ['everything on one resource', group({ Resource: 'arn:aws:s3:::logs' })],
    ['everything of several services', group({ Action: ['s3:*', 'ec2:*'] })],
    ['everything but IAM', group({ Action: undefined, NotAction: ['iam:*', 'organizations:*'] })],
    ['a Deny of everything', group({ Effect: 'Deny' })],
    ['another managed policy', toGroup('arn:aws:iam::aws:policy/ReadOnlyAccess')],
    ['one of a like name', toGroup('arn:aws:iam::111111111111:policy/AdministratorAccess')],
    ['a managed policy for roles', managed(document(admin))],
    ['a harmless managed policy of the stack', [managed(document()), toGroup(opsArn)]],
    [
      'a policy of that name under another path',
      [managed(document(admin), { path: '/roles/' }), toGroup(opsArn)],
    ],
    [
      'AdministratorAccess for roles, by the other policy’s resource',
      attached(iam.policyAttachment, { policyArn: administratorAccess, roles: ['admin'] }),
    ],
    [
      'a resource that is not known yet, of one service',
      resource(iam.groupPolicy, 'all', {
        policy: { Statement: { ...admin, Action: 's3:*', Resource: unknown } },
      }),
    ],
  ],
  refuses: [
    ['everything on a group', group({}), everything],
    [
      'everything on a user',
      resource(iam.userPolicy, 'all', { user: 'ada', policy: document(admin) }),
      everything,
    ],
    ['everything in lists', group({ Action: ['s3:*', '*'], Resource: ['x', '*'] }), everything],
    ['every action of every service', group({ Action: '*:*' }), everything],
    ['everything with MFA', group({ Condition: { Bool: { a: 'true' } } }), everything],
    ['everything but a service', group({ Action: undefined, NotAction: 's3:*' }), everything],
    [
      'everything but part of IAM',
      group({ Action: undefined, NotAction: 'iam:CreateUser' }),
      everything,
    ],
    ['everything but a resource', group({ Resource: undefined, NotResource: 'x' }), everything],
    [
      'a document that is an object with one statement',
      resource(iam.groupPolicy, 'all', { group: 'ops', policy: { Statement: admin } }),
      everything,
    ],
    [
      'everything beside a statement that is not known yet',
      resource(iam.groupPolicy, 'all', { group: 'ops', policy: { Statement: [unknown, admin] } }),
      /Statement number 2 of all/,
    ],
    [
      'AdministratorAccess on a group',
      toGroup(administratorAccess),
      /attaches arn:aws:iam::aws:pol/,
    ],
    [
      'AdministratorAccess on a user, in China',
      attached(iam.userPolicyAttachment, {
        user: 'ada',
        policyArn: 'arn:aws-cn:iam::aws:policy/AdministratorAccess',
      }),
      /attaches arn:aws-cn/,
    ],
    [
      'AdministratorAccess on users and groups at once',
      attached(iam.policyAttachment, { policyArn: administratorAccess, groups: ['ops'] }),
      /attaches/,
    ],
    [
      'AdministratorAccess among others',
      attached(iam.groupPolicyAttachmentsExclusive, {
        policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', administratorAccess],
      }),
      /attaches/,
    ],
    [
      'AdministratorAccess among others that are not known yet',
      attached(iam.userPolicyAttachmentsExclusive, { policyArns: [unknown, administratorAccess] }),
      /attaches/,
    ],
    [
      'a managed policy of the stack that is as much',
      [managed(document(admin)), toGroup(opsArn)],
      /attachment attaches .*policy\/ops/,
    ],
    [
      'one under a path',
      [
        managed(document(admin), { path: '/people/' }),
        toGroup(opsArn.replace('ops', 'people/ops')),
      ],
      /policy\/people\/ops/,
    ],
    ['a managed policy that nobody can read', [managed('{'), toGroup(opsArn)], /policy\/ops/],
    [
      'an inline policy that nobody can read',
      resource(iam.userPolicy, 'all', { user: 'ada', policy: 'everything' }),
      /can't be read: it is not JSON/,
    ],
  ],
  notApplicable: [
    ['another resource', bucket],
    [
      "a role's policy",
      resource('aws:iam/rolePolicy:RolePolicy', 'x', { policy: document(admin) }),
    ],
  ],
  unknown: [
    ['a document', resource(iam.groupPolicy, 'all', { group: 'ops', policy: unknown })],
    ["an attachment's policy", toGroup(unknown)],
    ["a managed policy's document", [managed(unknown), toGroup(opsArn)]],
    ['whom it is attached to', attached(iam.policyAttachment, { users: unknown })],
  ],
  bad: group({}),
});
