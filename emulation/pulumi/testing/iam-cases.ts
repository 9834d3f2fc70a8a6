import type { Inputs } from '../check';
import { document, trust, type Cases } from './cases';

const boundary = document('s3:*');

export const iamCases: Cases = {
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': () => ({
    least: {},
    most: {
      allowUsersToChangePassword: true,
      hardExpiry: false,
      maxPasswordAge: 90,
      minimumPasswordLength: 14,
      passwordReusePrevention: 24,
      requireLowercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      requireUppercaseCharacters: true,
    },
    update: { maxPasswordAge: 60, requireSymbols: false },
    replace: {},
  }),

  'aws:iam/group:Group': () => ({
    least: {},
    most: { name: 'engineers', path: '/people/' },
    update: { path: '/staff/' },
    replace: { name: 'staff' },
  }),

  'aws:iam/groupPolicy:GroupPolicy': async (make) => {
    const group = (await make('aws:iam/group:Group', { name: 'engineers' })).id;
    const other = (await make('aws:iam/group:Group', { name: 'others' })).id;
    return {
      least: { group, policy: document('iam:GetUser') },
      most: { group, name: 'self-manage', policy: document('iam:GetUser') },
      update: { policy: document('iam:ListUsers') },
      replace: { group: other, name: 'manage' },
    };
  },

  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment': async (make) => {
    const group = (await make('aws:iam/group:Group', { name: 'engineers' })).id;
    const other = (await make('aws:iam/group:Group', { name: 'others' })).id;
    const policyArn = (await make('aws:iam/policy:Policy', { policy: boundary })).id;
    const otherArn = (await make('aws:iam/policy:Policy', { name: 'other', policy: boundary })).id;
    return {
      least: { group, policyArn },
      most: { group, policyArn },
      replace: { group: other, policyArn: otherArn },
    };
  },

  'aws:iam/policy:Policy': () => ({
    least: { policy: JSON.parse(document('s3:PutObject')) as Inputs },
    most: {
      description: 'What a deployer may do',
      name: 'deploy',
      path: '/machines/',
      policy: document('s3:PutObject'),
      tags: { team: 'platform', cost: '1' },
    },
    update: { policy: document('s3:GetObject'), tags: { team: 'infrastructure' } },
    replace: { description: 'Another', name: 'deploy2', path: '/' },
  }),

  'aws:iam/role:Role': async (make) => {
    const permissionsBoundary = (await make('aws:iam/policy:Policy', { policy: boundary })).id;
    return {
      least: { assumeRolePolicy: trust('lambda') },
      most: {
        assumeRolePolicy: trust('lambda'),
        description: 'Reads IAM',
        forceDetachPolicies: true,
        maxSessionDuration: 7200,
        name: 'audit',
        path: '/keyturn/',
        permissionsBoundary,
        tags: { team: 'platform' },
      },
      update: {
        assumeRolePolicy: trust('scheduler'),
        description: undefined,
        maxSessionDuration: 3600,
        permissionsBoundary: undefined,
        tags: undefined,
      },
      replace: { name: 'auditor', path: '/' },
    };
  },

  'aws:iam/rolePolicy:RolePolicy': async (make) => {
    const assumeRolePolicy = trust('lambda');
    const role = (await make('aws:iam/role:Role', { name: 'monitor', assumeRolePolicy })).id;
    const other = (await make('aws:iam/role:Role', { name: 'other', assumeRolePolicy })).id;
    return {
      least: { role, policy: document('sqs:SendMessage') },
      most: { role, name: 'queue', policy: document('sqs:SendMessage') },
      update: { policy: document('sqs:ReceiveMessage') },
      replace: { role: other, name: 'queues' },
    };
  },

  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': async (make) => {
    const assumeRolePolicy = trust('lambda');
    const role = (await make('aws:iam/role:Role', { name: 'monitor', assumeRolePolicy })).id;
    const other = (await make('aws:iam/role:Role', { name: 'other', assumeRolePolicy })).id;
    const policyArn = (await make('aws:iam/policy:Policy', { policy: boundary })).id;
    const otherArn = (await make('aws:iam/policy:Policy', { name: 'other', policy: boundary })).id;
    return {
      least: { role, policyArn },
      most: { role, policyArn },
      replace: { role: other, policyArn: otherArn },
    };
  },

  'aws:iam/user:User': () => ({
    least: {},
    most: {
      forceDestroy: true,
      name: 'ada',
      path: '/people/',
      tags: { type: 'engineer', 'slack-id': 'U0123456789' },
    },
    update: {
      forceDestroy: false,
      path: '/',
      tags: { type: 'engineer', 'slack-id': 'U9876543210', 'full-name': 'Ada Lovelace' },
    },
    replace: { name: 'ada.lovelace' },
  }),

  'aws:iam/userGroupMembership:UserGroupMembership': async (make) => {
    const user = (await make('aws:iam/user:User', { name: 'ada' })).id;
    const other = (await make('aws:iam/user:User', { name: 'alan' })).id;
    const engineers = (await make('aws:iam/group:Group', { name: 'engineers' })).id;
    const leads = (await make('aws:iam/group:Group', { name: 'leads' })).id;
    return {
      least: { user, groups: [engineers] },
      most: { user, groups: [engineers, leads] },
      update: { groups: [leads] },
      replace: { user: other },
    };
  },

  'aws:iam/userPolicy:UserPolicy': async (make) => {
    const user = (await make('aws:iam/user:User', { name: 'ci' })).id;
    const other = (await make('aws:iam/user:User', { name: 'cd' })).id;
    return {
      least: { user, policy: document('s3:PutObject') },
      most: { user, name: 'upload', policy: document('s3:PutObject') },
      update: { policy: document('s3:GetObject') },
      replace: { user: other, name: 'download' },
    };
  },

  'aws:iam/userPolicyAttachment:UserPolicyAttachment': async (make) => {
    const user = (await make('aws:iam/user:User', { name: 'ci' })).id;
    const other = (await make('aws:iam/user:User', { name: 'cd' })).id;
    const policyArn = (await make('aws:iam/policy:Policy', { policy: boundary })).id;
    const otherArn = (await make('aws:iam/policy:Policy', { name: 'other', policy: boundary })).id;
    return {
      least: { user, policyArn },
      most: { user, policyArn },
      replace: { user: other, policyArn: otherArn },
    };
  },
};
