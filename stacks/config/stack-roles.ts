import { parseArn, partitionOfRegion } from '../../rules/arn';
import { defaultMonitorName } from '../../rules/names';
import { isSameName, withoutCase } from '../../rules/without-case';
import { expectedPolicy } from './fields';
import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';
import type { CheckedStack } from './checked-stack';
import type { RoleConfig } from './role-schema';

/** What no field of a role can show by itself. */
export function checkRoles(file: StackFile, config: CheckedStack): Problem[] {
  return [...checkEachRole(file, config), ...checkApplication(file, config)];
}

/** No role of another partition can trust it. */
function checkApplication(
  file: StackFile,
  { accountAccessApplicationArn: arn, region }: CheckedStack,
): Problem[] {
  const partition = partitionOfRegion(region);
  if (arn === undefined || parseArn(arn)?.partition === partition) return [];
  return [
    {
      ...file.locate(['keyturn:accountAccessApplicationArn'], 'value'),
      found: describeValue(arn),
      expected: `one of the partition ${partition}, as aws:region says`,
    },
  ];
}

function checkEachRole(
  file: StackFile,
  { roles, accountId, region, auditRoleName }: CheckedStack,
): Problem[] {
  const account = { id: accountId, partition: partitionOfRegion(region) };
  return roles.flatMap((role, i) => {
    const at = (...field: PropertyKey[]) => file.locate(['keyturn:roles', i, ...field], 'value');
    const name = checkName(
      role.name,
      roles.slice(0, i).map((each) => each.name),
      auditRoleName,
    );
    const boundary = role.permissionsBoundaryArn;
    return [
      ...name.map((expected) => ({ ...at('name'), found: describeValue(role.name), expected })),
      ...role.policyArns.flatMap((arn, j) =>
        checkPolicy(arn, account).map((wrong) => ({ ...at('policyArns', j), ...wrong })),
      ),
      ...(boundary === undefined ? [] : checkPolicy(boundary, account)).map((wrong) => ({
        ...at('permissionsBoundaryArn'),
        ...wrong,
      })),
      ...checkExisting(role).map((field) => ({
        ...file.locate(['keyturn:roles', i, field], 'key'),
        found: `${field} of a role with existing: true`,
        expected: 'nothing but its name, path and maxSessionHours: the role is made elsewhere',
      })),
    ];
  });
}

function checkName(name: string, before: readonly string[], auditRoleName: string): string[] {
  const twin = before.find((each) => isSameName(each, name));
  if (twin !== undefined) return [`each role once, whatever the case of its letters`];
  if (isSameName(name, auditRoleName)) return ['another name than the audit role has'];
  const isReserved = withoutCase(name).startsWith(`${defaultMonitorName}-`);
  return isReserved ? [`a name that does not begin with ${defaultMonitorName}-`] : [];
}

function checkPolicy(
  arn: string,
  account: Parameters<typeof expectedPolicy>[1],
): Pick<Problem, 'found' | 'expected'>[] {
  const expected = expectedPolicy(arn, account);
  return expected === undefined ? [] : [{ found: describeValue(arn), expected }];
}

function checkExisting(role: RoleConfig): (keyof RoleConfig)[] {
  if (!role.existing) return [];
  const { policyArns, permissionsBoundaryArn, description } = role;
  return [
    ...(policyArns.length > 0 ? (['policyArns'] as const) : []),
    ...(permissionsBoundaryArn === undefined ? [] : (['permissionsBoundaryArn'] as const)),
    ...(description === undefined ? [] : (['description'] as const)),
  ];
}
