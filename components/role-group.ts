import { Group } from '@pulumi/aws/iam/group';
import { GroupPolicy } from '@pulumi/aws/iam/groupPolicy';
import { GroupPolicyAttachment } from '@pulumi/aws/iam/groupPolicyAttachment';
import { Policy } from '@pulumi/aws/iam/policy';
import * as pulumi from '@pulumi/pulumi';
import { iamQuotas, longestGroupName } from '../rules/iam-quotas';
import { assumeListedRoles, grantRoles } from '../rules/policies';
import { checked, checkedIfGiven, inputError, isPlain, some } from './check';
import { fit } from './documents';
import { groupName, iamPath, roleArn } from './formats';

/** The arguments of RoleGroup. */
export interface RoleGroupArgs {
  /**
   * The name of the IAM group. Where its roles need managed policies, at most 112 characters: they are named after it.
   */
  groupName: pulumi.Input<string>;
  /**
   * The group's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
  /**
   * The ARNs of the roles that the group's members may assume, with MFA. About 110 fit in a policy of the group's own;
   * more of them go to managed policies, ten at most, if the program knows all the ARNs when it runs.
   */
  roleArns: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * A group whose members may assume exactly the roles that it lists, and only with MFA: what engineers with the same
 * roles have in common. It gives nothing else; its members manage themselves by EngineerBaseline's group.
 */
export class RoleGroup extends pulumi.ComponentResource {
  /**
   * The group's name, for Engineer's roleGroupName.
   */
  public readonly groupName: pulumi.Output<string>;
  /**
   * The group's ARN.
   */
  public readonly groupArn: pulumi.Output<string>;

  constructor(name: string, args: RoleGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:RoleGroup', name, args, opts);
    const child = { parent: this };
    const roleArns = checked('roleArns', args.roleArns, some('role', roleArn));
    const managed = managedPolicies(args.roleArns);
    const suffixes = managed.map((_, i) => `assume-roles-${i + 1}`);
    const reserved = Math.max(0, ...suffixes.map((suffix) => suffix.length + 1));
    const checkedName = checked(
      'groupName',
      args.groupName,
      groupName(longestGroupName - reserved),
    );
    const path = checkedIfGiven('path', args.path, iamPath);

    const group = new Group(`${name}-group`, { name: checkedName, path }, child);
    if (managed.length === 0)
      new GroupPolicy(
        `${name}-assume-roles`,
        {
          group: group.name,
          name: 'assume-roles',
          policy: roleArns.apply((arns) => fit(assumeListedRoles(arns), 'groupInline', 'roleArns')),
        },
        child,
      );
    for (const [i, suffix] of suffixes.entries()) {
      const policy = new Policy(
        `${name}-${suffix}`,
        {
          name: pulumi.interpolate`${checkedName}-${suffix}`,
          description: 'Roles that the members of a group may assume',
          policy: JSON.stringify(assumeListedRoles(managed[i] ?? [])),
        },
        child,
      );
      new GroupPolicyAttachment(
        `${name}-${suffix}`,
        { group: group.name, policyArn: policy.arn },
        child,
      );
    }
    this.groupName = group.name;
    this.groupArn = group.arn;
    this.registerOutputs({ groupName: this.groupName, groupArn: this.groupArn });
  }
}

/**
 * The ARNs of each managed policy; none where one policy in the group has room for all. How many resources there are
 * must be known before any output is.
 */
function managedPolicies(roleArns: RoleGroupArgs['roleArns']): readonly (readonly string[])[] {
  if (!isPlain(roleArns)) return [];
  const { managed } = grantRoles(roleArns as string[]);
  const most = iamQuotas.managedPoliciesOfGroup;
  if (managed.length > most)
    throw inputError(
      'roleArns',
      `expected as many as fit in ${most} managed policies, found ${(roleArns as string[]).length}: give some of them to another group`,
    );
  return managed;
}
