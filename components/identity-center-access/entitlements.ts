import { Application } from '@pulumi/aws/accountaccess/application';
import { Entitlement } from '@pulumi/aws/accountaccess/entitlement';
import * as pulumi from '@pulumi/pulumi';
import { parseArn } from '../../rules/arn';
import type { CheckedArgs } from './check-args';
import type { Directory } from './directory';
import type { Principal } from './groups';
import { inLanes } from './lanes';

/** The application, made or given, of account access manager's. */
export function applicationOf(
  name: string,
  { applicationArn, isProtected }: CheckedArgs,
  directory: pulumi.Output<Directory>,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  if (applicationArn !== undefined) return pulumi.output(applicationArn);
  const { instanceArn } = directory;
  return new Application(
    `${name}-application`,
    { identitySource: { identityCenter: { instanceArn } } },
    { ...child, protect: isProtected },
  ).arn;
}

/** Lets each group into each of its roles. */
export function makeEntitlements(
  name: string,
  principals: readonly Principal[],
  applicationArn: pulumi.Output<string>,
  child: pulumi.CustomResourceOptions,
): void {
  const all = principals.flatMap((principal) =>
    principal.group.roleArns.map((roleArn) => ({ ...principal, roleArn })),
  );
  inLanes(
    all,
    ({ group, groupId, roleArn }, before) =>
      new Entitlement(
        `${name}-entitlement:${group.groupName}:${labelOf(roleArn)}`,
        {
          applicationArn,
          entitlement: {
            principalRole: { roleArn, principal: { identityCenter: { groupId } } },
          },
        },
        { ...child, dependsOn: [...before] },
      ),
  );
}

/** A role among those of all accounts: `222222222222/teams/deploy`. */
function labelOf(roleArn: string): string {
  const { accountId = '', resource = roleArn } = parseArn(roleArn) ?? {};
  return `${accountId}/${resource.replace(/^role\//, '')}`;
}
