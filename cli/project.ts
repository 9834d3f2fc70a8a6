import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ProjectFolder } from '../stacks/config/project-folder';
import { readProjectFolder } from '../stacks/config/project-folder';
import { badUse } from './cli-error';

/**
 * The Pulumi project in a folder.
 * @throws CliError where there is none, or none with a stack
 */
export function openProject(folder: string): ProjectFolder {
  if (!existsSync(path.join(folder, 'Pulumi.yaml')))
    throw badUse(
      `--project is ${folder}, which has no Pulumi.yaml: expected the folder of the Pulumi project`,
    );
  const project = readProjectFolder(folder);
  if (project.stacks.length === 0 && project.problems.length === 0)
    throw badUse(
      `--project is ${folder}, which has no Pulumi.<stack>.yaml: expected a file for each account`,
    );
  return project;
}

/** @throws CliError where the project has no such stack */
export function checkStackNames(project: ProjectFolder, names: readonly string[]): void {
  const unknown = names.find((name) => !project.stacks.includes(name));
  if (unknown !== undefined)
    throw badUse(
      `--stack is ${unknown}, of which there is no file: expected one of ${project.stacks.join(', ')}`,
    );
}
