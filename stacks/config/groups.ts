import type { z } from 'zod';
import type { Immutable } from '../../rules/immutable';
import type { LocalDate } from '../../rules/model';
import type { WayIn } from '../../rules/ways-in';
import type { DeclaredRole } from './declared-account';
import type { groupsSchema } from './group-keys';
import { labelOfPolicies, labelOfRoles } from './group-names';

/** What an engineer or a machine may do, by itself: before it is known who else may do the same. */
export interface Ungrouped {
  readonly engineers: readonly {
    readonly userName: string;
    readonly roles: readonly DeclaredRole[];
    readonly access: readonly WayIn[];
    readonly keyUntil?: LocalDate;
    /** False: they are in no group of IAM's. Absent: they have one. */
    readonly iamUser?: boolean | undefined;
  }[];
  readonly machineUsers: readonly {
    readonly userName: string;
    readonly policyArns: readonly string[];
  }[];
  /** Each role once. */
  readonly roleSets: Readonly<Record<string, readonly DeclaredRole[]>>;
}

/** How a stack's config calls the groups. */
export interface GroupNaming {
  /** Of the group that every engineer is in. */
  readonly groupName: string;
  readonly groups: Omit<Immutable<z.infer<typeof groupsSchema>>, 'path' | 'most'>;
}

/** A group that the stack makes beside the one that every engineer is in. */
export interface DeclaredGroup {
  readonly name: string;
  /** Of roles or of policies. */
  readonly arns: readonly string[];
  /** In the file's order; nobody is in two groups of one kind. */
  readonly members: readonly string[];
  /** The role set that it is named after, if there is one. */
  readonly roleSet?: string;
}

/** What the groups of ways in are called, after the one that every engineer is in. */
export function accessGroupNames(groupName: string) {
  return {
    signIn: `${groupName}-sign-in`,
    keyless: `${groupName}-without-key`,
    keyUntil: `${groupName}-key-until`,
  } as const;
}

/** A group of those who have a way in that not everybody has, or who lack one. */
export type AccessGroup = Pick<DeclaredGroup, 'name' | 'members'>;

export interface DeclaredGroups {
  readonly ofRoles: readonly DeclaredGroup[];
  readonly ofMachines: readonly DeclaredGroup[];
  /** Of those who come by IAM Identity Center, by the same names, for that alone; undefined where nobody does. */
  readonly ofComers?: readonly DeclaredGroup[];
  /** Of those who may use `aws login`; undefined where nobody may. */
  readonly signIn?: AccessGroup;
  /** Of those who have no way in by key; undefined where everybody has. */
  readonly keyless?: AccessGroup;
  /** Of those who have one until a day; undefined where nobody has. */
  readonly keyUntil?: AccessGroup & { readonly lastDay: LocalDate };
}

/** The groups that ways in make. */
export function accessGroupsOf({
  signIn,
  keyless,
  keyUntil,
}: DeclaredGroups): readonly AccessGroup[] {
  return [signIn, keyless, keyUntil].filter((each) => each !== undefined);
}

/**
 * One group for each distinct set of roles that an engineer has, and of policies that a machine has: in the order in
 * which their first members stand. And one for each thing that ways in add or take away.
 */
export function groupUsers(
  { engineers, machineUsers, roleSets }: Ungrouped,
  { groupName, groups }: GroupNaming,
): DeclaredGroups {
  const rolePrefix = groups.rolePrefix ?? `${groupName}-`;
  const named = namesOfSets(roleSets);
  const given = new Map(Object.entries(groups.names));
  const ofRoles = (people: Ungrouped['engineers']): DeclaredGroup[] => {
    const withRoles = people.filter(({ roles }) => roles.length > 0);
    return [...Map.groupBy(withRoles, ({ roles }) => keyOf(arnsOf(roles)))].map(
      ([key, members]) => {
        const roles = members[0]?.roles ?? [];
        const roleSet = named.get(key);
        const name =
          roleSet === undefined
            ? `${rolePrefix}${labelOfRoles(roles)}`
            : (given.get(roleSet) ?? `${rolePrefix}${roleSet}`);
        return { name, arns: arnsOf(roles), members: namesOf(members), roleSet };
      },
    );
  };
  const ofIam = engineers.filter(hasIamUser);
  const ofComers = ofRoles(engineers.filter(({ access }) => access.includes('identity-center')));
  const withPolicies = machineUsers.filter(({ policyArns }) => policyArns.length > 0);
  const ofMachines = Map.groupBy(withPolicies, ({ policyArns }) => keyOf(policyArns));
  return {
    ...groupByAccess(ofIam, groupName),
    ofRoles: ofRoles(ofIam),
    ...(ofComers.length > 0 && { ofComers }),
    ofMachines: [...ofMachines.values()].map((members) => {
      const arns = members[0]?.policyArns ?? [];
      const name = `${groups.machinePrefix}${labelOfPolicies(arns)}`;
      return { name, arns, members: namesOf(members) };
    }),
  };
}

/** Whether somebody has an IAM user, as everybody has who says nothing else. */
export function hasIamUser({ iamUser }: { readonly iamUser?: boolean | undefined }): boolean {
  return iamUser !== false;
}

function groupByAccess(
  engineers: Ungrouped['engineers'],
  groupName: string,
): Pick<DeclaredGroups, 'signIn' | 'keyless' | 'keyUntil'> {
  const names = accessGroupNames(groupName);
  const signIn = namesOf(engineers.filter(({ access }) => access.includes('sign-in')));
  const keyless = namesOf(engineers.filter(({ access }) => !access.includes('key')));
  const untilADay = engineers.filter(({ keyUntil }) => keyUntil !== undefined);
  // The company's: everybody has the same.
  const lastDay = untilADay[0]?.keyUntil;
  return {
    ...(signIn.length > 0 && { signIn: { name: names.signIn, members: signIn } }),
    ...(keyless.length > 0 && { keyless: { name: names.keyless, members: keyless } }),
    ...(lastDay !== undefined && {
      keyUntil: { name: names.keyUntil, members: namesOf(untilADay), lastDay },
    }),
  };
}

/** Of two names for the same roles the first by the alphabet: the order of the file means nothing. */
function namesOfSets(roleSets: Ungrouped['roleSets']): ReadonlyMap<string, string> {
  const names = Object.keys(roleSets).sort().toReversed();
  return new Map(names.map((name) => [keyOf(arnsOf(roleSets[name] ?? [])), name]));
}

function keyOf(arns: readonly string[]): string {
  return arns.toSorted().join('\n');
}

function arnsOf(roles: readonly DeclaredRole[]): readonly string[] {
  return roles.map(({ arn }) => arn);
}

function namesOf(members: readonly { readonly userName: string }[]): readonly string[] {
  return members.map(({ userName }) => userName);
}
