import { isSameName } from '../../rules/without-case';
import type { DeclaredEngineer, DeclaredUsers } from '../../stacks/config/engineers';
import type { StackPlan } from '../../stacks/config/plan';
import type { ProjectFolder } from '../../stacks/config/project-folder';
import { suggest } from '../../stacks/config/suggest';
import { badUse, type CliError } from '../cli-error';
import { openOutput } from '../output';
import { openProject, plansOf } from '../project';
import { formatConfig } from './config';
import { configOf } from './profiles';
import type { ToolName } from './tool-names';

export interface AwsConfigOptions {
  readonly project: string;
  readonly prefix: string;
  readonly mfaSerial?: string;
  readonly for?: ToolName;
  readonly out?: string;
}

const deviceArn = /^arn:[\w-]+:iam::\d{12}:mfa\/[\w+=,.@/-]+$/;
/** A space or a bracket would end the section's name. */
const prefixPattern = /^[\w.@-]*$/;

/** @throws CliError where the project is not right, or has no such engineer */
export async function runAwsConfig(userName: string, options: AwsConfigOptions): Promise<void> {
  const { prefix, mfaSerial, for: tool } = options;
  if (!prefixPattern.test(prefix))
    throw badUse(`--prefix is ${JSON.stringify(prefix)}: expected letters, digits and . _ @ -`);
  if (mfaSerial !== undefined && !deviceArn.test(mfaSerial))
    throw badUse(
      `--mfa-serial is ${JSON.stringify(mfaSerial)}: expected an ARN such as arn:aws:iam::111111111111:mfa/phone`,
    );
  const output = openOutput(options.out);
  const { account, accounts, users, config } = identityPlan(openProject(options.project));
  const engineer = users.engineers.find((each) => isSameName(each.userName, userName));
  if (!engineer) throw noEngineer(userName, users, config.engineersFile);
  if (!engineer.access.includes('key')) checkKeyless(engineer, options);
  const written = configOf(engineer, { identity: account, accounts, prefix, mfaSerial, tool });
  await output.write(formatConfig(written));
  for (const warning of written.warnings) process.stderr.write(`keyturn: ${warning}\n`);
}

/** These say how a key is used. */
function checkKeyless(
  { userName }: DeclaredEngineer,
  { mfaSerial, for: tool }: AwsConfigOptions,
): void {
  const given = [...(tool ? ['--for'] : []), ...(mfaSerial === undefined ? [] : ['--mfa-serial'])];
  if (given.length > 0)
    throw badUse(
      `${given.join(' and ')} says how a key is used, and ${userName} has no way in by key: leave it out, all tools read the same profiles`,
    );
}

function noEngineer(
  userName: string,
  { engineers, machineUsers }: DeclaredUsers,
  file: string,
): CliError {
  if (machineUsers.some((each) => isSameName(each.userName, userName)))
    return badUse(
      `${userName} is a machine user in ${file}: expected an engineer, whose key aws-vault keeps; a machine's key goes where the program that uses it looks for it`,
    );
  const names = engineers.map((each) => each.userName);
  return badUse(
    `${file} has no engineer ${JSON.stringify(userName)}${suggest(userName, names)}: it has ${names.length}`,
  );
}

/** The plan of the account that holds the users. */
function identityPlan(project: ProjectFolder): StackPlan {
  const [plan] = plansOf(project, 'identity');
  if (plan) return plan;
  throw badUse('no stack file declares an account of the kind identity: expected one that does');
}
