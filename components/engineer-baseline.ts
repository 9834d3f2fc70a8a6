import {
  AccountPasswordPolicy,
  type AccountPasswordPolicyArgs,
} from '@pulumi/aws/iam/accountPasswordPolicy';
import { Group } from '@pulumi/aws/iam/group';
import { GroupPolicy } from '@pulumi/aws/iam/groupPolicy';
import * as pulumi from '@pulumi/pulumi';
import {
  longestCredentialAgeDays,
  servicesWithCredentialAge,
  type ServiceWithCredentialAge,
} from '../rules/credential-services';
import { defaultGroupName } from '../rules/names';
import { assumeListedRoles, engineerSelfManagement, sizeOf } from '../rules/policies';
import { checkedIfGiven, checkedList, oneOf, wholeNumber } from './check';
import { fit, json } from './documents';
import { iamName, iamPath, roleArn } from './formats';
import { homeOf } from './whereabouts';

/** The arguments of EngineerBaseline. */
export interface EngineerBaselineArgs {
  /**
   * The name of the engineers' group. Default: `engineers`.
   */
  groupName?: pulumi.Input<string>;
  /**
   * The group's path. Default: `/`.
   */
  path?: pulumi.Input<string>;
  /**
   * The ARNs of the roles that every engineer may assume, with MFA. Roles of some engineers belong to a RoleGroup.
   */
  roleArns?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The fewest characters of a console password, 14 to 128. Default: 14.
   */
  minimumPasswordLength?: pulumi.Input<number>;
  /**
   * The age in days, 1 to 90, at which a console password has to be changed. Default: 90.
   */
  maxPasswordAge?: pulumi.Input<number>;
  /**
   * How many earlier passwords, 1 to 24, may not be used again. Default: 24.
   */
  passwordReusePrevention?: pulumi.Input<number>;
  /**
   * Whether every IAM user of the account may change their own password, without any policy that lets them. Default:
   * false, as engineers may by their group. True while the account has people who are not in it: the passwords of all
   * expire, and theirs could not be renewed.
   */
  allowUsersToChangePassword?: pulumi.Input<boolean>;
  /**
   * The services for which engineers may make themselves service-specific credentials, with MFA and with an end:
   * `aws-external-anthropic.amazonaws.com`, `bedrock.amazonaws.com`, `cloudwatch.amazonaws.com`, `logs.amazonaws.com`.
   * What such a credential is used for needs no MFA then, and another policy that allows it. Default: none.
   */
  serviceCredentials?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The greatest age in days, 1 to 90, with which such a credential may be made. Default: 90.
   */
  maximumCredentialAgeDays?: pulumi.Input<number>;
}

/**
 * The identity account's ground: a group whose members manage their own IAM user and nothing else, with MFA, and
 * the account's password policy. An account has one password policy: this one replaces it.
 */
export class EngineerBaseline extends pulumi.ComponentResource {
  /**
   * The group's name, for Engineer.
   */
  public readonly groupName: pulumi.Output<string>;
  /**
   * The group's ARN.
   */
  public readonly groupArn: pulumi.Output<string>;

  constructor(
    name: string,
    args: EngineerBaselineArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('keyturn:index:EngineerBaseline', name, args, opts);
    const child = { parent: this };
    const groupName = checkedIfGiven('groupName', args.groupName, iamName) ?? defaultGroupName;
    const path = checkedIfGiven('path', args.path, iamPath);
    const roleArns = checkedList('roleArns', args.roleArns, roleArn);
    const passwords = passwordPolicy(args);
    const serviceCredentials = ownServiceCredentials(args);

    const group = new Group(`${name}-group`, { name: groupName, path }, child);
    const selfManagement = pulumi
      .all([homeOf(this), serviceCredentials])
      .apply(([home, own]) => engineerSelfManagement(home, own));
    new GroupPolicy(
      `${name}-self-management`,
      { group: group.name, name: 'self-management', policy: json(selfManagement) },
      child,
    );
    if (roleArns)
      new GroupPolicy(
        `${name}-assume-roles`,
        {
          group: group.name,
          name: 'assume-roles',
          policy: pulumi
            .all([roleArns, selfManagement])
            .apply(([arns, beside]) =>
              fit(assumeListedRoles(arns), 'groupInline', 'roleArns', sizeOf(beside)),
            ),
        },
        child,
      );
    new AccountPasswordPolicy(`${name}-password-policy`, passwords, child);
    this.groupName = group.name;
    this.groupArn = group.arn;
    this.registerOutputs({ groupName: this.groupName, groupArn: this.groupArn });
  }
}

function passwordPolicy(args: EngineerBaselineArgs): AccountPasswordPolicyArgs {
  return {
    minimumPasswordLength:
      checkedIfGiven('minimumPasswordLength', args.minimumPasswordLength, wholeNumber(14, 128)) ??
      14,
    maxPasswordAge: checkedIfGiven('maxPasswordAge', args.maxPasswordAge, wholeNumber(1, 90)) ?? 90,
    passwordReusePrevention:
      checkedIfGiven('passwordReusePrevention', args.passwordReusePrevention, wholeNumber(1, 24)) ??
      24,
    requireLowercaseCharacters: true,
    requireUppercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    // Whose password has expired sets a new one at the next sign-in, and needs no administrator.
    hardExpiry: false,
    // Engineers may by their group. The account as a whole would let everybody.
    allowUsersToChangePassword: args.allowUsersToChangePassword ?? false,
  };
}

function ownServiceCredentials(args: EngineerBaselineArgs) {
  const services = checkedList(
    'serviceCredentials',
    args.serviceCredentials,
    oneOf<string>(servicesWithCredentialAge),
  ) as pulumi.Output<ServiceWithCredentialAge[]> | undefined;
  const maximumAgeDays = checkedIfGiven(
    'maximumCredentialAgeDays',
    args.maximumCredentialAgeDays,
    wholeNumber(1, longestCredentialAgeDays),
  );
  return pulumi.output({
    services: services ?? [],
    maximumAgeDays: maximumAgeDays ?? longestCredentialAgeDays,
  });
}
