import { accountaccess, iam, ssoadmin } from '../core/resource-types';
import { admin, document, managed } from './admin-cases';
import type { PolicyCases } from './policy-cases';
import { urnOf, type TestResource } from './requests';
import { resource } from './resources';
import { unknown } from './run-policy';

type Fields = Readonly<Record<string, unknown>>;

const permissionSetArn = 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef';
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
const readOnlyAccess = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const opsArn = 'arn:aws:iam::111111111111:role/ops';

export const inline = (inlinePolicy: unknown) =>
  resource(ssoadmin.permissionSetInlinePolicy, 'set', { permissionSetArn, inlinePolicy });
const onSet = (type: string, props: Fields) =>
  resource(type, 'set', { permissionSetArn, ...props });
export const ofAws = (managedPolicyArn: unknown) =>
  onSet(ssoadmin.managedPolicyAttachment, { managedPolicyArn });
const referring = (reference: unknown) =>
  onSet(ssoadmin.customerManagedPolicyAttachment, { customerManagedPolicyReference: reference });
const role = (props: Fields = {}) => resource(iam.role, 'role', { name: 'ops', ...props });
export const entitlement = (roleArn: unknown): TestResource =>
  resource(accountaccess.entitlement, 'people', {
    applicationArn: 'arn:aws:account-access:eu-central-1:333333333333:application/aa-0123456789',
    entitlement: {
      principalRole: { principal: { identityCenter: { groupId: 'g-1' } }, roleArn },
    },
  });
const inRole = (policy: unknown, name = 'ops') =>
  resource(iam.rolePolicy, 'inline', { role: name, policy });
const toRole = (policyArn: unknown, name: unknown = 'ops') =>
  resource(iam.rolePolicyAttachment, 'attachment', { role: name, policyArn });
const restingOn = (resource: TestResource, property: string, ...on: readonly TestResource[]) => ({
  ...resource,
  restsOn: { ...resource.restsOn, [property]: on.map(urnOf) },
});
const inAccount = (id: string, each: TestResource): TestResource => ({
  ...each,
  provider: { allowedAccountIds: JSON.stringify([id]) },
});

/** Permission sets and entitlements that make no administrators, or those who are to be. */
export const identityCenterPasses: PolicyCases['passes'] = [
  ['an inline policy of one service', inline(document({ ...admin, Action: 's3:*' }))],
  ['everything less IAM', inline(document(admin, { ...admin, Effect: 'Deny', Action: 'iam:*' }))],
  ["another of AWS's policies", ofAws(readOnlyAccess)],
  [
    "a company's own policy that is harmless",
    [managed(document({ ...admin, Action: 's3:*' })), referring({ name: 'ops' })],
  ],
  [
    'one of that name under another path',
    [managed(document(admin), { path: '/people/' }), referring({ name: 'ops' })],
  ],
  ['one of another stack', referring({ name: 'ops' })],
  [
    'a harmless role',
    [role(), inRole(document({ ...admin, Action: 's3:*' })), entitlement(opsArn)],
  ],
  ['a role of another stack', entitlement(opsArn)],
  [
    'a role beside one that makes administrators',
    [
      role(),
      inRole(document(admin), 'admins'),
      toRole(administratorAccess, 'admins'),
      entitlement(opsArn),
    ],
  ],
  [
    'a role of that name under another path',
    [role({ path: '/people/', managedPolicyArns: [administratorAccess] }), entitlement(opsArn)],
  ],
  [
    'a role of that name in another account',
    [
      inAccount('222222222222', role({ managedPolicyArns: [administratorAccess] })),
      entitlement(opsArn),
    ],
  ],
  [
    'a role that makes administrators, and is for nobody',
    [role(), inRole(document(admin)), ofAws(readOnlyAccess)],
  ],
  [
    'what is for administrators on purpose',
    [role(), inRole(document(admin)), entitlement(opsArn), ofAws(administratorAccess)],
    { administrators: ['people', 's?t'] },
  ],
  [
    'one that is on purpose, beside a name of more characters than any has',
    inline(document(admin)),
    { administrators: ['x'.repeat(100_000), 'set'] },
  ],
];

const byRole =
  /^No perm.*\npeople lets people of IAM Identity Center into the role role, which makes administrators \(/s;

/** Those that do. */
export const identityCenterRefuses: NonNullable<PolicyCases['refuses']> = [
  [
    'everything',
    inline(document(admin)),
    /Statement number 1 of set makes administrators of whoever gets/,
  ],
  ['all of IAM', inline(document({ ...admin, Action: 'iam:*' })), /it allows iam:PutUserPolicy/],
  ['a policy that nobody can read', inline('{'), /can't be read: it is not JSON/],
  [
    'AdministratorAccess',
    ofAws(administratorAccess),
    /set attaches arn:aws:iam::aws:policy\/Adm.* to a permission set\. Name/,
  ],
  [
    'AdministratorAccess among others',
    onSet(ssoadmin.managedPolicyAttachmentsExclusive, {
      managedPolicyArns: [
        unknown,
        readOnlyAccess,
        'arn:aws-cn:iam::aws:policy/AdministratorAccess',
      ],
    }),
    /set attaches arn:aws-cn/,
  ],
  [
    "a company's own policy, before it goes by",
    [referring({ name: 'ops' }), managed(document(admin))],
    /set attaches managed, which makes administrators \(it allows iam:PutUserPolicy\), to a permission set/,
  ],
  [
    "a company's own policy under a path, among others",
    [
      managed(document(admin), { path: '/people/' }),
      onSet(ssoadmin.customerManagedPolicyAttachmentsExclusive, {
        customerManagedPolicyReferences: [{ name: 'other' }, { name: 'OPS', path: '/people/' }],
      }),
    ],
    /set attaches managed/,
  ],
  [
    "a company's own policy whose name is not known yet",
    [
      managed(document(admin)),
      restingOn(referring({ name: unknown }), 'customerManagedPolicyReference', managed('')),
    ],
    /set attaches managed/,
  ],
  [
    "a company's own policy that nobody can read",
    [managed('{'), referring({ name: 'ops' })],
    /set attaches managed, which makes administrators \(maybe: it can't be read/,
  ],
  ['a role with everything', [role(), inRole(document(admin)), entitlement(opsArn)], byRole],
  [
    'a role with everything, that goes by later',
    [entitlement(opsArn), inRole(document(admin)), role()],
    byRole,
  ],
  [
    'a role with AdministratorAccess',
    [role(), toRole(administratorAccess), entitlement(opsArn)],
    /\(attachment: it has AWS's own policy/,
  ],
  [
    'a role whose ARN is not known yet',
    [role(), toRole(administratorAccess), restingOn(entitlement(unknown), 'entitlement', role())],
    byRole,
  ],
  [
    'a role whose name is not known yet, nor whose policy it is',
    [
      role({ name: unknown }),
      restingOn(toRole(administratorAccess, unknown), 'role', role()),
      restingOn(entitlement(unknown), 'entitlement', role()),
    ],
    byRole,
  ],
  [
    'a role with a policy of the stack whose ARN is not known yet',
    [
      role(),
      managed(document(admin)),
      restingOn(toRole(unknown), 'policyArn', managed('')),
      entitlement(opsArn),
    ],
    /\(attachment: it allows iam:PutUserPolicy\)/,
  ],
  [
    'a role with a policy of the stack by its ARN',
    [
      role(),
      managed(document(admin)),
      toRole('arn:aws:iam::111111111111:policy/ops'),
      entitlement(opsArn),
    ],
    byRole,
  ],
  [
    'a role that has it of its own',
    [role({ inlinePolicies: [{ name: 'all', policy: document(admin) }] }), entitlement(opsArn)],
    /\(role: it allows iam:PutUserPolicy\)/,
  ],
  [
    'a role that attaches it itself',
    [role({ managedPolicyArns: [readOnlyAccess, administratorAccess] }), entitlement(opsArn)],
    byRole,
  ],
  [
    'a role among those that a policy is attached to',
    [
      role(),
      resource(iam.policyAttachment, 'attachment', {
        roles: ['a', 'Ops'],
        policyArn: administratorAccess,
      }),
      entitlement(opsArn),
    ],
    byRole,
  ],
];
