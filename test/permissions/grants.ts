import { parseArn } from '../../rules/arn';
import type { PolicyDocument } from '../../rules/policies';
import type { Statement } from '../../rules/policies/document';

/** A document as a stack registered it. */
export interface Registered {
  /** The resource's name in Pulumi, such as `keyturn-monitor-permissions`. */
  readonly name: string;
  /** Pulumi's, such as `aws:iam/rolePolicy:RolePolicy`. */
  readonly type: string;
  readonly accountId: string;
  readonly document: PolicyDocument;
}

/** A role, what it trusts and what it may. */
export interface Role {
  readonly arn: string;
  /** Without its path: `keyturn-audit`. */
  readonly name: string;
  readonly accountId: string;
  readonly trust: PolicyDocument;
  readonly permissions: readonly Registered[];
}

/** What each type of resource calls its document. Another test finds documents in other places. */
const documentOf: Readonly<Record<string, string>> = {
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': 'policy',
  'aws:iam/groupPolicy:GroupPolicy': 'policy',
  'aws:iam/policy:Policy': 'policy',
  'aws:iam/role:Role': 'assumeRolePolicy',
  'aws:iam/rolePolicy:RolePolicy': 'policy',
  'aws:kms/key:Key': 'policy',
  'aws:s3/bucketPolicy:BucketPolicy': 'policy',
  'aws:secretsmanager/secretPolicy:SecretPolicy': 'policy',
  'aws:sns/topicPolicy:TopicPolicy': 'policy',
  'aws:sqs/queuePolicy:QueuePolicy': 'policy',
};

/** A resource as a program registered it, whoever ran the program. */
interface Resource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** By account id, what its stack registered. */
export type Stacks = ReadonlyMap<string, { readonly resources: readonly Resource[] }>;

export function documentsIn(stacks: Stacks): readonly Registered[] {
  return [...stacks].flatMap(([accountId, { resources }]) =>
    resources.flatMap(({ type, name, inputs }) => {
      const property = documentOf[type];
      return property ? [{ name, type, accountId, document: read(inputs[property]) }] : [];
    }),
  );
}

export function rolesIn(stacks: Stacks): readonly Role[] {
  const documents = documentsIn(stacks);
  return [...stacks].flatMap(([accountId, { resources }]) =>
    resources
      .filter(({ type }) => type === 'aws:iam/role:Role')
      .map(({ inputs, outputs, name: pulumiName }) => {
        // Pulumi names what has no name, if it is really deployed.
        const name = [inputs['name'], outputs?.['name']].find((each) => isText(each)) ?? pulumiName;
        const policies = resources.filter(
          ({ type, inputs: { role } }) => type === 'aws:iam/rolePolicy:RolePolicy' && role === name,
        );
        return {
          arn: `arn:aws:iam::${accountId}:role/${name}`,
          name,
          accountId,
          trust: read(inputs['assumeRolePolicy']),
          permissions: documents.filter(
            (each) =>
              each.accountId === accountId && policies.some((policy) => policy.name === each.name),
          ),
        };
      }),
  );
}

/** The role behind `arn:aws:sts::111111111111:assumed-role/keyturn-audit/a-session`. */
export function roleOfSession(roles: readonly Role[], principal: string | null): Role | undefined {
  const { accountId, resource = '' } = parseArn(principal ?? '') ?? {};
  const [kind, name] = resource.split('/');
  if (kind !== 'assumed-role') return undefined;
  return roles.find((role) => role.name === name && role.accountId === accountId);
}

export function actionsOf({ Action = [] }: Statement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

export function resourcesIn({ Resource = [] }: Statement): readonly string[] {
  return typeof Resource === 'string' ? [Resource] : Resource;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function read(document: unknown): PolicyDocument {
  return JSON.parse(String(document)) as PolicyDocument;
}
