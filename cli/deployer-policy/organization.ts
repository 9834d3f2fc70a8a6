import type { Need } from '../../rules/deployer/needs';
import { auditStackSetName } from '../../rules/names';
import { buildArn } from '../../rules/arn';
import type { Account } from './account';

/** As stacks/organization.ts makes it. */
export function organizationNeeds(account: Account): readonly Need[] {
  const { account: here, config } = account.wanted.plan;
  const { partition, region } = here;
  // A delegated administrator's StackSet is the management account's, whose id no file says.
  const isDelegated = config.auditRoleStackSet?.delegatedAdministrator ?? false;
  const accountId = isDelegated ? '*' : here.id;
  const arn = (resource: string, of: string = accountId) =>
    buildArn({ partition, service: 'cloudformation', region, accountId: of, resource });
  const stackSet = arn(`stackset/${auditStackSetName}:*`);
  return [
    ...account.make(
      [
        'aws:cloudformation/stackSet:StackSet',
        'aws:cloudformation/stackSetInstance:StackSetInstance',
      ],
      [stackSet],
    ),
    // These are judged also by where the StackSet goes, and by the types in its template.
    {
      area: 'StackSetTargets',
      actions: ['CreateStackInstances', 'DeleteStackInstances', 'UpdateStackSet'].map(
        (name) => `cloudformation:${name}`,
      ),
      resources: [
        arn(`stackset-target/${auditStackSetName}:*`),
        ...['AWS-IAM-Role', 'AWS-Events-Rule'].map((type) => arn(`type/resource/${type}`, '*')),
      ],
    },
    // CloudFormation looks with it whether the account may call as one.
    ...(isDelegated
      ? [
          {
            area: 'DelegatedAdministrators',
            actions: ['organizations:ListDelegatedAdministrators'],
            resources: ['*'],
          },
        ]
      : []),
  ];
}
