import { Role } from '@pulumi/aws/iam/role';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment';
import * as pulumi from '@pulumi/pulumi';
import { assumableRoleTrust } from '../rules/policies';
import { checkedInput, checkedInputIfGiven, wholeNumber } from './check';
import { json } from './documents';
import { accountId, iamName, managedPolicyArn, roleDescription, rolePath } from './formats';
import { policiesOf } from './managed-policies';
import { homeOf } from './whereabouts';

/** The arguments of AssumableRole. */
export interface AssumableRoleArgs {
  /**
   * The role's name.
   */
  roleName: pulumi.Input<string>;
  /**
   * The role's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
  /**
   * What the role is for, as IAM shows it: at most 1000 letters and signs of Latin-1.
   */
  description?: pulumi.Input<string>;
  /**
   * The id of the account that holds the engineers' IAM users.
   */
  identityAccountId: pulumi.Input<string>;
  /**
   * The ARNs of the role's managed policies.
   */
  policyArns?: pulumi.Input<string>[];
  /**
   * The ARN of the managed policy that bounds what the role's policies allow.
   */
  permissionsBoundaryArn?: pulumi.Input<string>;
  /**
   * How long a session may last, in seconds, 3600 to 43200. Default: 3600.
   */
  maxSessionDuration?: pulumi.Input<number>;
  /**
   * How long ago, in seconds, the MFA code may have been given, 60 to 129600. Without it: as long as the session
   * that it was given for lasts.
   */
  maxMfaAge?: pulumi.Input<number>;
}

/**
 * A role, in any account, that engineers of the identity account assume: only IAM users tagged `type=engineer`, only
 * with MFA, and only those in a group whose policy names the role.
 */
export class AssumableRole extends pulumi.ComponentResource {
  /**
   * The role's name.
   */
  public readonly roleName: pulumi.Output<string>;
  /**
   * The role's ARN, for RoleGroup's or EngineerBaseline's roleArns.
   */
  public readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: AssumableRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:AssumableRole', name, args, opts);
    const child = { parent: this };
    const inputs = {
      name: checkedInput('roleName', args.roleName, iamName),
      path: checkedInputIfGiven('path', args.path, rolePath),
      description: checkedInputIfGiven('description', args.description, roleDescription),
      maxSessionDuration: checkedInputIfGiven(
        'maxSessionDuration',
        args.maxSessionDuration,
        wholeNumber(3600, 43200),
      ),
      permissionsBoundary: checkedInputIfGiven(
        'permissionsBoundaryArn',
        args.permissionsBoundaryArn,
        managedPolicyArn,
      ),
    };
    const identity = checkedInput('identityAccountId', args.identityAccountId, accountId);
    const maxMfaAge = checkedInputIfGiven('maxMfaAge', args.maxMfaAge, wholeNumber(60, 129600));
    const policies = policiesOf(args.policyArns);

    const trust = pulumi
      .all([homeOf(this), identity, maxMfaAge])
      .apply(([{ partition }, account, age]) =>
        assumableRoleTrust({ partition, accountId: account }, age),
      );
    const role = new Role(`${name}-role`, { ...inputs, assumeRolePolicy: json(trust) }, child);
    for (const { suffix, policyArn } of policies)
      new RolePolicyAttachment(`${name}-${suffix}`, { role: role.name, policyArn }, child);
    this.roleName = role.name;
    this.roleArn = role.arn;
    this.registerOutputs({ roleName: this.roleName, roleArn: this.roleArn });
  }
}
