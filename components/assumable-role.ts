import { Role } from '@pulumi/aws/iam/role';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment';
import * as pulumi from '@pulumi/pulumi';
import { assumableRoleTrust } from '../rules/policies';
import { checkedInput, checkedInputIfGiven, wholeNumber } from './check';
import { json } from './documents';
import {
  accountAccessApplicationArn,
  accountId,
  iamName,
  managedPolicyArn,
  roleDescription,
  rolePath,
} from './formats';
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
  /**
   * The ARN of the application of account access manager's that may let people of IAM Identity Center into this role:
   * IdentityCenterAccess's applicationArn. Nothing else of the role changes: not its ARN, its name, what it may do.
   * Whether these people gave an MFA code is for Identity Center to ask: AWS says nothing of it to the role, and neither
   * maxMfaAge nor maxSessionDuration applies to them.
   */
  accountAccessApplicationArn?: pulumi.Input<string>;
}

/**
 * A role, in any account, that engineers of the identity account assume: only IAM users tagged `type=engineer`, only
 * with MFA, and only those in a group whose policy names the role. With accountAccessApplicationArn, people of IAM Identity
 * Center come into it too: those whom that one application lets in, with the MFA that Identity Center asks of them.
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
    const applicationArn = checkedInputIfGiven(
      'accountAccessApplicationArn',
      args.accountAccessApplicationArn,
      accountAccessApplicationArn,
    );
    const policies = policiesOf(args.policyArns);

    const trust = pulumi
      .all([homeOf(this), identity, maxMfaAge, applicationArn])
      .apply(([{ partition }, account, maxMfaAgeSeconds, accountAccessApplicationArn]) =>
        assumableRoleTrust(
          { partition, accountId: account },
          { maxMfaAgeSeconds, accountAccessApplicationArn },
        ),
      );
    const role = new Role(`${name}-role`, { ...inputs, assumeRolePolicy: json(trust) }, child);
    for (const { suffix, policyArn } of policies)
      new RolePolicyAttachment(`${name}-${suffix}`, { role: role.name, policyArn }, child);
    this.roleName = role.name;
    this.roleArn = role.arn;
    this.registerOutputs({ roleName: this.roleName, roleArn: this.roleArn });
  }
}
