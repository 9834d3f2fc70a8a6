import type { UserType } from '../../rules/tags';
import { canBeKept, type PlannedGroup } from './groups';
import type { Home } from './home';

/** A user in the state of Pulumi: one of engineers.yaml whom IAM has. */
export interface Imported {
  readonly name: string;
  readonly type: UserType;
}

const componentTypes: Record<UserType, string> = {
  engineer: 'Engineer',
  machine: 'MachineUser',
};
/** How the file itself calls the provider. */
const PROVIDER = 'home';

/** The AWS provider that the stack's users have, as stacks/deploy.ts makes it. */
export function providerUrn({ account, projectName }: Home): string {
  return `urn:pulumi:${account.name}::${projectName}::pulumi:providers:aws::${PROVIDER}`;
}

/**
 * The file for `pulumi import --file`. What the state has already is left alone by Pulumi, so that the file may be
 * imported twice.
 * @param groups the stack's; those that are there already are imported, as IAM has them
 */
export function importFile(
  home: Home,
  users: readonly Imported[],
  groups: readonly PlannedGroup[],
): string {
  const ofGroups = groups.filter(canBeKept).flatMap(({ component, name, existing: id = name }) => {
    const logicalName = component === 'EngineerBaseline' ? 'engineers' : id;
    return entries(component, logicalName, 'Group', { name: `${logicalName}-group`, id });
  });
  const resources = users.flatMap(({ name, type }) =>
    entries(componentTypes[type], name, 'User', { name: `${name}-user`, id: name }),
  );
  const file = {
    nameTable: { [PROVIDER]: providerUrn(home) },
    resources: [...ofGroups, ...resources],
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/**
 * A component and its child. A user may be called as another one's resource is (alice, alice-user) or as the
 * provider: within the file each has a name with a space, which no name of IAM's has.
 */
function entries(
  component: string,
  logicalName: string,
  resource: 'User' | 'Group',
  child: { readonly name: string; readonly id: string },
): object[] {
  const name = `${component} ${logicalName}`;
  return [
    { type: `keyturn:index:${component}`, name, logicalName, component: true },
    {
      type: `aws:iam/${resource.toLowerCase()}:${resource}`,
      name: `${resource} ${child.id}`,
      logicalName: child.name,
      id: child.id,
      parent: name,
      provider: PROVIDER,
    },
  ];
}
