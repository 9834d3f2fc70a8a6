import { parseArn } from '../../rules/arn';
import { hasAccountAccess } from '../../rules/identity-center/regions';
import { withoutCase } from '../../rules/without-case';
import { locateIn } from './check';
import { comersOf, type IdentityCenterPlan, type People } from './identity-center-plan';
import { checkEntitled } from './entitled-roles';
import type { Here } from './neighbours';
import { checkPermissionSets } from './permission-set-checks';
import { describeValue, type Problem } from './problem';
import { suggest } from './suggest';

/** What AWS would refuse in the middle of a deployment, and what would let somebody in nowhere. */
export function checkIdentityCenter(
  here: Here,
  people: People,
  plan: IdentityCenterPlan,
): Problem[] {
  const isAccountAccess = here.config.identityCenter.mode === 'account-access';
  return [
    ...(isAccountAccess
      ? [...checkRegion(here), ...checkApplication(here), ...checkEntitled(here, plan)]
      : [...checkNoApplication(here), ...checkPermissionSets(here, plan)]),
    ...checkGivenNames(here, people),
    ...checkGroupNames(here, plan),
    ...checkRoles(people),
  ];
}

const at = ({ file }: Here, ...field: PropertyKey[]) =>
  file.locate(['keyturn:identityCenter', ...field], 'value');

function checkRegion(here: Here): Problem[] {
  const { region } = here.config;
  if (hasAccountAccess(region)) return [];
  return [
    {
      ...at(here, 'mode'),
      found: `account-access in ${region}`,
      expected:
        'permission-sets: AWS has account access manager only in the regions of the partition aws that are enabled by default',
    },
  ];
}

/** It is where the instance is; a delegated administrator's is of the management account. */
function checkApplication(here: Here): Problem[] {
  const { applicationArn } = here.config.identityCenter;
  const { region } = here.config;
  if (applicationArn === undefined || parseArn(applicationArn)?.region === region) return [];
  return [
    {
      ...at(here, 'applicationArn'),
      found: describeValue(applicationArn),
      expected: `one of the region ${region}, as aws:region says`,
    },
  ];
}

function checkNoApplication(here: Here): Problem[] {
  const { applicationArn } = here.config.identityCenter;
  if (applicationArn === undefined) return [];
  const expected = 'it only with mode: account-access';
  return [{ ...at(here, 'applicationArn'), found: describeValue(applicationArn), expected }];
}

function checkGivenNames(here: Here, { file }: People): Problem[] {
  const { groupNames, permissionSetNames } = here.config.identityCenter;
  const { roleSets = {} } = (file.value ?? {}) as { readonly roleSets?: object };
  const roles = here.accounts.flatMap((account) => account.roles.map((role) => role.reference));
  const wrong = (field: string, names: object, known: readonly string[], what: string) =>
    Object.keys(names)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        ...here.file.locate(['keyturn:identityCenter', field, name], 'key'),
        found: describeValue(name),
        expected: `${what}${suggest(name, known)}`,
      }));
  return [
    ...wrong('groupNames', groupNames, Object.keys(roleSets), 'a role set of engineers.yaml'),
    ...wrong('permissionSetNames', permissionSetNames, roles, 'a role that a stack declares'),
  ];
}

function checkGroupNames(here: Here, { groups }: IdentityCenterPlan): Problem[] {
  return groups.flatMap(({ name }, i) => {
    const twin = groups.slice(0, i).find((each) => withoutCase(each.name) === withoutCase(name));
    if (!twin) return [];
    return [
      {
        ...at(here, 'groupNames'),
        found: `the name ${name} of two groups`,
        expected: 'names that differ, whatever the case of their letters',
      },
    ];
  });
}

/** Whoever has no roles would find nothing there. */
function checkRoles(people: People): Problem[] {
  return comersOf(people)
    .filter(({ roles }) => roles.length === 0)
    .map(({ userName }) => ({
      ...locateIn(people.file)(['engineers', userName], 'key'),
      found: 'access by identity-center, and no roles',
      expected:
        'roles, which are all that IAM Identity Center lets anybody into; or another way in',
    }));
}
