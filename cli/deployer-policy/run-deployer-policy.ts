import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { sizeOf, type PolicyDocument } from '../../rules/policies';
import { isSet } from '../../stacks/config/config-values';
import { readStackFile, type ProjectFolder } from '../../stacks/config/project-folder';
import { badUse } from '../cli-error';
import { inWords, openOutput } from '../output';
import { openProject, planOf, stacksNamed } from '../project';
import { deployerPolicies } from './deployer-policies';
import { doctorPolicies, type DoctorPolicyOptions, type PoliciesOfStack } from './doctor-policies';

export interface DeployerPolicyOptions extends DoctorPolicyOptions {
  readonly project: string;
  readonly roomForNew?: boolean;
  /** Whether they are of whoever runs `keyturn doctor`, in the place of `pulumi up`. */
  readonly doctor?: boolean;
  readonly out?: string;
}

/** IAM attaches ten managed policies to a role, unless AWS has raised it; SecurityAudit, to read with, is another. */
const MOST_POLICIES = 9;

/** @throws CliError where the project is not right, has no such stack, or the folder can't be written */
export async function runDeployerPolicy(options: DeployerPolicyOptions): Promise<void> {
  checkOptions(options);
  const project = openProject(options.project);
  const all = options.doctor ? doctorPolicies(project, options) : ofDeployer(project, options);
  const named = new Map(
    all.flatMap(({ stack, prefix, policies }) =>
      policies.map((policy, i) => [`${prefix}-${stack}-${i + 1}`, policy] as const),
    ),
  );
  if (options.out === undefined) await openOutput(undefined).write(json(Object.fromEntries(named)));
  else await writeFiles(options.out, named);
  for (const { stack, policies } of all) process.stderr.write(`${summaryOf(stack, policies)}\n`);
}

function checkOptions({ doctor, roleName, canary, roomForNew }: DeployerPolicyOptions): void {
  if (doctor && roomForNew)
    throw badUse('--room-for-new goes without --doctor, which makes nothing');
  const [given] = [roleName && '--role-name', canary && '--canary'].filter(Boolean);
  if (!doctor && given) throw badUse(`${given} goes with --doctor; found none`);
}

function ofDeployer(
  project: ProjectFolder,
  options: DeployerPolicyOptions,
): readonly PoliciesOfStack[] {
  const stacks = options.stack ? stacksNamed(project, options.stack) : project.stacks;
  return stacks.map((stack) => ({
    stack,
    prefix: 'keyturn-deployer',
    policies: policiesOf(project, stack, options),
  }));
}

function policiesOf(
  project: ProjectFolder,
  stack: string,
  { roomForNew = false }: DeployerPolicyOptions,
): readonly PolicyDocument[] {
  const plan = planOf(project, stack);
  const isTagged = isSet(readStackFile(project, stack).values.get('aws:defaultTags'));
  return deployerPolicies({ plan, isTagged, roomForNew });
}

async function writeFiles(
  folder: string,
  policies: ReadonlyMap<string, PolicyDocument>,
): Promise<void> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    // Node's word for a folder that stands where a file does.
    const why = code === 'EEXIST' ? 'it is a file' : inWords(code);
    throw badUse(`--out is ${folder}, which can't be made (${why}): name a folder`, { cause });
  }
  for (const [name, policy] of policies)
    await openOutput(path.join(folder, `${name}.json`)).write(json(policy));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function summaryOf(stack: string, policies: readonly PolicyDocument[]): string {
  const count = policies.length === 1 ? 'one policy' : `${policies.length} policies`;
  const sizes = policies.map((each) => sizeOf(each).toLocaleString('en')).join(' and ');
  const notes = [
    ...(policies.length > MOST_POLICIES
      ? [
          `IAM attaches ${MOST_POLICIES + 1} to a role, of which SecurityAudit is one: put the users under a path of their own and take --room-for-new`,
        ]
      : []),
    ...(coversEveryUser(policies)
      ? [
          "these are for every user of the account, break-glass users too, as some of engineers.yaml's are under no path",
        ]
      : []),
  ];
  return [`${stack}: ${count}, of ${sizes} characters`, ...notes].join('; ');
}

function coversEveryUser(policies: readonly PolicyDocument[]): boolean {
  return policies.some(({ Statement }) =>
    Statement.some(({ Resource = [] }) =>
      [Resource].flat().some((each) => each.endsWith(':user/*')),
    ),
  );
}
