import type { Command } from 'commander';
import type * as runDeployerPolicy from './deployer-policy/run-deployer-policy';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./deployer-policy/run-deployer-policy') as typeof runDeployerPolicy;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
Reads the project's files alone. Each document is one managed policy, within IAM's 6,144 characters; a stack may need
several. They allow what the stack makes now, by name: write them anew when the stack file or engineers.yaml changes
what is made, and give them to the deployer before the next \`pulumi up\`. What they don't allow, and what else a
deployer needs: docs/security.md, "What a deployer needs".

Examples:
  keyturn deployer-policy --stack monitor
  keyturn deployer-policy --room-for-new --out deployer
  aws iam create-policy --policy-name keyturn-deployer-monitor-1 \\
    --policy-document file://deployer/keyturn-deployer-monitor-1.json`;

export const deployerPolicy: Subcommand = {
  name: 'deployer-policy',
  declare: (command: Command) => {
    command
      .description(
        'Write the IAM policies of whoever runs `pulumi up`: what the stacks make, and nothing else of the account.',
      )
      .option('--project <folder>', 'the folder of Pulumi.yaml', '.')
      .option('--stack <name...>', 'only these stacks; repeatable (default: all that have a file)')
      .option(
        '--room-for-new',
        'also for users and groups that are not declared yet: all users under the paths of those that are, and all groups with the prefixes of the stack',
      )
      .option('--out <folder>', 'write each policy to a file of its own in this folder')
      .addHelpText('after', notes)
      .action((options: runDeployerPolicy.DeployerPolicyOptions) =>
        load().runDeployerPolicy(options),
      );
  },
};
