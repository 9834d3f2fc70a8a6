import { stringify } from 'yaml';
import { planStack } from '../../stacks/config/plan';
import { readProjectFolder } from '../../stacks/config/project-folder';
import { TestProject } from '../../stacks/testing/project';
import { runStack, type Registered } from '../../stacks/testing/run-stack';
import { engineersDoor } from '../front-door/doors/engineers';
import { stacks } from '../front-door/doors/project';
import { stackDoors } from '../front-door/doors/stack-file';
import { Dice } from '../killed/dice';

/**
 * What a stack registers whose file and people are drawn from their schemas, as `npm run test:front-door` draws them.
 * @param index of the draw: the kinds of account take turns
 * @returns undefined where the stack's checks refuse it
 */
export async function registeredByDraw(
  index: number,
  seed: number,
): Promise<readonly Registered[] | undefined> {
  const dice = new Dice(`${seed} ${index}`);
  const door = stackDoors[index % stackDoors.length];
  if (!door) throw new Error('there is no kind of account');
  const [, stack = ''] = door.name.split('.');
  const project = new TestProject(stacks);
  try {
    project.write(door.name, stringify(door.make(dice)));
    project.write('stacks/engineers.yaml', stringify(engineersDoor.make(dice)));
    const { problems } = planStack(readProjectFolder(project.folder), stack);
    return problems.length > 0 ? undefined : (await runStack(project.folder, stack)).resources;
  } finally {
    project.remove();
  }
}
