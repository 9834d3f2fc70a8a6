import type { DeclaredEngineer } from '../../stacks/config/engineers';
import { badUse } from '../cli-error';
import { engineerNamed, identityPlan } from '../engineer-named';
import { openOutput } from '../output';
import { openProject } from '../project';
import { formatConfig } from './config';
import { portalOf, type PortalOptions } from './portal-of';
import { configOf } from './profiles';
import type { ToolName } from './tool-names';

export interface AwsConfigOptions extends PortalOptions {
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
  const project = openProject(options.project);
  const { account, accounts, users, config } = identityPlan(project);
  const ofMachine =
    "whose key aws-vault keeps; a machine's key goes where the program that uses it looks for it";
  const engineer = engineerNamed(userName, users, { file: config.engineersFile, ofMachine });
  if (!engineer.access.includes('key')) checkKeyless(engineer, options);
  const portal = portalOf(engineer, options, project, account.region);
  const written = configOf(engineer, {
    identity: account,
    accounts,
    prefix,
    mfaSerial,
    tool,
    portal,
  });
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
