import { buildArn, iamArn } from '../../rules/arn';
import { needsOf, type Need, type ProvidedType } from '../../rules/deployer/needs';
import type { Condition } from '../../rules/policies/document';
import type { StackPlan } from '../../stacks/config/plan';

/** Whose deployer it is, and how much it is to be able to do. */
export interface Wanted {
  readonly plan: StackPlan;
  /** Whether the stack gives tags to all that it makes: `aws:defaultTags`. */
  readonly isTagged: boolean;
  /** Whether also users and groups may be made that are not declared yet. */
  readonly roomForNew: boolean;
}

/** How Pulumi ends the name of what has none in the program: seven hex digits. */
export const autoNamed = (name: string): string => `${name}-???????`;

/** The needs of what is in one account. */
export class Account {
  constructor(readonly wanted: Wanted) {}

  iam(resource: string): string {
    const { partition, id } = this.wanted.plan.account;
    return iamArn({ partition, accountId: id }, resource);
  }

  arn(service: string, resource: string, region = this.wanted.plan.account.region): string {
    const { partition, id } = this.wanted.plan.account;
    return buildArn({ partition, service, region, accountId: id, resource });
  }

  bucket(name: string): string {
    return buildArn({
      partition: this.wanted.plan.account.partition,
      service: 's3',
      resource: name,
    });
  }

  /** The needs of resources of these types, which IAM all judges by these ARNs. */
  make(
    types: readonly ProvidedType[],
    arns: readonly string[],
    options: { readonly isProtected?: boolean; readonly condition?: Condition } = {},
  ): readonly Need[] {
    const { isTagged } = this.wanted;
    return types.flatMap((type) => needsOf(type, { ...options, arns, isTagged }));
  }

  /** Roles with a policy of their own, which one AWS service takes on. */
  serviceRoles(service: string, names: readonly string[]): readonly Need[] {
    const roles = names.map((name) => this.iam(`role/${name}`));
    return [
      ...this.make(['aws:iam/role:Role', 'aws:iam/rolePolicy:RolePolicy'], roles),
      {
        area: `PassTo${service[0]?.toUpperCase()}${service.slice(1)}`,
        actions: ['iam:PassRole'],
        resources: roles,
        condition: { StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } },
      },
    ];
  }

  /** A role or a group may be given these managed policies, and no others. */
  attach(action: string, to: string, policyArns: readonly string[]): readonly Need[] {
    if (policyArns.length === 0) return [];
    return [
      {
        area: action.replace('iam:', ''),
        actions: [action],
        resources: [to],
        condition: { ArnLike: { 'iam:PolicyARN': [...policyArns].sort() } },
      },
    ];
  }
}
