import assert from 'node:assert/strict';
import { goodStacks, TestProject } from './testing/project';
import { runStack, type Run } from './testing/run-stack';

const applicationArn = 'arn:aws:account-access:eu-central-1:444444444444:application/0123abc';
const stacks = {
  ...goodStacks,
  production: `${goodStacks.production}  keyturn:accountAccessApplicationArn: ${applicationArn}\n`,
  center: `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity-center]
  keyturn:accountId: '444444444444'
`,
};
const people = (access: string) =>
  `engineers:\n  ada: {slackId: U0ADA000001, ${access}, roles: [production/deploy]}\n`;
const both = 'access: [key, identity-center], identityCenterName: ada@example.com';

async function run(
  stack: string,
  changed: Readonly<Record<string, string>> = {},
  engineers = people(both),
): Promise<Run> {
  const project = new TestProject({ ...stacks, ...changed }, engineers);
  try {
    return await runStack(project.folder, stack);
  } finally {
    project.remove();
  }
}

/** What is made of Identity Center, by the ends of the types. */
function ofCenter({ resources }: Run): string[] {
  return resources
    .filter(({ type }) => /^aws:(accountaccess|identitystore|ssoadmin)\//.test(type))
    .map(({ type, name }) => `${type.split(':').at(-1)} ${name}`)
    .sort();
}

describe('the program of the account that administers Identity Center', () => {
  it('makes the application, groups, memberships and entitlements, and tells the ARN', async () => {
    const made = await run('center');
    assert.deepEqual(ofCenter(made), [
      'Application identity-center-application',
      'Entitlement identity-center-entitlement:engineers-deploy@production:222222222222/deploy',
      'Group identity-center-group:engineers-deploy@production',
      'GroupMembership identity-center-member:engineers-deploy@production:ada@example.com',
    ]);
    assert.match(
      String(made.outputs['accountAccessApplicationArn']),
      /^arn:aws:account-access:eu-central-1:444444444444:application\//,
    );
    const audit = made.resource('AuditRole', 'audit');
    assert.ok(audit, 'it is watched as every account');
  });

  it('makes the application alone before anybody comes by it, so that roles can learn its ARN', async () => {
    const production = goodStacks.production;
    const made = await run('center', { production }, people('access: [key]'));
    assert.deepEqual(ofCenter(made), ['Application identity-center-application']);
  });

  it('makes permission sets where it is told to, and tells no ARN', async () => {
    const center = `${stacks.center}  keyturn:identityCenter: {mode: permission-sets}\n`;
    const made = await run('center', { center, production: goodStacks.production });
    assert.deepEqual(ofCenter(made), [
      'AccountAssignment identity-center-assignment:engineers-deploy@production:deploy:222222222222',
      'Group identity-center-group:engineers-deploy@production',
      'GroupMembership identity-center-member:engineers-deploy@production:ada@example.com',
      'ManagedPolicyAttachment identity-center-permission-set:deploy:aws:PowerUserAccess',
      'PermissionSet identity-center-permission-set:deploy',
    ]);
    const { inputs } = made.resource('PermissionSet', 'identity-center-permission-set:deploy');
    assert.equal(inputs['sessionDuration'], 'PT4H');
    assert.deepEqual(made.outputs, {});
  });

  it('has the roles of other accounts trust the application, and changes nothing else of them', async () => {
    const roleOf = async (production: string) =>
      (await run('production', { production })).resource('Role', 'deploy-role').inputs;
    const now = await roleOf(stacks.production);
    const before = await roleOf(goodStacks.production);
    const { assumeRolePolicy, ...rest } = now;
    const { assumeRolePolicy: trustedBefore, ...restBefore } = before;
    assert.deepEqual(rest, restBefore);
    assert.match(String(assumeRolePolicy), new RegExp(applicationArn));
    assert.doesNotMatch(String(trustedBefore), /account-access/);
  });
});
