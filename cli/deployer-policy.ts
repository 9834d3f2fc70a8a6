import type { Command } from 'commander';
import type * as runDeployerPolicy from './deployer-policy/run-deployer-policy';
import { readRoleName } from './reading/options';
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

--doctor writes those of whoever runs keyturn doctor, in their place: what it reads, and that it may have the functions
check themselves, of the project's monitor alone. What its --role-name and --canary need only where they are named here,
too. docs/doctor.md, "What it takes".

Examples:
  keyturn deployer-policy --stack monitor
  keyturn deployer-policy --room-for-new --out deployer
  aws iam create-policy --policy-name keyturn-deployer-monitor-1 \\
    --policy-document file://deployer/keyturn-deployer-monitor-1.json
  keyturn deployer-policy --doctor --role-name OrganizationAccountAccessRole
  keyturn deployer-policy --doctor --canary canary --out doctor`;

export const deployerPolicy: Subcommand = {
  name: 'deployer-policy',
  declare: (command: Command) => {
    command
      .description(
        'Write the IAM policies of whoever runs `pulumi up`, or `keyturn doctor`: what the stacks make, and nothing else of the account.',
      )
      .option('--project <folder>', 'the folder of Pulumi.yaml', '.')
      .option('--stack <name...>', 'only these stacks; repeatable (default: all that have a file)')
      .option(
        '--room-for-new',
        'also for users and groups that are not declared yet: all users under the paths of those that are, and all groups with the prefixes of the stack',
      )
      .option('--doctor', 'the policies of whoever runs `keyturn doctor`, not `pulumi up`')
      .option('--role-name <name>', "with --doctor: the doctor's --role-name", readRoleName)
      .option(
        '--canary <user>',
        "with --doctor: the doctor's --canary, a machine user of engineers.yaml",
      )
      .option('--out <folder>', 'write each policy to a file of its own in this folder')
      .addHelpText('after', notes)
      .action((options: runDeployerPolicy.DeployerPolicyOptions) =>
        load().runDeployerPolicy(options),
      );
  },
};
