import type { Provider } from '@pulumi/aws/provider';
import { Engineer } from '../components/engineer';
import { EngineerBaseline } from '../components/engineer-baseline';
import { KeyUntilGroup } from '../components/key-until-group';
import { KeylessGroup } from '../components/keyless-group';
import { MachineGroup } from '../components/machine-group';
import { MachineUser } from '../components/machine-user';
import { RoleGroup } from '../components/role-group';
import { SignInGroup } from '../components/sign-in-group';
import { defaultAccess, writeAccess } from '../rules/ways-in';
import { hasIamUser, type AccessGroup } from './config/groups';
import type { StackPlan } from './config/plan';
import type { DeclaredEngineer } from './config/engineers';
import { wayArg } from './access-args';
import { toolArg } from './rotation-args';

/**
 * The account that holds the IAM users. Users and groups are named after themselves, so that the order of
 * engineers.yaml means nothing, and who is taken out of it is the only one to go.
 */
export function makeIdentity({ users, config }: StackPlan, provider: Provider): void {
  const { minimumLength, maxAgeDays, reusePrevention, allowUsersToChangePassword } =
    config.passwordPolicy;
  const { serviceCredentials, maximumCredentialAgeDays } = config.selfManagement;
  const { path } = config.groups;
  const { groupName } = new EngineerBaseline(
    'engineers',
    {
      groupName: config.groupName,
      path,
      minimumPasswordLength: minimumLength,
      maxPasswordAge: maxAgeDays,
      passwordReusePrevention: reusePrevention,
      allowUsersToChangePassword,
      serviceCredentials,
      maximumCredentialAgeDays,
    },
    { provider },
  );
  const ofRoles = byMember(
    users.groups.ofRoles,
    ({ name, arns }) =>
      new RoleGroup(name, { groupName: name, path, roleArns: [...arns] }, { provider }),
  );
  const ofMachines = byMember(
    users.groups.ofMachines,
    ({ name, arns }) =>
      new MachineGroup(name, { groupName: name, path, policyArns: [...arns] }, { provider }),
  );
  const { signIn, keyless, keyUntil } = users.groups;
  const ofSignIn = byMember(
    signIn ? [signIn] : [],
    ({ name }) => new SignInGroup(name, { groupName: name, path }, { provider }),
  );
  const ofKeyless = byMember(
    keyless ? [keyless] : [],
    ({ name }) => new KeylessGroup(name, { groupName: name, path }, { provider }),
  );
  const ofKeyUntil = byMember(
    keyUntil ? [keyUntil] : [],
    ({ name, lastDay }) =>
      new KeyUntilGroup(name, { groupName: name, path, keyUntil: lastDay }, { provider }),
  );
  for (const engineer of users.engineers.filter(hasIamUser)) {
    const { userName, path } = engineer;
    const memberOf = {
      groupName,
      roleGroupName: ofRoles.get(userName)?.groupName,
      signInGroupName: ofSignIn.get(userName)?.groupName,
      keylessGroupName: ofKeyless.get(userName)?.groupName,
      keyUntilGroupName: ofKeyUntil.get(userName)?.groupName,
    };
    new Engineer(userName, { userName, path, ...tagsOf(engineer), ...memberOf }, { provider });
  }
  for (const { userName, path, slackId } of users.machineUsers) {
    const groupName = ofMachines.get(userName)?.groupName;
    new MachineUser(userName, { userName, path, slackId, groupName }, { provider });
  }
}

/** What is written on the user; of ways in nothing where they are the default. */
function tagsOf({
  fullName,
  slackId,
  keyExemption,
  rotateWith,
  access,
  keyUntil,
  identityCenterName,
}: DeclaredEngineer) {
  const isDefault = writeAccess(access) === writeAccess(defaultAccess);
  return {
    fullName,
    slackId,
    keyExemption,
    rotateWith: rotateWith && toolArg[rotateWith],
    access: isDefault ? undefined : access.map((way) => wayArg[way]),
    keyUntil,
    identityCenterName,
  };
}

/** Makes each group once, and tells whose it is. */
function byMember<Group extends AccessGroup, Made>(
  groups: readonly Group[],
  make: (group: Group) => Made,
): ReadonlyMap<string, Made> {
  return new Map(
    groups.flatMap((group) => {
      const made = make(group);
      return group.members.map((userName) => [userName, made] as const);
    }),
  );
}
