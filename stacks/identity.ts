import type { Provider } from '@pulumi/aws/provider';
import { Policy } from '@pulumi/aws/iam/policy';
import { UserPolicyAttachment } from '@pulumi/aws/iam/userPolicyAttachment';
import { Engineer } from '../components/engineer';
import { EngineerBaseline } from '../components/engineer-baseline';
import { MachineUser } from '../components/machine-user';
import { assumeListedRoles } from '../rules/policies';
import type { DeclaredEngineer } from './config/engineers';
import type { StackPlan } from './config/plan';
import { grantRoles } from './config/role-grants';

/**
 * The account that holds the IAM users. Users are named after themselves, so that the order of engineers.yaml
 * means nothing, and who is taken out of it is the only one to go.
 */
export function makeIdentity({ users, config }: StackPlan, provider: Provider): void {
  const { minimumLength, maxAgeDays, reusePrevention } = config.passwordPolicy;
  const baseline = new EngineerBaseline(
    'engineers',
    {
      groupName: config.groupName,
      minimumPasswordLength: minimumLength,
      maxPasswordAge: maxAgeDays,
      passwordReusePrevention: reusePrevention,
    },
    { provider },
  );
  for (const engineer of users.engineers) makeEngineer(engineer, baseline, provider);
  for (const { userName, ...args } of users.machineUsers)
    new MachineUser(
      userName,
      { userName, ...args, policyArns: [...args.policyArns] },
      { provider },
    );
}

function makeEngineer(
  { userName, path, fullName, slackId, keyExemptUntil, roles }: DeclaredEngineer,
  { groupName }: EngineerBaseline,
  provider: Provider,
): void {
  const { inline, managed } = grantRoles(roles.map(({ arn }) => arn));
  const engineer = new Engineer(
    userName,
    { userName, path, fullName, slackId, keyExemptUntil, groupName, roleArns: [...inline] },
    { provider },
  );
  managed.forEach((arns, i) => {
    const name = `${userName}-assume-roles-${i + 1}`;
    const policy = new Policy(
      name,
      {
        name,
        description: `Roles of ${userName}`,
        policy: JSON.stringify(assumeListedRoles(arns)),
      },
      { parent: engineer },
    );
    new UserPolicyAttachment(
      name,
      { user: engineer.userName, policyArn: policy.arn },
      { parent: engineer },
    );
  });
}
