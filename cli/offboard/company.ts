import path from 'node:path';
import type { Settings } from '../../rules/settings';
import { isSameName } from '../../rules/without-case';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import { accessGroupsOf } from '../../stacks/config/groups';
import type { StackPlan } from '../../stacks/config/plan';
import type { ProjectFolder } from '../../stacks/config/project-folder';
import { EngineersOnDisk } from '../engineers-file/on-disk';
import { engineerNamed, identityPlan } from '../engineer-named';
import { openProject } from '../project';
import { readSettings } from '../reading/settings-file';
import type { OffboardOptions } from './options';

/** What the project says of its people. */
export interface Company {
  readonly project: ProjectFolder;
  readonly plan: StackPlan;
  readonly settings: Settings;
}

/** Somebody who is to leave, and the file that has them. */
export interface Leaver {
  readonly engineer: DeclaredEngineer;
  readonly file: EngineersOnDisk;
}

/** @throws CliError */
export function openCompany(options: Pick<OffboardOptions, 'project' | 'config'>): Company {
  const project = openProject(options.project);
  const plan = identityPlan(project);
  return { project, plan, settings: readSettings(options.config).settings };
}

/** @throws CliError where there is no such engineer */
export function leaverNamed(userName: string, { project, plan }: Company): Leaver {
  const { engineersFile } = plan.config;
  const engineer = engineerNamed(userName, plan.users, {
    file: engineersFile,
    ofMachine: 'since whoever a program is for need not be told; take a machine out by hand',
    otherwise: `of somebody who is out already, keyturn offboard ${userName} --verify says what is left`,
  });
  const file = EngineersOnDisk.read(path.resolve(project.folder, engineersFile), engineersFile);
  return { engineer, file };
}

/** Undefined where engineers.yaml does not have them, or has them no more. */
export function declaredNamed(userName: string, { plan }: Company): DeclaredEngineer | undefined {
  return plan.users.engineers.find((each) => isSameName(each.userName, userName));
}

/** The groups that the stack of the users makes. */
export function ownGroups({ config, users }: StackPlan): readonly string[] {
  const { groups } = users;
  const made = [...groups.ofRoles, ...groups.ofMachines, ...accessGroupsOf(groups)];
  return [config.groupName, ...made.map(({ name }) => name)];
}
