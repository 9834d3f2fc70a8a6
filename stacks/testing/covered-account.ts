import { templateInAccount } from '../../components/testing/template';
import { organizationStacks, TestProject } from './project';
import { runStack } from './run-stack';
import type { Registered } from './stack-mocks';

type Inputs = Readonly<Record<string, unknown>>;

interface TemplateRole {
  readonly Type: string;
  readonly Properties: {
    readonly RoleName?: string;
    readonly AssumeRolePolicyDocument: object;
    readonly Policies: readonly { readonly PolicyName: string; readonly PolicyDocument: object }[];
  };
}

/**
 * The roles that an account gets from the StackSet of its organization, as if a stack of its own had registered them:
 * for whoever looks at all documents.
 */
export async function coveredAccount(accountId: string): Promise<readonly Registered[]> {
  const project = new TestProject(organizationStacks);
  try {
    const { resources } = await runStack(project.folder, 'management');
    return resources
      .filter(({ type }) => type === 'aws:cloudformation/stackSet:StackSet')
      .flatMap((stackSet) => rolesOfTemplate(stackSet, accountId));
  } finally {
    project.remove();
  }
}

function rolesOfTemplate({ name, inputs }: Registered, accountId: string): Registered[] {
  const template = templateInAccount<TemplateRole>(String(inputs['templateBody']), accountId);
  return Object.entries(template)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .flatMap(([logicalName, { Properties }]) => {
      const pulumiName = `${name}-${logicalName}`;
      const role = Properties.RoleName ?? pulumiName;
      return [
        registered('aws:iam/role:Role', pulumiName, {
          name: role,
          assumeRolePolicy: JSON.stringify(Properties.AssumeRolePolicyDocument),
        }),
        ...Properties.Policies.map(({ PolicyName, PolicyDocument }) =>
          registered('aws:iam/rolePolicy:RolePolicy', `${pulumiName}-${PolicyName}`, {
            role,
            name: PolicyName,
            policy: JSON.stringify(PolicyDocument),
          }),
        ),
      ];
    });
}

function registered(type: string, name: string, inputs: Inputs): Registered {
  return { type, name, inputs, arn: '', provider: '' };
}
