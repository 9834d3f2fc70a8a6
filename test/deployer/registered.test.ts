import assert from 'node:assert/strict';
import { deployerPolicies } from '../../cli/deployer-policy/deployer-policies';
import { providerCalls, withoutResource, type ProvidedType } from '../../rules/deployer/needs';
import { sizeOf } from '../../rules/policies';
import type { Statement } from '../../rules/policies/document';
import { planStack } from '../../stacks/config/plan';
import { readProjectFolder } from '../../stacks/config/project-folder';
import { manyEngineers } from '../../stacks/testing/many-engineers';
import { goodStacks, organizationStacks } from '../../stacks/testing/project';
import { actionsOf, resourcesIn } from '../permissions/grants';
import { projectOf, registeredBy, withEveryKey } from '../settings/stacks/companies';
import { judgedBy } from './made';

interface Setting {
  readonly name: string;
  readonly stacks: Readonly<Record<string, string>>;
  readonly engineers?: string;
  /** Those that are asked; by default all. */
  readonly only?: readonly string[];
  readonly engineersFile?: string;
  /** Config that is secret, by stack. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const people = `
roleSets: {backend: [production/deploy]}
engineers:
  ada: {slackId: U0ADA000001, path: /people/, roles: [backend]}
  bob: {slackId: U0BOB000001, access: [sign-in]}
machineUsers:
  ci: {slackId: C0TEAM00001, path: /machines/, policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]}
`;
const withoutSecret = goodStacks.monitor.replace(/.*slackTokenSecretArn.*\n/, '');

const center = (lines: string) => ({
  ...goodStacks,
  production: `${goodStacks.production}    - {name: ops, policyArns: ['arn:aws:iam::222222222222:policy/x/ops'], permissionsBoundaryArn: 'arn:aws:iam::222222222222:policy/bound'}\n  keyturn:accountAccessApplicationArn: arn:aws:account-access:eu-central-1:444444444444:application/0123abc\n`,
  center: `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity-center]
  keyturn:accountId: '444444444444'
${lines}`,
});
const comers = `
engineers:
  ada: {slackId: U0ADA000001, access: [identity-center], roles: [production/deploy, production/ops]}
  bob: {slackId: U0BOB000001, access: [key, identity-center], roles: [production/deploy]}
`;

const companyKey = 'arn:aws:kms:eu-central-1:333333333333:key/everything';

const settings: readonly Setting[] = [
  { name: 'three accounts', stacks: goodStacks, engineers: people },
  {
    name: 'an organization',
    stacks: organizationStacks,
    only: ['monitor', 'management'],
  },
  {
    name: 'a delegated administrator',
    stacks: {
      ...organizationStacks,
      management: organizationStacks.management.replace(
        '[ou-abcd-11111111]',
        '[ou-abcd-11111111]\n    delegatedAdministrator: true',
      ),
    },
    only: ['management'],
  },
  {
    name: 'a token of the stack, a topic that is there, and a state machine',
    stacks: {
      ...goodStacks,
      monitor: `${withoutSecret}  keyturn:slackToken: {secure: AAABAA}\n  keyturn:fanOut: distributed\n  keyturn:deletionProtection: false\n  keyturn:alarmTopicArn: arn:aws:sns:eu-central-1:333333333333:ours\n  keyturn:alarmEmails: [a@example.com]\n`,
    },
    only: ['monitor'],
    secrets: {
      monitor: { 'keyturn:slackToken': ['xoxb', '0123456789', 'abc'].join('-') },
    },
  },
  {
    name: 'a key for everything, which is there',
    stacks: {
      ...goodStacks,
      monitor: `${goodStacks.monitor}  keyturn:kmsKeyArn: ${companyKey}\n`,
    },
    only: ['monitor'],
  },
  {
    name: 'a key for everything, which is made',
    stacks: { ...goodStacks, monitor: `${goodStacks.monitor}  keyturn:createKmsKey: true\n` },
    only: ['monitor'],
  },
  {
    name: 'an account that a StackSet covers, with roles under paths and some of others',
    stacks: {
      ...goodStacks,
      production: `${goodStacks.production}    - {name: ops, path: /teams/, permissionsBoundaryArn: 'arn:aws:iam::222222222222:policy/bound'}\n    - {name: old, existing: true}\n  keyturn:coveredByStackSet: true\n`,
    },
    only: ['production'],
  },
  {
    name: 'groups under a path, with other names',
    stacks: {
      ...goodStacks,
      identity: `${goodStacks.identity}  keyturn:groupName: staff\n  keyturn:groups: {path: /keyturn/, machinePrefix: bots-, names: {backend: Backend}}\n`,
    },
    engineers: people,
    only: ['identity'],
  },
  { name: 'Identity Center', stacks: center(''), engineers: comers, only: ['center'] },
  {
    name: 'Identity Center, whose people others provision, and an application that is there',
    stacks: center(
      '  keyturn:identityCenter: {identitySource: external, identityStoreId: d-1234567890, instanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef", applicationArn: "arn:aws:account-access:eu-central-1:444444444444:application/0123abc"}\n',
    ),
    engineers: comers,
    only: ['center'],
  },
  {
    name: 'Identity Center, and permission sets',
    stacks: center(
      '  keyturn:identityCenter: {mode: permission-sets, instanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef"}\n',
    ),
    engineers: comers,
    only: ['center'],
  },
  { name: '503 users', ...manyEngineers, only: ['identity'] },
  ...Object.entries(withEveryKey).map(([name, company]) => ({
    name: `every key, of the company ${name}`,
    ...company,
  })),
];

for (const setting of settings)
  for (const stack of setting.only ?? Object.keys(setting.stacks))
    describe(`the deployer's policies of the stack ${stack}, with ${setting.name}`, () => {
      let made: ReturnType<typeof judgedBy>;
      /** A key that is there is no resource of the program. */
      let keyArn: string | undefined;
      let statements: readonly Statement[];

      before(async () => {
        const project = projectOf({ engineers: 'engineers: {}\n', ...setting });
        try {
          const { value: plan, problems } = planStack(readProjectFolder(project.folder), stack);
          assert(plan, JSON.stringify(problems));
          const resources = await registeredBy(project, setting, stack);
          made = judgedBy(resources, plan.account.id);
          keyArn = plan.config.kmsKeyArn;
          const policies = deployerPolicies({ plan, isTagged: false, roomForNew: false });
          for (const policy of policies) assert.ok(sizeOf(policy) <= 6144, String(sizeOf(policy)));
          statements = policies.flatMap(({ Statement }) => Statement);
        } finally {
          project.remove();
        }
      });

      it('are for all that the program registers', () => {
        assert.ok(made.length > 0);
        const refused = made.flatMap(({ type, name, arn }) => {
          assert.ok(type in providerCalls, `rules/deployer has no calls of ${type}`);
          const { create, read } = providerCalls[type as ProvidedType];
          return [...create, ...read]
            .filter(
              (action) => !allows(statements, action, withoutResource.has(action) ? '*' : arn),
            )
            .map((action) => `${type} ${name}: ${action} on ${arn}`);
        });
        assert.deepEqual(refused, []);
      });

      it('are for nothing else', () => {
        const arns = [...made.map(({ arn }) => arn), ...(keyArn === undefined ? [] : [keyArn])];
        const others = statements.flatMap((statement) =>
          resourcesIn(statement)
            .filter((pattern) => !isOfNoResource(pattern))
            .filter((pattern) => !arns.some((arn) => globOf(pattern).test(arn)))
            .map((pattern) => `${statement.Sid}: ${pattern}`),
        );
        assert.deepEqual(others, []);
      });

      it('name everything in full, but for what Pulumi, AWS or people name', () => {
        const open = statements
          .flatMap(resourcesIn)
          .filter((pattern) => /[*?]/.test(pattern))
          .filter((pattern) => !openNames.some((each) => each.test(pattern)));
        assert.deepEqual(open, []);
      });

      it('take no bound away, make no credential, and stop no trail', () => {
        const never =
          /^iam:(Delete(Role|User)PermissionsBoundary|(Create|Update|Enable|Upload)\w*(Key|LoginProfile|Credential|Certificate|MFADevice)|(Attach|Put)UserPolicy)$|(?<!^kms:(GenerateDataKey|ReEncrypt))\*|^cloudtrail:StopLogging$/;
        assert.deepEqual(
          statements.flatMap(actionsOf).filter((action) => never.test(action)),
          [],
        );
      });

      it('attach to a role or a group what the program attaches, and nothing else', () => {
        const attached = statements.filter(({ Sid }) => Sid.startsWith('Attach'));
        for (const { Condition } of attached)
          assert.deepEqual(Object.keys(Condition ?? {}), ['ArnLike']);
        const count = made.filter(({ type }) => /^aws:iam\/.*PolicyAttachment$/.test(type)).length;
        const granted = attached.flatMap((each) =>
          resourcesIn(each).flatMap(() => each.Condition?.['ArnLike']?.['iam:PolicyARN'] ?? []),
        );
        assert.equal(granted.length, count);
      });
    });

function allows(statements: readonly Statement[], action: string, arn: string): boolean {
  return statements.some(
    (statement) =>
      actionsOf(statement).includes(action) &&
      resourcesIn(statement).some((pattern) => globOf(pattern).test(arn)),
  );
}

/** As IAM reads it. */
function globOf(pattern: string): RegExp {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}

const openNames = [
  /^\*$/,
  // Seven digits of Pulumi's, and of a secret six more of AWS's.
  /(role|rule)\/key-events-(role|rule)-\?{7}$/,
  /(:::|:trail\/)key-events-trail-\?{7}$/,
  /:::keyturn-reports-\?{7}$/,
  /secret:keyturn-slack-(token|signing-secret)-\?{7}-\?{6}$/,
  /policy\/[^*?]+-assume-roles-\*$/,
  /alarm:keyturn-\*$/,
  /event-source-mapping:\*$/,
  // An id of AWS's making: by its alias.
  /:kms:[a-z0-9-]+:\d{12}:key\/\*$/,
  /log-group:\/aws\/(lambda|vendedlogs\/states)\/keyturn-[a-z-]+:\*$/,
  /:mfa\/\*$/,
  // Of IAM Identity Center: ids of AWS's making, in an account that no file need say.
  /:account-access:[a-z0-9-]+:\d{12}:application\/\*$/,
  /:identitystore::\*:identitystore\/(\*|d-[0-9a-f]{10})$/,
  /:identitystore:::(user|group|membership)\/\*$/,
  /:sso:::(instance\/\*|permissionSet\/\*\/\*|permissionSet\/ssoins-\w{16}\/\*)$/,
  /:sso::(\d{12}:application|aws:applicationProvider)\/\*$/,
  /:organizations::\*:account\/o-\*\/\*$/,
  /:(\d{12}|\*):stackset(-target)?\/keyturn-audit-role:\*$/,
  /:\*:type\/resource\/AWS-(IAM-Role|Events-Rule)$/,
];

/** Names that AWS or people give, and ARNs of which no resource of a program is: the life's test asks for those. */
function isOfNoResource(pattern: string): boolean {
  // A trail is a component of another package: its parts are not the program's.
  if (
    /:identitystore(::\*:|:::(user|group))|:sso:::instance\/|:sso::(\d|aws:)|:organizations:|\/aws-service-role\//.test(
      pattern,
    )
  )
    return true;
  return /^\*$|[:/]key-events-trail-|:mfa\/\*$|:log-group:.*:\*$|:stackset-target\/|:type\/resource\//.test(
    pattern,
  );
}
