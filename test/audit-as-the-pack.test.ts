import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { rulesInWords } from '../cli/audit/sarif-rules';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf } from '../emulation/moto/test-clients';
import { AuditRole } from '../functions/adapters/accounts/audit-role';
import { iamClients } from '../functions/adapters/iam/clients';
import { listAll } from '../functions/adapters/iam/read-groups-and-roles';
import { AwsIamReader } from '../functions/adapters/iam/reader';
import { setEnvironment } from '../functions/testing/environment';
import { iam } from '../policy-pack/core/resource-types';
import { iamEngineerNoDirectPermissions } from '../policy-pack/iam-engineer-no-direct-permissions';
import { iamNoAdminForPeople } from '../policy-pack/iam-no-admin-for-people';
import { iamRoleTrustNamesItsCaller } from '../policy-pack/iam-role-trust-names-its-caller';
import { iamRoleTrustRequiresMfa } from '../policy-pack/iam-role-trust-requires-mfa';
import { adminPasses, adminRefuses } from '../policy-pack/testing/admin-cases';
import { callerTrustPasses, callerTrustRefuses } from '../policy-pack/testing/caller-trust-cases';
import { mfaTrustPasses, mfaTrustRefuses } from '../policy-pack/testing/mfa-trust-cases';
import type { TestResource } from '../policy-pack/testing/requests';
import { runPolicy, unknown, type AnyPolicy } from '../policy-pack/testing/run-policy';
import { role } from '../policy-pack/testing/trust-documents';
import type { GroupsAndRoles, RoleTrust } from '../rules/groups-and-roles';
import { emptyLedger } from '../rules/ledger';
import { isUnknown, type AccountReading } from '../rules/model';
import { judgeOf } from '../rules/report/breaches/groups-and-roles';
import { composeReport } from '../rules/report/compose-report';
import type { Report, ReportRule, RuleName } from '../rules/report/report';
import { rulesInShort } from '../rules/report/audit-rules';
import { cisInWords, ruleNames } from '../rules/report/rule-names';
import { defaultSettings } from '../rules/settings';

const at = new Date('2026-04-01T09:00:00Z');
/** That of which most cases are, and another. */
const accounts = ['111111111111', '222222222222'];

function reportOf(accountId: string, groupsAndRoles: GroupsAndRoles): Report {
  const account = { id: accountId, name: accountId };
  const inventory = { account, users: [] };
  const read: AccountReading = {
    outcome: 'read',
    inventory,
    credentialReportAt: at,
    groupsAndRoles,
  };
  return composeReport({
    keyturnVersion: '1.2.3',
    obtainedBy: 'audit',
    settings: defaultSettings,
    readings: [read],
    now: at,
    judge: judgeOf([read]),
  });
}

/** Who is named by a rule. What can't be read the pack refuses, and an audit says that it does not see it. */
function namedBy({ rules }: Report, name: RuleName): readonly string[] {
  const entries = rules.flatMap(({ rule, breaches, notSeenOf }: ReportRule) =>
    rule === name ? [...breaches, ...notSeenOf] : [],
  );
  return entries.map(
    ({ userName, groupName, roleName }) => userName ?? groupName ?? roleName ?? '',
  );
}

async function isRefused(policy: AnyPolicy, program: readonly TestResource[]): Promise<boolean> {
  const { violations } = await runPolicy(policy, program);
  return violations.length > 0;
}

function listOf(program: TestResource | readonly TestResource[]): readonly TestResource[] {
  return [program].flat();
}

function isKnown(program: unknown): boolean {
  return !JSON.stringify(program).includes(unknown);
}

/** Every trust policy of the pack's cases that is known as a whole, as IAM is given it: each once. */
function trusts(): readonly string[] {
  const cases = [mfaTrustPasses, mfaTrustRefuses, callerTrustPasses, callerTrustRefuses];
  const programs = cases.flat().flatMap(([, program]) => listOf(program));
  const documents = programs
    .filter(({ type, props }) => type === iam.role && isKnown(props))
    .map(({ props }) => props['assumeRolePolicy'])
    .map((found) => (typeof found === 'string' ? found : JSON.stringify(found ?? null)));
  return [...new Set(documents)];
}

const rulesOfRoles: readonly [RuleName, AnyPolicy][] = [
  ['role-mfa', iamRoleTrustRequiresMfa],
  ['role-caller', iamRoleTrustNamesItsCaller],
];

describe('an audit of roles that are there', () => {
  const documents = trusts();
  let moto: Moto;
  let restore = () => {};
  before(async () => {
    moto = await startMoto({ at });
    restore = setEnvironment({ ...moto.env, AWS_REGION: 'us-east-1' });
  });
  after(async () => {
    restore();
    await moto.stop();
  });

  /** Makes a role of each trust that the emulated IAM takes. */
  async function makeRoles(accountId: string): Promise<ReadonlySet<string>> {
    const { iam: client } = clientsOf(moto, await moto.credentialsFor(accountId));
    const made = new Set<string>();
    for (const [i, AssumeRolePolicyDocument] of documents.entries())
      try {
        await client.send(new CreateRoleCommand({ RoleName: nameOf(i), AssumeRolePolicyDocument }));
        made.add(nameOf(i));
      } catch (error) {
        assert.match((error as Error).name, /MalformedPolicyDocument|Validation/);
      }
    return made;
  }

  async function readAccount(accountId: string): Promise<GroupsAndRoles> {
    const credentials = await moto.credentialsFor(accountId);
    const roles = { credentialsOf: () => Promise.resolve(credentials) };
    const clients = iamClients(new AuditRole(roles, '', 'us-east-1'));
    const thorough = { onListed: () => {}, onUser: () => {}, listAll };
    const pause = () => Promise.resolve();
    const reader = new AwsIamReader(clients, defaultSettings, { thorough, pause });
    const account = { id: accountId, name: accountId };
    const reading = await reader.read(account, emptyLedger(accountId), at);
    assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
    const { groupsAndRoles } = reading;
    assert.ok(groupsAndRoles && !isUnknown(groupsAndRoles));
    return groupsAndRoles;
  }

  const nameOf = (i: number) => `case-${i}`;
  const cases = new Map<string, string>(documents.map((document, i) => [nameOf(i), document]));

  for (const accountId of accounts)
    it(`comes to the verdicts of the policy pack, for each of its trusts, in ${accountId}`, async () => {
      const made = await makeRoles(accountId);
      assert.ok(made.size > 70, `${made.size} of ${documents.length}`);
      const read = (await readAccount(accountId)).roles.filter(({ name }) => cases.has(name));
      assert.deepEqual(new Set(read.map(({ name }) => name)), made);
      for (const { name, document } of read) assert.equal(document, cases.get(name));
      // What IAM takes no role of is judged all the same.
      const all = [...cases].map(([name, document]): RoleTrust => ({ name, document }));
      const roles = [...read, ...all.filter(({ name }) => !made.has(name))];
      const report = reportOf(accountId, { users: [], groups: [], roles });
      const provider = { allowedAccountIds: JSON.stringify([accountId]) };
      for (const [rule, policy] of rulesOfRoles) {
        const named = new Set(namedBy(report, rule));
        const refused = [];
        for (const [name, document] of cases)
          if (await isRefused(policy, [role(document, provider)])) refused.push(name);
        assert.deepEqual([...named].toSorted(), refused.toSorted(), rule);
        assert.ok(refused.length > 10 && refused.length < documents.length - 10, rule);
      }
    });

  it('finds the one of a thousand that is not as the others', async () => {
    await moto.reset();
    const [accountId = ''] = accounts;
    const { iam: client } = clientsOf(moto, await moto.credentialsFor(accountId));
    const trust = (Condition?: object) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: accountId },
            Action: 'sts:AssumeRole',
            ...(Condition && { Condition }),
          },
        ],
      });
    const good = trust({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    for (let i = 0; i < 3; i++) await client.send(new CreateUserCommand({ UserName: `user-${i}` }));
    for (let i = 0; i < 1000; i++)
      await client.send(
        new CreateRoleCommand({
          RoleName: `role-${i}`,
          AssumeRolePolicyDocument: i === 998 ? trust() : good,
        }),
      );
    const start = (await moto.recordedCalls()).length;
    const report = reportOf(accountId, await readAccount(accountId));
    assert.deepEqual(namedBy(report, 'role-mfa'), ['role-998']);
    const calls = (await moto.recordedCalls()).slice(start).map(({ action }) => action);
    assert.equal(calls.filter((each) => each === 'GetAccountAuthorizationDetails').length, 2);
    assert.deepEqual(
      calls.filter((each) => /Role|Polic/.test(each)),
      [],
    );
  });
});

/** What IAM has after a program: whose policies are written where, and what is attached to whom. */
function afterProgram(program: readonly TestResource[]): GroupsAndRoles | undefined {
  const texts = new Map<string, string>();
  const held = { user: new Map<string, object[]>(), group: new Map<string, object[]>() };
  const give = (kind: 'user' | 'group', to: unknown, policies: readonly object[]) => {
    for (const each of [to].flat() as string[])
      held[kind].set(each, [...(held[kind].get(each) ?? []), ...policies]);
  };
  const textOf = (policy: unknown) =>
    typeof policy === 'string' ? policy : JSON.stringify(policy);
  for (const { props } of program.filter((each) => each.type === iam.policy)) {
    const { path = '/', name } = props;
    if (typeof name !== 'string') return undefined;
    texts.set(`arn:aws:iam::111111111111:policy${String(path)}${name}`, textOf(props['policy']));
  }
  for (const { type, name, props } of program.filter((each) => each.type !== iam.policy)) {
    const { policyArn, policyArns = policyArn } = props;
    if (type === iam.userPolicy || type === iam.groupPolicy) {
      const kind = type === iam.userPolicy ? 'user' : 'group';
      give(kind, props[kind], [{ name, document: textOf(props['policy']) }]);
      continue;
    }
    // Of a type that says it otherwise nothing would be attached, and nothing found.
    assert.ok(policyArns, `${name}, ${type}: whose policies are attached?`);
    const attached = ([policyArns].flat() as string[]).map((arn) => {
      // Another's, or one that nobody has made.
      const document = texts.get(arn) ?? (arn.includes('::aws:') ? undefined : '{"Statement":[]}');
      return { name: arn, ...(document !== undefined && { document }) };
    });
    give('user', props['user'] ?? props['userName'] ?? props['users'] ?? [], attached);
    give('group', props['group'] ?? props['groupName'] ?? props['groups'] ?? [], attached);
  }
  const all = (kind: 'user' | 'group') =>
    [...held[kind]].map(([name, policies]) => ({
      name,
      groups: [],
      policies: policies as GroupsAndRoles['groups'][number]['policies'],
    }));
  return { users: all('user'), groups: all('group'), roles: [] };
}

describe('an audit of users and groups that are there', () => {
  const [accountId = ''] = accounts;
  const provider = { allowedAccountIds: JSON.stringify([accountId]) };
  let judged = 0;
  for (const [title, written] of [...adminPasses, ...adminRefuses]) {
    const program = listOf(written).map((each) => ({ ...each, provider }));
    const found = isKnown(program) ? afterProgram(program) : undefined;
    // In IAM's own answers a name has the letters that it was made with.
    if (!found || title.includes('other letters')) continue;
    judged++;
    it(`comes to the verdict of the policy pack: ${title}`, async () => {
      const isNamed = namedBy(reportOf(accountId, found), 'no-admin').length > 0;
      assert.equal(isNamed, await isRefused(iamNoAdminForPeople, program));
    });
  }

  it('has judged most of its cases', () => {
    assert.ok(judged > 40, String(judged));
  });
});

describe("the rules of an audit and the policy pack's policies", () => {
  const same: readonly [RuleName, AnyPolicy][] = [
    ['self-management', iamEngineerNoDirectPermissions],
    ['no-admin', iamNoAdminForPeople],
  ];
  for (const [rule, { framework }] of same)
    it(`name the same recommendation of CIS for ${rule}`, () => {
      const { cis } = rulesInShort[rule];
      assert.ok(cis);
      assert.equal(cisInWords(cis), `CIS ${framework?.reference}`);
    });

  it('stand in the table of the guide, with what CIS calls them', () => {
    const guide = readFileSync(path.join(__dirname, '..', 'docs', 'cli.md'), 'utf8');
    const rows = [...guide.matchAll(/^\| `([\w-]+)` +\| (\d) +\| (.*?) *\| (.*?) *\|$/gm)];
    assert.deepEqual(
      rows.map(([, ...cells]) => cells),
      ruleNames.map((rule) => {
        const { title, cis } = rulesInShort[rule];
        return [
          rule,
          String(rulesInWords[rule].of),
          title,
          cis ? cisInWords(cis).replace('CIS ', '') : '',
        ];
      }),
    );
  });
});
