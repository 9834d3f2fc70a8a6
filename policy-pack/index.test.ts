import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as analyzer from '@pulumi/pulumi/proto/analyzer_pb';
import { iam, ssoadmin } from './core/resource-types';
import { startPack } from './testing/compiled-pack';
import { packFolder, type PackConfig, type PackProcess } from './testing/pack-process';
import type { TestResource } from './testing/requests';
import { bucket, engineer, engineerTags, machine, resource, user } from './testing/resources';
import { unknown } from './testing/run-policy';
import { documentOf, mfa, role, trusting, trustStatement } from './testing/trust-documents';

const { ADVISORY, DISABLED, MANDATORY, REMEDIATE } = analyzer.EnforcementLevel;
const ada = engineer('ada');
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const bedrock = { userName: 'ci', serviceName: 'bedrock.amazonaws.com' };
const admin = { Effect: 'Allow', Action: '*', Resource: '*' };

/** By the policy that says something to it, what it says, and how loud where that is not as a refusal. */
const badPrograms: Readonly<
  Record<string, readonly [readonly TestResource[], RegExp, 'advisory'?]>
> = {
  'iam-user-access-until': [[ada], /ada is a new IAM user of an engineer: .* after 2020-01-31/],
  'iam-user-required-tags': [[user('ada', {})], /The tag type is missing: set tags\["type"\] to/],
  'iam-engineer-one-user': [[ada, engineer('ada-2')], /ada-2 and ada are both engineers/],
  'iam-engineer-no-direct-permissions': [
    [ada, resource(iam.userPolicyAttachment, 'x', { user: 'ada', policyArn: readOnly })],
    /x gives the engineer ada the managed policy/,
  ],
  'iam-engineer-no-key-in-state': [
    [ada, resource(iam.accessKey, 'key', { user: 'ada' })],
    /key is an access key of the engineer ada\. Take it out/,
  ],
  'iam-engineer-no-credential-in-state': [
    [ada, resource(iam.sshKey, 'git', { username: 'ada' })],
    /git is an SSH key of the engineer ada\. Take it out/,
  ],
  'iam-service-credential-ends': [
    [machine('ci'), resource(iam.serviceSpecificCredential, 'llm', bedrock)],
    /llm is an API key for bedrock\.amazonaws\.com that never ends/,
  ],
  'iam-own-service-credential-ends': [
    [
      resource(iam.groupPolicy, 'own', {
        group: 'ops',
        policy: JSON.stringify(
          documentOf({
            Effect: 'Allow',
            Action: 'iam:CreateServiceSpecificCredential',
            Resource: 'arn:aws:iam::111111111111:user/${aws:username}',
          }),
        ),
      }),
    ],
    /own lets people make service-specific credentials for themselves that need not end/,
  ],
  'iam-role-trust-requires-mfa': [
    [trusting({}, { allowedAccountIds: JSON.stringify(['111111111111']) })],
    /in without MFA\. Add "Condition"/,
  ],
  'iam-role-trust-names-its-caller': [
    [trusting({ Principal: { AWS: 'arn:aws:iam::333333333333:role/ci' } })],
    /of another account, without a condition/,
  ],
  'iam-no-exclusive-attachment': [
    [resource(iam.groupMembership, 'all', { group: 'ops', users: ['ada'] })],
    /use aws\.iam\.UserGroupMembership instead/,
  ],
  'iam-no-admin-for-people': [
    [resource(iam.groupPolicy, 'all', { group: 'ops', policy: JSON.stringify(documentOf(admin)) })],
    /all makes administrators/,
  ],
  'iam-no-admin-by-identity-center': [
    [
      resource(ssoadmin.managedPolicyAttachment, 'admins', {
        permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef',
        managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    ],
    /admins attaches arn:aws:iam::aws:policy\/AdministratorAccess, which makes administrators/,
  ],
  'iam-password-policy': [
    [
      resource(iam.accountPasswordPolicy, 'passwords', {
        maxPasswordAge: 91,
        minimumPasswordLength: 14,
        passwordReusePrevention: 24,
        requireLowercaseCharacters: true,
        requireUppercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
      }),
    ],
    /maxPasswordAge is 91: set it to 1 to 90/,
  ],
  'iam-unique-without-case': [
    [resource(iam.group, 'staff', { name: 'ops' }), resource(iam.group, 'ops', { name: 'Ops' })],
    /ops is the group Ops, and staff is the group ops: IAM takes both names for one/,
  ],
  'iam-no-login-profile-in-state': [
    [resource(iam.userLoginProfile, 'ada', { user: 'ada' })],
    /puts a console password into the/,
    'advisory',
  ],
  'iam-no-unchecked-resource': [
    [resource('aws-native:iam:User', 'ada', { userName: 'ada' })],
    /ada .* was not looked at/,
    'advisory',
  ],
};
/** What a policy is told that says nothing by itself. */
const told: PackConfig = {
  'iam-user-access-until': { level: MANDATORY, properties: { newUsersUntil: '2020-01-31' } },
};
/** The policies that always have a word of advice on such a program, beside the one that refuses it. */
const advisedToo: Readonly<Record<string, readonly string[]>> = {
  'iam-service-credential-ends': ['iam-engineer-no-credential-in-state'],
};
/** What the pack puts right by itself, by the policy that does: of these programs it has nothing to say. */
const remedied: Readonly<Record<string, readonly TestResource[]>> = {
  'iam-user-can-be-offboarded': [user('ada', { tags: engineerTags })],
};

describe('the policy pack, as a process', () => {
  let pack: PackProcess;
  before(async () => {
    pack = await startPack();
  });
  after(() => pack.stop());

  it('has one policy a file, each with what an auditor asks for', async () => {
    const info = await pack.info();
    const files = readdirSync(packFolder)
      .filter((file) => /^iam-.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
      .map((file) => file.replace('.ts', ''));
    const policies = info.getPoliciesList();
    assert.deepEqual(policies.map((each) => each.getName()).sort(), files.sort());
    for (const each of policies) {
      assert.ok(each.getSeverity() !== analyzer.PolicySeverity.POLICY_SEVERITY_UNSPECIFIED);
      assert.ok(each.getFramework()?.getReference());
      assert.ok(each.getRemediationSteps());
      assert.ok(each.getUrl().endsWith(`#${each.getName()}`));
      assert.ok(each.getConfigschema()?.getProperties()?.getFieldsMap().has('exemptions'));
    }
    for (const each of policies) {
      const [, , level] = badPrograms[each.getName()] ?? [];
      const otherwise = each.getName() in remedied ? REMEDIATE : MANDATORY;
      assert.equal(each.getEnforcementlevel(), level === 'advisory' ? ADVISORY : otherwise);
    }
  });

  it('has a bad program and a test of its own of every policy', async () => {
    const info = await pack.info();
    const policies = info.getPoliciesList();
    assert.deepEqual(
      policies.map((each) => each.getName()).sort(),
      Object.keys({ ...badPrograms, ...remedied }).sort(),
      'a policy is without a bad program: add one to badPrograms, here',
    );
    for (const each of policies) {
      const name = `policy-pack/${each.getName()}.test.ts`;
      const file = path.join(packFolder, '..', name);
      assert.ok(existsSync(file), `${name} is missing: its table of programs, by describePolicy`);
      const text = readFileSync(file, 'utf8');
      assert.match(text, new RegExp(`describePolicy\\(${asVariable(each.getName())},`), name);
      const settings = each.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
      const programs = [text, ...tablesOf(text)].join('\n');
      for (const setting of Object.keys(settings))
        if (setting !== 'exemptions')
          assert.ok(
            programs.includes(setting),
            `${name} has no program to which ${setting} is given`,
          );
    }
  });

  for (const [policy, [program, says, level = 'mandatory']] of Object.entries(badPrograms))
    it(`${level === 'advisory' ? 'warns of' : 'refuses'} a program by ${policy}, and by nothing else`, async () => {
      const config = policy in told ? told : {};
      const violations = await pack.runProgram(program, config);
      const others = (advisedToo[policy] ?? []).map((each) => [each, 'advisory'] as const);
      assert.deepEqual(
        violations.map((each) => [each.policy, each.level, each.resource]),
        [...others, [policy, level]].map((each) => [...each, program.at(-1)?.name]),
      );
      assert.match(violations.at(-1)?.message ?? '', says);
    });

  it('passes a good program', async () => {
    const program = [
      ada,
      machine('ci'),
      bucket,
      role(JSON.stringify(documentOf(trustStatement({ Condition: mfa })))),
    ];
    assert.deepEqual(await pack.runProgram(program), []);
  });

  it('forgets a deployment when the next one begins', async () => {
    assert.deepEqual(await pack.runProgram([ada]), []);
    assert.deepEqual(await pack.runProgram([engineer('ada-2')]), []);
  });

  for (const [policy, program] of Object.entries(remedied))
    it(`puts a program right by ${policy}, and passes what it has given`, async () => {
      assert.deepEqual(await pack.runProgram(program), []);
      const config = { [policy]: { level: MANDATORY } };
      assert.deepEqual(
        (await pack.runProgram(program, config)).map((each) => each.policy),
        [policy],
      );
    });

  it('leaves for the next step what is not known yet', async () => {
    const [undecided, ...others] = await pack.runProgram([role(unknown)]);
    assert.equal(undecided?.level, 'advisory');
    assert.match(undecided.message, /can't be known during preview/);
    assert.ok(others.every(({ level }) => level === 'advisory'));
  });

  const untagged = user('ada', {});
  const name = 'iam-user-required-tags';
  const exemption = { name: 'ada', reason: 'being moved', until: '9999-12-31' };

  it('takes levels and exemptions from its config', async () => {
    const exempt = { [name]: { level: MANDATORY, properties: { exemptions: [exemption] } } };
    assert.deepEqual(await pack.runProgram([untagged], exempt), []);
    assert.deepEqual(await pack.runProgram([untagged], { [name]: { level: DISABLED } }), []);
    const [warning] = await pack.runProgram([untagged], { [name]: { level: ADVISORY } });
    assert.equal(warning?.level, 'advisory');
  });

  it('says that an exemption is over', async () => {
    const exemptions = [{ ...exemption, until: '2020-01-01' }];
    const config = { [name]: { level: MANDATORY, properties: { exemptions } } };
    const violations = await pack.runProgram([untagged], config);
    assert.deepEqual(
      violations.map(({ level }) => level),
      ['mandatory', 'mandatory'],
    );
    assert.match(violations[0]?.message ?? '', /The exemption of ada ended on 2020-01-01/);
  });

  it('rejects a deployment rather than let it through with a config that is wrong', async () => {
    const config = { [name]: { level: MANDATORY, properties: { exemptions: [{ name: 'ada' }] } } };
    await assert.rejects(pack.runProgram([untagged], config), /exemptions\[0\] of iam-user-requ/);
  });
});

/** The tables of programs that a test has from `testing/`, where an audit's tests have them, too. */
function tablesOf(test: string): readonly string[] {
  return [...test.matchAll(/from '\.\/(testing\/(?!policy-)[\w-]+-cases)';/g)].map(([, file]) =>
    readFileSync(path.join(packFolder, `${file}.ts`), 'utf8'),
  );
}

/** `iamNoAdminForPeople` of `iam-no-admin-for-people`. */
function asVariable(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
