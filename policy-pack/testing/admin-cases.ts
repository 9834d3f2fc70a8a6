import { iam } from '../core/resource-types';
import type { PolicyCases } from './policy-cases';
import { urnOf, type TestResource } from './requests';
import { resource } from './resources';
import { unknown } from './run-policy';

type Fields = Readonly<Record<string, unknown>>;

export const document = (...statements: readonly Fields[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
export const admin = { Effect: 'Allow', Action: '*', Resource: '*' };
const own = 'arn:aws:iam::111111111111:user/${aws:username}';
export const group = (changes: Fields) =>
  resource(iam.groupPolicy, 'all', { group: 'ops', policy: document({ ...admin, ...changes }) });
export const attached = (type: string, props: Fields) => resource(type, 'attachment', props);
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const managed = (policy: unknown, props: Fields = {}) =>
  resource(iam.policy, 'managed', { name: 'ops', path: '/', policy, ...props });
export const toGroup = (policyArn: unknown) =>
  attached(iam.groupPolicyAttachment, { group: 'ops', policyArn });
export const opsArn = 'arn:aws:iam::111111111111:policy/ops';

const toUser = (policyArn: unknown) =>
  attached(iam.userPolicyAttachment, { user: 'ada', policyArn });
const onItself = (what: string) => ({ ...admin, Resource: `arn:aws:iam::111111111111:${what}` });

const everything = /Statement number 1 of all makes administrators \(it allows iam:PutUserPolicy\)/;
const inlineOf = (...statements: readonly Fields[]) =>
  resource(iam.groupPolicy, 'all', { group: 'ops', policy: document(...statements) });
const noIam = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
/** An attachment whose ARN only an update knows, and which rests on the policies. */
export const restingOn = (...policies: readonly TestResource[]): TestResource => ({
  ...toGroup(unknown),
  restsOn: { policyArn: policies.map(urnOf) },
});

/** Programs that make no administrators of users and groups. */
export const adminPasses: PolicyCases['passes'] = [
  ['a service', group({ Action: 's3:*' })],
  ['everything on one resource', group({ Resource: 'arn:aws:s3:::logs' })],
  ['everything of several services', group({ Action: ['s3:*', 'ec2:*'] })],
  ['everything but IAM', group({ Action: undefined, NotAction: ['iam:*', 'organizations:*'] })],
  ['a Deny of everything', group({ Effect: 'Deny' })],
  ['everything less IAM', inlineOf(admin, noIam)],
  ['everything but on IAM', group({ Resource: undefined, NotResource: 'arn:aws:iam::*:*' })],
  [
    'everything of a user under the name of another',
    resource(iam.userPolicy, 'all', {
      user: 'ada',
      policy: document({ ...admin, Resource: 'arn:aws:iam::111111111111:user/grace' }),
    }),
  ],
  [
    'policies that may be attached by name',
    group({
      Action: 'iam:AttachUserPolicy',
      Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
    }),
  ],
  ['another managed policy', toGroup('arn:aws:iam::aws:policy/ReadOnlyAccess')],
  ['one of a like name', toGroup('arn:aws:iam::111111111111:policy/AdministratorAccess')],
  ['a managed policy for roles', managed(document(admin))],
  [
    'a managed policy for somebody else by name',
    [managed(document(onItself('user/grace'))), toUser(opsArn)],
  ],
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
];

/** Programs that do, or whose policies IAM could not read. */
export const adminRefuses: NonNullable<PolicyCases['refuses']> = [
  ['everything on a group', group({}), everything],
  [
    'everything on a user',
    resource(iam.userPolicy, 'all', { user: 'ada', policy: document(admin) }),
    everything,
  ],
  ['everything in lists', group({ Action: ['s3:*', '*'], Resource: ['x', '*'] }), everything],
  ['every action of every service', group({ Action: '*:*' }), everything],
  ['everything by a pattern of ARNs', group({ Resource: 'arn:aws:*' }), everything],
  ['everything by a pattern that IAM does not take', group({ Resource: '*:*' }), everything],
  ['all of IAM', group({ Action: 'iam:*', Resource: 'arn:aws:iam::*:*' }), everything],
  ['all of IAM on oneself', group({ Action: 'iam:*', Resource: own }), everything],
  [
    'everything but the first way that comes to mind',
    group({ Action: undefined, NotAction: 'iam:PutUserPolicy' }),
    /it allows iam:AttachUserPolicy/,
  ],
  ['everything less another service', inlineOf(admin, { ...noIam, Action: 's3:*' }), everything],
  [
    'everything less IAM without MFA',
    inlineOf(admin, {
      ...noIam,
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
    everything,
  ],
  [
    'everything on a user by their name',
    resource(iam.userPolicy, 'all', {
      user: 'ada',
      policy: document({ ...admin, Resource: 'arn:aws:iam::111111111111:user/ada' }),
    }),
    everything,
  ],
  [
    'everything less what has a Condition that nobody can read',
    inlineOf(admin, { ...noIam, Condition: null }),
    /can't be read: the Condition of statement 2 is not an object/,
  ],
  [
    'all on oneself by name, by a managed policy',
    [managed(document(onItself('user/ada'))), toUser(opsArn)],
    /attachment attaches .*policy\/ops/,
  ],
  [
    "all on a group's own name, by a managed policy that goes by later",
    [toGroup(opsArn), managed(document(onItself('group/ops')))],
    /managed makes administrators \(it allows iam:PutGroupPolicy\)/,
  ],
  [
    'all on one of several, by a managed policy whose ARN is not known yet',
    [
      managed(document(onItself('user/ada'))),
      {
        ...attached(iam.policyAttachment, { policyArn: unknown, users: ['grace', 'ada'] }),
        restsOn: { policyArn: [urnOf(managed(''))] },
      },
    ],
    /attachment attaches managed, which makes administrators \(it allows iam:PutUserPolicy\)/,
  ],
  [
    'all on oneself by name, among all that one has',
    [
      managed(document(onItself('user/ada'))),
      attached(iam.userPolicyAttachmentsExclusive, { userName: 'ada', policyArns: [opsArn] }),
    ],
    /attachment attaches .*policy\/ops/,
  ],
  [
    'a managed policy that may be changed by whoever has it',
    [managed(document(onItself('policy/ops'))), toGroup(opsArn)],
    /it allows iam:CreatePolicyVersion/,
  ],
  ['a Deny that nobody can read', inlineOf(admin, { Effect: 'Deny' }), /can't be read: stat/],
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
    'everything beside an Allow that is not known yet',
    resource(iam.groupPolicy, 'all', {
      group: 'ops',
      policy: { Statement: [{ Effect: 'Allow', Action: unknown, Resource: '*' }, admin] },
    }),
    /Statement number 2 of all/,
  ],
  [
    'everything beside a resource that is not known yet',
    resource(iam.groupPolicy, 'all', {
      group: 'ops',
      policy: { Statement: { ...admin, Resource: [unknown, '*'] } },
    }),
    everything,
  ],
  ['AdministratorAccess on a group', toGroup(administratorAccess), /attaches arn:aws:iam::aws:pol/],
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
      groupName: 'ops',
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
    [managed(document(admin), { path: '/people/' }), toGroup(opsArn.replace('ops', 'people/ops'))],
    /policy\/people\/ops/,
  ],
  ['a managed policy that nobody can read', [managed('{'), toGroup(opsArn)], /policy\/ops/],
  [
    'a managed policy that goes by after what attaches it',
    [toGroup(opsArn), managed(document(admin))],
    /managed makes administrators \(it allows iam:PutUserPolicy\), and attachment attaches it/,
  ],
  [
    'a managed policy whose name the provider ends, before and after',
    [managed(document(admin), { name: undefined, namePrefix: 'op' }), toGroup(opsArn)],
    /attachment attaches .*policy\/ops/,
  ],
  [
    'a managed policy by a name in other letters',
    [managed(document(admin)), toGroup(opsArn.replace('ops', 'OPS'))],
    /attachment attaches .*policy\/OPS/,
  ],
  [
    'a managed policy whose ARN is not known yet, in the end of the preview',
    [managed(document(admin)), restingOn(managed(document(admin)))],
    /attachment attaches managed, which makes administrators/,
  ],
  [
    'one of several on which an ARN rests',
    [
      { ...managed(document()), name: 'harmless' },
      managed(document(admin)),
      restingOn({ ...managed(document()), name: 'harmless' }, managed(document(admin))),
    ],
    /attachment attaches managed, which/,
  ],
  ["AWS's IAMFullAccess", toGroup('arn:aws:iam::aws:policy/IAMFullAccess'), /attaches arn/],
  [
    'an inline policy that nobody can read',
    resource(iam.userPolicy, 'all', { user: 'ada', policy: 'everything' }),
    /can't be read: it is not JSON/,
  ],
];
