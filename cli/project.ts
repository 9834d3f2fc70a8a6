import { existsSync } from 'node:fs';
import path from 'node:path';
import { readAccounts } from '../stacks/config/accounts';
import { planStack, type StackPlan } from '../stacks/config/plan';
import { formatProblem, type Problem } from '../stacks/config/problem';
import type { ProjectFolder } from '../stacks/config/project-folder';
import { readProjectFolder } from '../stacks/config/project-folder';
import type { AccountKind } from '../stacks/config/stack-keys';
import { suggest } from '../stacks/config/suggest';
import { badUse, type CliError } from './cli-error';

/**
 * The Pulumi project in a folder.
 * @throws CliError where there is none, or none with a stack
 */
export function openProject(folder: string): ProjectFolder {
  if (!existsSync(path.join(folder, 'Pulumi.yaml')))
    throw badUse(
      `--project is ${folder}, which has no Pulumi.yaml${otherName(folder)}: expected the folder of the Pulumi project`,
    );
  const project = readProjectFolder(folder);
  if (project.stacks.length === 0 && project.problems.length === 0)
    throw badUse(
      `--project is ${folder}, which has no Pulumi.<stack>.yaml: expected a file for each account`,
    );
  return project;
}

/** People end YAML files in either way. The stacks' files would have to end as this one does. */
function otherName(folder: string): string {
  return existsSync(path.join(folder, 'Pulumi.yml')) ? ', but a Pulumi.yml, to be renamed' : '';
}

/**
 * The stacks that --stack names: as their files do, or with an organization and a project before, as Pulumi takes
 * them (`acme/identity`, `acme/iam/identity`).
 * @throws CliError where the project has no such stack
 */
export function stacksNamed(project: ProjectFolder, given: readonly string[]): readonly string[] {
  return given.map((name) => {
    const stack = name.slice(name.lastIndexOf('/') + 1);
    if (project.stacks.includes(stack)) return stack;
    throw badUse(
      `--stack is ${name}, of which there is no file: expected one of ${project.stacks.join(', ')}${suggest(stack, project.stacks)}`,
    );
  });
}

/**
 * The plans of the stacks whose accounts are of a kind; none where no file declares one.
 * @throws CliError with the first mistake, where one of them is not right
 */
export function plansOf(project: ProjectFolder, kind: AccountKind): readonly StackPlan[] {
  const { accounts, problems } = readAccounts(project);
  const stacks = accounts.filter(({ kinds }) => kinds.includes(kind)).map(({ name }) => name);
  const unread = [...project.problems, ...problems];
  if (stacks.length === 0 && unread.length > 0) throw mistaken(unread);
  return stacks.map((stack) => planOf(project, stack));
}

/**
 * What a stack makes, and from what.
 * @throws CliError with the first mistake, where the stack is not right
 */
export function planOf(project: ProjectFolder, stack: string): StackPlan {
  const plan = planStack(project, stack);
  if (plan.value) return plan.value;
  throw mistaken(plan.problems);
}

function mistaken([first, ...others]: readonly Problem[]): CliError {
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return badUse(
    `${first ? formatProblem(first) : 'the project'}${more}: keyturn validate shows all`,
  );
}
