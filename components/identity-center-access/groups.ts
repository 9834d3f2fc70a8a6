import { Group } from '@pulumi/aws/identitystore/group';
import { GroupMembership } from '@pulumi/aws/identitystore/groupMembership';
import type * as pulumi from '@pulumi/pulumi';
import { type IdentityCenterGroup, IdentitySource } from './args';
import type { CheckedArgs } from './check-args';
import type { Directory } from './directory';

/** A group and its id in the identity store. */
export interface Principal {
  readonly group: IdentityCenterGroup;
  readonly groupId: pulumi.Output<string>;
}

/** The groups: made with who is in them, or those that are there, in which others put people. */
export function principalsOf(
  name: string,
  { groups, identitySource }: CheckedArgs,
  directory: pulumi.Output<Directory>,
  child: pulumi.CustomResourceOptions,
): readonly Principal[] {
  const make = identitySource === IdentitySource.External ? undefined : makeGroup;
  return groups.map((group) => ({
    group,
    groupId:
      make?.(name, group, directory, child) ??
      directory.apply(({ groupIds }) => idIn(groupIds, group.groupName)),
  }));
}

function makeGroup(
  name: string,
  { groupName, members = [] }: IdentityCenterGroup,
  directory: pulumi.Output<Directory>,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { identityStoreId } = directory;
  const { groupId } = new Group(
    `${name}-group:${groupName}`,
    {
      identityStoreId,
      displayName: groupName,
      description: 'Engineers who may take on the same roles. Kept by Keyturn.',
    },
    child,
  );
  for (const member of members)
    new GroupMembership(
      `${name}-member:${groupName}:${member}`,
      {
        identityStoreId,
        groupId,
        memberId: directory.apply(({ userIds }) => idIn(userIds, member)),
      },
      child,
    );
  return groupId;
}

function idIn(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} was not looked up`);
  return id;
}
