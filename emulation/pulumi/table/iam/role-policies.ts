import {
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { unlessGone } from '../gone';

/** What `forceDetachPolicies` takes off a role before it is deleted. */
export async function detachEverything(iam: IAMClient, RoleName: string): Promise<void> {
  const attached = await unlessGone(iam.send(new ListAttachedRolePoliciesCommand({ RoleName })));
  for (const { PolicyArn } of attached?.AttachedPolicies ?? [])
    await unlessGone(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
  const inline = await unlessGone(iam.send(new ListRolePoliciesCommand({ RoleName })));
  for (const PolicyName of inline?.PolicyNames ?? [])
    await unlessGone(iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
}
