import { permissionSetNamePattern } from '../../rules/formats';
import type { PermissionSetOfRoles } from '../../rules/identity-center/permission-sets';
import { parseArn } from '../../rules/arn';
import { withoutCase } from '../../rules/without-case';
import type { IdentityCenterPlan } from './identity-center-plan';
import type { Here } from './neighbours';
import type { Problem } from './problem';

/** What can't be a permission set, or not by that name. */
export function checkPermissionSets(here: Here, plan: IdentityCenterPlan): Problem[] {
  return [
    ...checkExisting(here, plan),
    ...plan.permissionSets.flatMap((set) => checkName(here, set)),
    ...checkTwins(here, plan),
    ...checkRoom(here, plan),
  ];
}

const at = ({ file }: Here, field: string) =>
  file.locate(['keyturn:identityCenter', field], 'value');
const references = ({ roles }: PermissionSetOfRoles) =>
  roles.map(({ reference }) => reference).join(', ');

/** Nothing here knows what a role may do that is made elsewhere. */
function checkExisting(here: Here, { groups }: IdentityCenterPlan): Problem[] {
  const existing = groups.flatMap(({ roles }) => roles.filter((role) => !role.permissions));
  return [...new Set(existing.map(({ reference }) => reference))].map((reference) => ({
    ...at(here, 'mode'),
    found: `permission-sets, and people with the role ${reference}, which has existing: true`,
    expected: 'account-access; or roles that are declared with what they may do',
  }));
}

function checkName(here: Here, set: PermissionSetOfRoles): Problem[] {
  if (permissionSetNamePattern.test(set.name)) return [];
  return [
    {
      ...at(here, 'permissionSetNames'),
      found: `${set.name} (${set.name.length} characters) as the permission set's of ${references(set)}`,
      expected: 'a name of at most 32 characters, given here by role',
    },
  ];
}

function checkTwins(here: Here, { permissionSets }: IdentityCenterPlan): Problem[] {
  return permissionSets.flatMap((set, i) => {
    const twin = permissionSets
      .slice(0, i)
      .find(({ name }) => withoutCase(name) === withoutCase(set.name));
    if (!twin) return [];
    return [
      {
        ...at(here, 'permissionSetNames'),
        found: `${set.name} as the permission set's of ${references(twin)} and of ${references(set)}, which may not do the same`,
        expected: 'names that differ, whatever the case of their letters',
      },
    ];
  });
}

function checkRoom(here: Here, { permissionSets }: IdentityCenterPlan): Problem[] {
  const { maximumPermissionSetsOfAccount: most } = here.config.identityCenter;
  const accounts = permissionSets.flatMap(({ roles }) =>
    roles.map(({ arn }) => parseArn(arn)?.accountId ?? ''),
  );
  return [...Map.groupBy(accounts, (id) => id)]
    .filter(([, all]) => all.length > most)
    .map(([account, all]) => ({
      ...at(here, 'maximumPermissionSetsOfAccount'),
      found: `${all.length} permission sets in ${account}, one for each of its roles`,
      expected: `at most ${most}, which is what IAM Identity Center takes: fewer roles, each of which may do more; or have AWS raise the quota, and say so here`,
    }));
}
