import { readAccounts } from '../../stacks/config/accounts';
import { planStack, type StackPlan } from '../../stacks/config/plan';
import { formatProblem } from '../../stacks/config/problem';
import type { ProjectFolder } from '../../stacks/config/project-folder';
import { suggest } from '../../stacks/config/suggest';
import { badUse } from '../cli-error';
import { openOutput } from '../output';
import { openProject } from '../project';
import { formatProfiles, profilesOf } from './profiles';

export interface AwsConfigOptions {
  readonly project: string;
  readonly prefix: string;
  readonly mfaSerial?: string;
  readonly out?: string;
}

const deviceArn = /^arn:[\w-]+:iam::\d{12}:mfa\/[\w+=,.@/-]+$/;
/** A space or a bracket would end the section's name. */
const prefixPattern = /^[\w.@-]*$/;

/** @throws CliError where the project is not right, or has no such engineer */
export async function runAwsConfig(userName: string, options: AwsConfigOptions): Promise<void> {
  const { prefix, mfaSerial } = options;
  if (!prefixPattern.test(prefix))
    throw badUse(`--prefix is ${JSON.stringify(prefix)}: expected letters, digits and . _ @ -`);
  if (mfaSerial !== undefined && !deviceArn.test(mfaSerial))
    throw badUse(
      `--mfa-serial is ${JSON.stringify(mfaSerial)}: expected an ARN such as arn:aws:iam::111111111111:mfa/phone`,
    );
  const output = openOutput(options.out);
  const { account, accounts, users } = identityPlan(openProject(options.project));
  const engineer = users.engineers.find((each) => each.userName === userName);
  if (!engineer) {
    const names = users.engineers.map((each) => each.userName);
    throw badUse(
      `engineers.yaml has no engineer ${JSON.stringify(userName)}${suggest(userName, names)}: it has ${names.length}`,
    );
  }
  const profiles = profilesOf(engineer, { identity: account, accounts, prefix, mfaSerial });
  await output.write(formatProfiles(profiles));
}

/** The plan of the account that holds the users. */
function identityPlan(project: ProjectFolder): StackPlan {
  const identity = readAccounts(project).accounts.find(({ kinds }) => kinds.includes('identity'));
  const { value, problems } = identity
    ? planStack(project, identity.name)
    : { value: undefined, problems: readAccounts(project).problems };
  if (value) return value;
  const [first] = problems;
  if (!first)
    throw badUse('no stack file declares an account of the kind identity: expected one that does');
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw badUse(`${formatProblem(first)}${others}: keyturn validate shows all`);
}
