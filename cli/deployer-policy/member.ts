import type { Need } from '../../rules/deployer/needs';
import type { Account } from './account';

/** As stacks/member.ts makes it. */
export function memberNeeds(account: Account): readonly Need[] {
  const made = account.wanted.plan.config.roles.filter(({ existing }) => !existing);
  return made.flatMap(({ name, path, policyArns, permissionsBoundaryArn }) => {
    const arn = account.iam(`role${path}${name}`);
    return [
      ...account.make(['aws:iam/role:Role'], [arn]),
      ...(policyArns.length > 0
        ? account.make(['aws:iam/rolePolicyAttachment:RolePolicyAttachment'], [arn])
        : []),
      ...account.attach('iam:AttachRolePolicy', arn, policyArns),
      ...(permissionsBoundaryArn === undefined ? [] : boundaryNeeds(arn, permissionsBoundaryArn)),
    ];
  });
}

/** It may be set to the one that is declared, and not taken away. */
function boundaryNeeds(roleArn: string, boundaryArn: string): readonly Need[] {
  return [
    {
      area: 'Boundaries',
      actions: ['iam:PutRolePermissionsBoundary'],
      resources: [roleArn],
      condition: { ArnEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    },
  ];
}
