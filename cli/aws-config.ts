import { Option, type Command } from 'commander';
import type * as runAwsConfig from './aws-config/run-aws-config';
import { toolNames } from './aws-config/tool-names';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./aws-config/run-aws-config') as typeof runAwsConfig;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
Reads the project's files alone, and writes nothing but its output. The engineer puts it in ~/.aws/config, and then:
  aws-vault add <the first profile>
  aws-vault exec <a role's profile> -- aws sts get-caller-identity

By role_session_name CloudTrail of the roles' accounts names the person. A comment says how many MFA codes each tool
asks for: aws-vault, awsume and the AWS CLI differ. With --for aws-vault the device stands in one place; with --for awsume
sessions last an hour, and one code is enough for all roles; awsume and the AWS CLI look for the key in
~/.aws/credentials. What a tool can't do is said on standard error.

Somebody whose access in engineers.yaml has sign-in gets profiles for aws login too; without key they get these alone.
Whose access has identity-center gets profiles for IAM Identity Center. Where its portal is, which tenant account access
manager has, its region and the names of permission sets are read from keyturn:identityCenter, where a stack file of the
project has it; options come first.

Examples:
  keyturn aws-config ada >> ~/.aws/config
  keyturn aws-config ada --for awsume >> ~/.aws/config`;

export const awsConfig: Subcommand = {
  name: 'aws-config',
  declare: (command: Command) => {
    command
      .description(
        'Write the profiles of ~/.aws/config with which an engineer uses aws-vault, awsume or the AWS CLI: one for their own user, one for each role that they may assume.',
      )
      .argument('<engineer>', 'the name of their IAM user, as engineers.yaml has it')
      .option('--project <folder>', 'the folder of Pulumi.yaml', '.')
      .option('--prefix <text>', 'put this before the name of each profile', '')
      .option(
        '--mfa-serial <arn>',
        "the ARN of their MFA device, where it has another name than the user's",
      )
      .addOption(
        new Option(
          '--for <tool>',
          'write them as this tool has most of them, not as all three can use them',
        ).choices(toolNames),
      )
      .option(
        '--start-url <url>',
        "the AWS access portal's, for those who come through Identity Center; without it, the stack file's startUrl",
      )
      .option(
        '--sso-region <region>',
        "Identity Center's; without it, that of the account that administers it, or of the users'",
      )
      .option(
        '--tenant-id <id>',
        "of account access manager (aa-…), which lets people into the roles that are there; without it, the stack file's tenantId, or permission sets",
      )
      .option('--out <file>', 'write to this file, not to standard output')
      .addHelpText('after', notes)
      .action((engineer: string, options: runAwsConfig.AwsConfigOptions) =>
        load().runAwsConfig(engineer, options),
      );
  },
};
