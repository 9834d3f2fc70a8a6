import { isSameName } from '../rules/without-case';
import type { DeclaredEngineer, DeclaredUsers } from '../stacks/config/engineers';
import type { StackPlan } from '../stacks/config/plan';
import type { ProjectFolder } from '../stacks/config/project-folder';
import { suggest } from '../stacks/config/suggest';
import { badUse } from './cli-error';
import { plansOf } from './project';

/**
 * The plan of the account that holds the users.
 * @throws CliError where no stack's file declares one, or it is not right
 */
export function identityPlan(project: ProjectFolder): StackPlan {
  const [plan] = plansOf(project, 'identity');
  if (plan) return plan;
  throw badUse('no stack file declares an account of the kind identity: expected one that does');
}

/**
 * The engineer of that name, whatever the case of its letters.
 * @param ofMachine why it is to be an engineer, as a sentence to go on with, where it is a machine's name
 * @param otherwise what to do where there is no such engineer
 * @throws CliError
 */
export function engineerNamed(
  userName: string,
  { engineers, machineUsers }: Pick<DeclaredUsers, 'engineers' | 'machineUsers'>,
  {
    file,
    ofMachine,
    otherwise,
  }: { readonly file: string; readonly ofMachine: string; readonly otherwise?: string },
): DeclaredEngineer {
  const found = engineers.find((each) => isSameName(each.userName, userName));
  if (found) return found;
  if (machineUsers.some((each) => isSameName(each.userName, userName)))
    throw badUse(`${userName} is a machine user in ${file}: expected an engineer, ${ofMachine}`);
  const names = engineers.map((each) => each.userName);
  throw badUse(
    `${file} has no engineer ${JSON.stringify(userName)}${suggest(userName, names)}: it has ${names.length}${otherwise === undefined ? '' : `; ${otherwise}`}`,
  );
}
