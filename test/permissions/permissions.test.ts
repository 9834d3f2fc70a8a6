import assert from 'node:assert/strict';
import { IAMClient, ListUserTagsCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import type { RecordedCall } from '../../emulation/moto/start';
import { parseArn } from '../../rules/arn';
import { isAllowed } from '../../rules/policies/testing/decide';
import { found, settings, type Company } from './companies';
import { exceptions, otherDocuments } from './exceptions';
import { actionsOf, documentsIn, rolesIn, roleOfSession, type Role } from './grants';
import { firstDay, playEverything } from './play-everything';
import { whatIamJudges, type Judged } from './what-iam-judges';

/** A call of one of the roles, as IAM would judge it. */
interface Asked extends Judged {
  readonly role: Role;
  readonly call: RecordedCall;
}

const fix =
  'Either test/permissions/play-everything.ts must use it, or rules/policies must not grant it, or ' +
  'test/permissions/exceptions.ts must say who else uses it.';

/** Those that were needed, by document and action. */
const excused = new Set<string>();

for (const setting of settings)
  describe(`what Keyturn's roles do and may, with ${setting.name}`, () => {
    let company: Company;
    let roles: readonly Role[];
    let asked: readonly Asked[];

    before(async () => {
      company = await found(setting, firstDay);
      try {
        await playEverything(company);
        roles = rolesIn(company.deployed);
        asked = await askedOf(company, roles);
      } finally {
        await company.emulated.stop();
      }
    });

    it('is at least what every call needs', async () => {
      const refused: string[] = [];
      for (const each of asked)
        if (!(await mayBe(each, each.role, roles))) refused.push(describeCall(each));
      assert.deepEqual([...new Set(refused)], []);
      assert.ok(asked.length > 100, 'too few calls were recorded to prove anything');
      const regions = asked.filter(({ action }) => action === 'cloudtrail:LookupEvents');
      assert.ok(
        regions.some(({ call }) => call.region === 'eu-north-1'),
        'nobody asked CloudTrail where the key was used',
      );
    });

    it('is at most what some call used, statement by statement and action by action', async () => {
      const unused: string[] = [];
      for (const role of roles)
        for (const { name, document } of role.permissions) {
          if (otherDocuments.some((other) => other.test(name))) continue;
          for (const statement of document.Statement)
            for (const action of actionsOf(statement)) {
              const alone = [{ ...document, Statement: [{ ...statement, Action: action }] }];
              if (await isUsed(role, alone, asked, roles)) continue;
              const exception = exceptions.find(
                (each) => name.endsWith(each.document) && each.actions.includes(action),
              );
              if (exception) excused.add(`${exception.document} ${action}`);
              else unused.push(`${name}, ${statement.Sid}: nothing uses ${action}. ${fix}`);
            }
        }
      assert.deepEqual(unused, []);
    });

    it('is granted to no other role that does not do it too', async () => {
      const wrong: string[] = [];
      for (const each of distinct(asked)) {
        const doers = asked.filter((one) => sameThing(one, each)).map(({ role }) => role.name);
        for (const role of roles)
          if (!doers.includes(role.name) && (await mayBe(each, role, roles)))
            wrong.push(`${role.name} may ${each.action} on ${each.resource}, and never does`);
      }
      assert.deepEqual(wrong, []);
    });

    it('is in documents that this test knows', () => {
      const ofRoles = roles.flatMap(({ permissions }) => permissions.map(({ name }) => name));
      for (const { name, type } of documentsIn(company.deployed))
        assert.ok(
          // What roles trust is asked in documents.test.ts.
          type === 'aws:iam/role:Role' ||
            ofRoles.includes(name) ||
            otherDocuments.some((other) => other.test(name)),
          `${name} is a new document: say in test/permissions/exceptions.ts who uses it`,
        );
    });
  });

describe('the exceptions from “nothing is granted that nothing uses”', () => {
  it('are all needed', () => {
    const listed = exceptions.flatMap(({ document, actions }) =>
      actions.map((action) => `${document} ${action}`),
    );
    assert.deepEqual([...excused].sort(), listed.sort());
  });
});

/** Every call of Keyturn's roles in the company that was played. */
async function askedOf(company: Company, roles: readonly Role[]): Promise<readonly Asked[]> {
  const tags = await tagsOf(company);
  const isOrganization = JSON.stringify(company.setting.stacks).includes('organization:');
  const calls = await company.emulated.moto.recordedCalls();
  return calls.flatMap((call) => {
    const role = roleOfSession(roles, call.principal);
    if (!role) return [];
    const judged = whatIamJudges(call, tags, isOrganization ? 'o-abcdefghij' : undefined);
    return judged.map((each) => ({ ...each, role, call }));
  });
}

async function tagsOf({ emulated: { moto }, setting }: Company) {
  const credentials = await moto.credentialsFor(setting.identity);
  const iam = new IAMClient({ endpoint: moto.url, region: 'us-east-1', credentials });
  const { Users = [] } = await iam.send(new ListUsersCommand({}));
  const tags = new Map<string, Readonly<Record<string, string>>>();
  for (const { UserName = '' } of Users) {
    const { Tags = [] } = await iam.send(new ListUserTagsCommand({ UserName }));
    tags.set(UserName, Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])));
  }
  return tags;
}

/** Whether IAM would let the role do what was done, by all its documents or those given. */
function mayBe(
  { action, resource, context }: Judged,
  role: Role,
  roles: readonly Role[],
  documents = role.permissions.map(({ document }) => document),
): Promise<boolean> {
  return isAllowed({
    principal: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${role.name}`,
    action,
    resource,
    // A bucket's ARN names none either.
    resourceAccountId: parseArn(resource)?.accountId || role.accountId,
    context: { ...context, 'aws:PrincipalArn': role.arn },
    identityPolicies: documents,
    resourcePolicy: roles.find(({ arn }) => arn === resource)?.trust,
  });
}

async function isUsed(
  role: Role,
  documents: Parameters<typeof mayBe>[3],
  asked: readonly Asked[],
  roles: readonly Role[],
): Promise<boolean> {
  for (const each of distinct(asked.filter((one) => one.role.name === role.name))) {
    // The audit role is the same in every account, and has something to do where there are users.
    const here = {
      ...each,
      resource: each.resource.replaceAll(each.role.accountId, role.accountId),
    };
    if (await mayBe(here, role, roles, documents)) return true;
  }
  return false;
}

function distinct(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter((each, i) => asked.findIndex((other) => sameThing(other, each)) === i);
}

function sameThing(one: Asked, other: Asked): boolean {
  return one.action === other.action && one.resource === other.resource;
}

function describeCall({ role, action, resource, call }: Asked): string {
  return `${role.name} may not ${action} on ${resource}, and does (in ${call.account})`;
}
