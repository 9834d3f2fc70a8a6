import { buildArn, parseArn } from '../../rules/arn';
import type { Need, ProvidedType } from '../../rules/deployer/needs';
import type { Account } from './account';

/** As stacks/identity-center.ts makes it. */
export function identityCenterNeeds(account: Account): readonly Need[] {
  const { mode } = account.wanted.plan.config.identityCenter;
  return [
    ...directoryNeeds(account),
    ...(mode === 'account-access' ? accountAccessNeeds(account) : permissionSetNeeds(account)),
  ];
}

/** IAM Identity Center's things, whose ARNs name neither account nor region, and are ids of AWS's making. */
const sso = (account: Account, resource: string, accountId = ''): string =>
  buildArn({ partition: partitionOf(account), service: 'sso', accountId, resource });
const partitionOf = ({ wanted }: Account) => wanted.plan.account.partition;

function instanceOf(account: Account): string {
  const { instanceArn } = account.wanted.plan.config.identityCenter;
  return instanceArn ?? sso(account, 'instance/*');
}

/** Who is looked up, and the groups where they are made here. */
function directoryNeeds(account: Account): readonly Need[] {
  const { identityStoreId = '*', identitySource } = account.wanted.plan.config.identityCenter;
  const own = (resource: string, accountId = '') =>
    buildArn({
      partition: partitionOf(account),
      service: 'identitystore',
      accountId,
      resource,
    });
  // The management account's, whose id no file says where another one administers it.
  const store = own(`identitystore/${identityStoreId}`, '*');
  const [users, groups, memberships] = ['user/*', 'group/*', 'membership/*'].map((each) =>
    own(each),
  ) as [string, string, string];
  const isMade = identitySource === 'internal';
  return [
    { area: 'IdentityCenter', actions: ['sso:ListInstances'], resources: ['*'] },
    {
      area: 'LookUpUsers',
      actions: ['identitystore:DescribeUser', 'identitystore:GetUserId'],
      resources: [store, users],
    },
    ...(isMade
      ? account.make(
          ['aws:identitystore/group:Group', 'aws:identitystore/groupMembership:GroupMembership'],
          [store, users, groups, memberships],
        )
      : [
          {
            area: 'LookUpGroups',
            actions: ['identitystore:DescribeGroup', 'identitystore:GetGroupId'],
            resources: [store, groups],
          },
        ]),
  ];
}

/** What account access manager asks with the rights of whoever calls it: as AWS's guide lists it, without its console's. */
const asked = {
  entitlements: [
    'organizations:DescribeOrganization',
    'organizations:ListAWSServiceAccessForOrganization',
    'organizations:ListDelegatedAdministrators',
    'sso-directory:DescribeGroup',
  ],
  application: [
    'sso:CreateApplication',
    'sso:DeleteApplication',
    'sso:DescribeApplication',
    'sso:DescribeInstance',
    'sso:DescribeRegion',
    'sso:PutApplicationAccessScope',
    'sso:PutApplicationAssignmentConfiguration',
    'sso:PutApplicationAuthenticationMethod',
    'sso:PutApplicationGrant',
  ],
} as const;

function accountAccessNeeds(account: Account): readonly Need[] {
  const { applicationArn } = account.wanted.plan.config.identityCenter;
  const { deletionProtection: isProtected } = account.wanted.plan.config;
  const application = applicationArn ?? account.arn('account-access', 'application/*');
  const partition = partitionOf(account);
  const accounts = {
    partition,
    service: 'organizations',
    accountId: '*',
    resource: 'account/o-*/*',
  };
  return [
    ...(applicationArn === undefined
      ? [
          ...account.make(['aws:accountaccess/application:Application'], [application], {
            isProtected,
          }),
          ...applicationNeeds(account, isProtected),
        ]
      : []),
    ...account.make(['aws:accountaccess/entitlement:Entitlement'], [application]),
    { area: 'AskedByAccountAccess', actions: asked.entitlements, resources: ['*'] },
    {
      area: 'AskedOfAccounts',
      actions: ['organizations:DescribeAccount'],
      resources: [buildArn(accounts)],
    },
  ];
}

/** The application is also one of Identity Center's, and has a role that AWS makes for the service. */
function applicationNeeds(account: Account, isProtected: boolean): readonly Need[] {
  const role =
    'aws-service-role/account-access.amazonaws.com/AWSServiceRoleForAccountAccessManager';
  return [
    {
      area: 'AskedOfApplications',
      actions: asked.application.filter((each) => !isProtected || each !== 'sso:DeleteApplication'),
      resources: [
        instanceOf(account),
        sso(account, 'application/*', account.wanted.plan.account.id),
        sso(account, 'applicationProvider/*', 'aws'),
      ],
    },
    {
      area: 'ServiceLinkedRole',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [account.iam(`role/${role}`)],
      condition: { StringEquals: { 'iam:AWSServiceName': 'account-access.amazonaws.com' } },
    },
  ];
}

function permissionSetNeeds(account: Account): readonly Need[] {
  const { permissionSets = [] } = account.wanted.plan.identityCenter ?? {};
  if (permissionSets.length === 0) return [];
  const roles = permissionSets.flatMap((set) => set.roles);
  const permissions = roles.map((role) => role.permissions);
  const policies = permissions.flatMap(({ policyArns }) => policyArns);
  const isOfAws = (arn: string) => parseArn(arn)?.accountId === 'aws';
  const types: readonly (readonly [ProvidedType, boolean])[] = [
    ['aws:ssoadmin/permissionSet:PermissionSet', true],
    ['aws:ssoadmin/accountAssignment:AccountAssignment', true],
    ['aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment', policies.some(isOfAws)],
    [
      'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment',
      policies.some((arn) => !isOfAws(arn)),
    ],
    [
      'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment',
      permissions.some((each) => each.permissionsBoundaryArn !== undefined),
    ],
  ];
  const accounts = [...new Set(roles.map(({ arn }) => parseArn(arn)?.accountId ?? ''))].sort();
  const instance = instanceOf(account);
  return account.make(
    types.filter(([, isMade]) => isMade).map(([type]) => type),
    [
      instance,
      instance.replace(':instance/', ':permissionSet/').concat('/*'),
      ...accounts.map((id) => sso(account, `account/${id}`)),
    ],
  );
}
