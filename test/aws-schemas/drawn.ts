import { stringify } from 'yaml';
import { someIdentityCenter } from '../../components/testing/identity-center';
import { planStack } from '../../stacks/config/plan';
import { readProjectFolder } from '../../stacks/config/project-folder';
import { TestProject } from '../../stacks/testing/project';
import { runStack, type Registered } from '../../stacks/testing/run-stack';
import { engineersDoor } from '../front-door/doors/engineers';
import { stacks } from '../front-door/doors/project';
import { stackDoors } from '../front-door/doors/stack-file';
import { Dice } from '../killed/dice';
import { isEncrypted } from '../../stacks/config/config-values';

/** What the engine gives to a program where the file has what is encrypted. */
const secrets: Readonly<Record<string, string>> = {
  'keyturn:externalId': 'of-this-company',
  'keyturn:slackToken': ['xoxb', '0000000000', 'example'].join('-'),
  'keyturn:slackSigningSecret': 'made-for-a-test-alone',
};

interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
}

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
    const file = inThisOrganization(door.make(dice) as StackFile);
    project.write(door.name, stringify(file));
    project.write('stacks/engineers.yaml', stringify(engineersDoor.make(dice)));
    const { problems } = planStack(readProjectFolder(project.folder), stack);
    if (problems.length > 0) return undefined;
    const given = Object.entries(secrets).filter(([key]) => isEncrypted(file.config[key]));
    const config = Object.fromEntries(given);
    const { resources } = await runStack(project.folder, stack, {
      config,
      secretKeys: Object.keys(config),
    });
    return resources;
  } finally {
    project.remove();
  }
}

/** Of Identity Center the program asks AWS, and refuses another than it finds: it is the mocks' own. */
function inThisOrganization(file: StackFile): StackFile {
  const center = file.config['keyturn:identityCenter'];
  if (typeof center !== 'object' || center === null) return file;
  const [{ arn, identityStoreId } = {}] = someIdentityCenter.instances;
  const own = {
    ...center,
    ...('instanceArn' in center && { instanceArn: arn }),
    ...('identityStoreId' in center && { identityStoreId }),
  };
  return { config: { ...file.config, 'keyturn:identityCenter': own } };
}
