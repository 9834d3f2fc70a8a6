import type { PolicyDocument } from '../../../rules/policies';
import type { Asked } from '../request';

/** A way to get more than one was given, as the literature and the rules know it. Each step alone must be denied. */
export interface Path {
  readonly rule: 1 | 2 | 3 | 4 | 5;
  readonly name: string;
  readonly steps: readonly Asked[];
}

export const account = '111111111111';
export const here = (what: string) => `arn:aws:iam::${account}:${what}`;
export const self = here('user/alice');
export const bob = here('user/bob');
export const administrators = here('group/administrators');
export const engineers = here('group/engineers');
export const strongRole = here('role/strong');
/** Of the roles of theirs, and of somebody's who has more. */
export const ownRoles = here('group/engineers-backend');
export const othersRoles = here('group/engineers-administrator+deploy+read-only@production');
export const ownPolicy = here('policy/engineers-everywhere-assume-roles-1');
const AWS_ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

export const ask = (action: string, resource = '*', context: Asked['context'] = {}): Asked => ({
  action,
  resource,
  accountId: account,
  context,
});
export const attach = (action: string, resource: string) =>
  ask(action, resource, { 'iam:PolicyARN': AWS_ADMINISTRATOR });
export const tag = (action: string, resource: string, key: string, value: string) =>
  ask(action, resource, { 'aws:TagKeys': key, [`aws:RequestTag/${key}`]: value });
/** Hands a strong role to a service, and has the service use it. */
export const pass = (service: string, ...actions: string[]): Asked[] => [
  ask('iam:PassRole', strongRole, { 'iam:PassedToService': `${service}.amazonaws.com` }),
  ...actions.map((action) => ask(action)),
];
export const trusting = (AWS: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Trust', Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
});
