import type { PolicyDocument } from '../../rules/policies';
import { nameOf, typeOf, type Registered } from '../upgrades/registered';
import type { Account } from './accounts';
import { awsManagedPolicies } from './aws-managed-policies';
import { peopleOf, type Person } from './identity-center';
import type { Attached, Role } from './role';

export interface User {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Its groups', inline and attached: it has none of its own. */
  readonly policies: readonly Attached[];
}

/** Everything that says who may do what, as registered. */
export interface Company {
  readonly users: readonly User[];
  readonly roles: readonly Role[];
  /** Of IAM Identity Center. */
  readonly people: readonly Person[];
  /** Of buses, queues, topics, buckets: by the ARN that they are about. */
  readonly resourcePolicies: ReadonlyMap<string, Attached>;
  /** Account ids whose password policy lets every IAM user change their password, without any other policy. */
  readonly everybodyChangesPasswords: readonly string[];
}

/** @throws Error for an attachment of what nobody registered, or a kind of attachment that is not known here */
export function companyOf(accounts: readonly Account[]): Company {
  return {
    users: accounts.flatMap((account) => usersOf(account)),
    roles: accounts.flatMap((account) => rolesOf(account)),
    people: peopleOf(accounts),
    resourcePolicies: new Map(accounts.flatMap((account) => resourcePoliciesOf(account))),
    everybodyChangesPasswords: accounts
      .filter(({ resources }) =>
        of(resources, 'AccountPasswordPolicy').some(
          ({ inputs }) => inputs['allowUsersToChangePassword'] !== false,
        ),
      )
      .map(({ accountId }) => accountId),
  };
}

const known =
  /iam\/(user|group|groupPolicy|policy|role|rolePolicy|userGroupMembership|groupPolicyAttachment|rolePolicyAttachment|accountPasswordPolicy):/;

function of(resources: readonly Registered[], kind: string): Registered[] {
  for (const each of resources)
    if (typeOf(each).startsWith('aws:iam/') && !known.test(typeOf(each)))
      throw new Error(`${each.urn}: say in test/meaning/company.ts what this gives to whom`);
  return resources.filter((each) => typeOf(each).endsWith(`:${kind}`));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function usersOf({ accountId, resources }: Account): User[] {
  return of(resources, 'User').map(({ inputs }) => {
    const name = text(inputs['name']);
    const groups = of(resources, 'UserGroupMembership')
      .filter((each) => each.inputs['user'] === name)
      .flatMap((each) => each.inputs['groups'] as string[]);
    return {
      arn: `arn:aws:iam::${accountId}:user${text(inputs['path'])}${name}`,
      name,
      accountId,
      tags: inputs['tags'] as Record<string, string>,
      policies: [
        ...of(resources, 'GroupPolicy')
          .filter((each) => groups.includes(text(each.inputs['group'])))
          .map((each) =>
            attached(each, `inline policy of the group ${text(each.inputs['group'])}`),
          ),
        ...of(resources, 'GroupPolicyAttachment')
          .filter((each) => groups.includes(text(each.inputs['group'])))
          .map((each) => managed(each, resources, `the group ${text(each.inputs['group'])}`)),
      ],
    };
  });
}

function rolesOf({ accountId, resources }: Account): Role[] {
  return of(resources, 'Role').map((role) => {
    const { inputs } = role;
    const name = text(inputs['name']) || nameOf(role);
    // A name that Pulumi chose is not in the registration: seven digits more than the resource's.
    const isOfRole = ({ inputs: { role: of } }: Registered) =>
      text(of) === name || (!inputs['name'] && text(of).replace(/-[0-9a-f]{7}$/, '') === name);
    const boundary = text(inputs['permissionsBoundary']);
    return {
      arn: `arn:aws:iam::${accountId}:role${text(inputs['path'])}${name}`,
      name,
      accountId,
      trust: attached(role, `trust policy of the role ${name}`, 'assumeRolePolicy'),
      ...(boundary && { boundary: managedDocument(boundary, resources) }),
      policies: [
        ...of(resources, 'RolePolicy')
          .filter(isOfRole)
          .map((each) => attached(each, `inline policy of the role ${name}`)),
        ...of(resources, 'RolePolicyAttachment')
          .filter(isOfRole)
          .map((each) => managed(each, resources, `the role ${name}`)),
      ],
    };
  });
}

function resourcePoliciesOf({ resources }: Account): [string, Attached][] {
  return ['EventBusPolicy', 'QueuePolicy', 'TopicPolicy', 'BucketPolicy'].flatMap((kind) =>
    of(resources, kind).flatMap((each) => {
      const policy = attached(each, `${kind} of ${nameOf(each)}`);
      const about = policy.document.Statement.flatMap(({ Resource = [] }) => Resource);
      return [...new Set(about)].map((arn): [string, Attached] => [arn, policy]);
    }),
  );
}

function attached(each: Registered, mechanism: string, property = 'policy'): Attached {
  const component = each.urn.split('::')[2]?.split('$').at(-2)?.split(':').at(-1) ?? '';
  const document = each.inputs[property] as PolicyDocument;
  return { resource: nameOf(each), component, mechanism, document };
}

function managed(each: Registered, resources: readonly Registered[], of: string): Attached {
  const arn = text(each.inputs['policyArn']);
  const name = arn.split('/').at(-1) ?? '';
  const place = attached(each, `managed policy ${name} of ${of}`);
  return { ...place, document: managedDocument(arn, resources) };
}

function managedDocument(arn: string, resources: readonly Registered[]): PolicyDocument {
  const own = of(resources, 'Policy').find(({ inputs }) =>
    arn.endsWith(`:policy/${text(inputs['name'])}`),
  );
  const document = own ? (own.inputs['policy'] as PolicyDocument) : awsManagedPolicies().get(arn);
  if (!document) throw new Error(`there is no policy ${arn}`);
  return document;
}
