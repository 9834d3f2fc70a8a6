import path from 'node:path';
import { CreateOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsOf } from '../../emulation/company/aws-of';
import { functionsWith } from '../../demo/deployed-monitor';
import { EmulatedCompany } from '../../emulation/company/emulated-company';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { deployStack, type DeployedStack } from '../../emulation/pulumi/deploy';
import { startSlack, type SlackOptions } from '../../emulation/slack/start';
import { chosenKinds } from '../../rules/credentials';
import { TestProject } from '../../stacks/testing/project';

const root = path.join(__dirname, '..', '..');
const region = 'eu-central-1';
const monitorAccount = '333333333333';
const token = ['xoxb', 'permissions', 'test'].join('-');

/** The ways to set a company up that give the functions other documents. */
export interface Setting {
  readonly name: string;
  /** The lines of each stack's file. */
  readonly stacks: Readonly<Record<string, string>>;
  /** Where the users are. */
  readonly identity: string;
  /** Secrets of each stack's config, by key with namespace. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By default a few. */
  readonly engineersFile?: string;
  readonly before?: (moto: Moto) => Promise<void>;
}

export const everything = `
  aws:region: ${region}
  keyturn:accountKinds: [identity, member, monitor]
  keyturn:accountId: '${monitorAccount}'
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackTokenSecretArn: SECRET
  keyturn:dryRun: false
`;

/** The accounts of the stack files, in one invocation of the monitor. */
export const listed: Setting = {
  name: 'listed accounts',
  identity: '111111111111',
  stacks: {
    identity: `
  aws:region: ${region}
  keyturn:accountKinds: [identity]
  keyturn:accountId: '111111111111'
`,
    production: `
  aws:region: ${region}
  keyturn:accountKinds: [member]
  keyturn:accountId: '222222222222'
  keyturn:allowDisable: false
  keyturn:roles: [{name: deploy}]
`,
    monitor: everything.replace('[identity, member, monitor]', '[monitor]'),
  },
};

/** The same setting, in which a state machine goes through the accounts. */
export function distributed(setting: Setting): Setting {
  const monitor = `${setting.stacks['monitor']}  keyturn:fanOut: distributed\n`;
  return {
    ...setting,
    name: `${setting.name}, each in an execution of its own`,
    stacks: { ...setting.stacks, monitor },
  };
}

/** The same, of which every kind of credential is disabled that may be, in the accounts with users. */
const disabling: Setting = {
  ...listed,
  name: 'listed accounts, in which every kind of credential is disabled',
  stacks: Object.fromEntries(
    Object.entries(listed.stacks).map(([stack, lines]) => [
      stack,
      `${lines}  keyturn:credentials: {${chosenKinds.map((kind) => `${kind}: {do: disable}`).join(', ')}}\n`,
    ]),
  ),
};

/** People press in Slack, and some of them are responders. */
export const answering: Setting = {
  ...listed,
  name: 'listed accounts, whose people answer in Slack',
  stacks: {
    ...listed.stacks,
    monitor: `${listed.stacks['monitor']}  keyturn:slackSigningSecretArn: SIGNING
  keyturn:slackAppId: A0PERMITS01
  keyturn:responders: [U0ALICE0001]
`,
  },
};

export const settings: readonly Setting[] = [
  listed,
  disabling,
  distributed(listed),
  {
    name: "an organization that a role lists, and the customer's own KMS keys",
    identity: monitorAccount,
    stacks: {
      monitor: `${everything}
  keyturn:slackTokenKmsKeyArn: arn:aws:kms:${region}:${monitorAccount}:key/slack
  keyturn:kmsKeyArn: arn:aws:kms:${region}:${monitorAccount}:key/everything
  keyturn:accounts:
    organization: {id: o-abcdefghij, roleArn: 'arn:aws:iam::${monitorAccount}:role/list-accounts'}
`,
    },
    before: async (moto) => {
      await makeOrganization(moto);
      await new IAMClient(await home(moto)).send(
        // What it trusts is its owner's business.
        new CreateRoleCommand({ RoleName: 'list-accounts', AssumeRolePolicyDocument: '{}' }),
      );
    },
  },
  {
    name: 'an organization that the monitor lists itself, state machine and a KMS key of its own',
    identity: monitorAccount,
    stacks: {
      monitor: `${everything}
  keyturn:fanOut: distributed
  keyturn:createKmsKey: true
  keyturn:tracing: true
  keyturn:accounts: {organization: {id: o-abcdefghij}}
`,
    },
    before: makeOrganization,
  },
];

const engineers = `
engineers:
  alice: {slackId: U0ALICE0001}
  bob: {slackId: U0BOB000001}
machineUsers:
  backup: {slackId: C0INFRA0001, policyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']}
`;

/** A company as its stacks' programs deploy it into an AWS of its own. */
export interface Company {
  readonly setting: Setting;
  readonly emulated: EmulatedCompany;
  /** By account id. */
  readonly deployed: ReadonlyMap<string, DeployedStack>;
}

/** What is not as a company has it by itself. */
export interface Given {
  readonly slack?: SlackOptions;
  /** Variables of the functions, over those of the stacks. */
  readonly environmentOf?: (moto: Moto) => Promise<Readonly<Record<string, string>>>;
}

/** @param at what time it is there */
export async function found(setting: Setting, at: Date, given: Given = {}): Promise<Company> {
  const clock = { now: at };
  const file = setting.engineersFile ?? engineers;
  const users = (file.match(/\bU0\w+/g) ?? []).map((id) => ({ id, name: id }));
  const channels = [{ id: 'C0INFRA0001', name: 'infrastructure' }];
  const now = () => clock.now;
  const slack = await startSlack({ users, channels, token, now, ...given.slack });
  const moto = await startMoto({ at });
  try {
    await setting.before?.(moto);
    const deployed = await deploy(setting, moto);
    const place = { accountId: monitorAccount, region };
    const { codePathOf, environment } = functionsWith(slack);
    const emulated = await EmulatedCompany.of(moto, slack, place, {
      clock,
      codePathOf,
      environment: { ...environment, ...(await given.environmentOf?.(moto)) },
    });
    return { setting, emulated, deployed };
  } catch (error) {
    await Promise.all([moto.stop(), slack.stop()]);
    throw error;
  }
}

async function deploy({ stacks, engineersFile, secrets = {} }: Setting, moto: Moto) {
  const { ARN = '' } = await new SecretsManagerClient(await home(moto)).send(
    new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: token }),
  );
  const files = Object.entries(stacks).map(([name, lines]) => [name, lines.replace('SECRET', ARN)]);
  const program = path.join(root, 'stacks', 'index.ts');
  const project = `name: keyturn\nmain: ${program}\n`;
  const folder = new TestProject(
    Object.fromEntries(files) as Record<string, string>,
    engineersFile ?? engineers,
    project,
  );
  const deployed = new Map<string, DeployedStack>();
  try {
    // The monitor's first: AWS wants its bus's policy before the others' rules.
    const inOrder = Object.entries(stacks).sort(([a], [b]) =>
      a === 'monitor' ? -1 : b === 'monitor' ? 1 : 0,
    );
    for (const [stack, lines] of inOrder) {
      const accountId = /accountId: '(\d{12})'/.exec(lines)?.[1] ?? '';
      const options = { stack, moto, accountId, projectFolder: folder.folder };
      deployed.set(accountId, await deployStack({ ...options, secrets: secrets[stack] }));
    }
  } finally {
    folder.remove();
  }
  return deployed;
}

async function makeOrganization(moto: Moto): Promise<void> {
  const organizations = new OrganizationsClient({ ...(await home(moto)), region: 'us-east-1' });
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
}

async function home(moto: Moto) {
  return awsOf(moto, { accountId: monitorAccount, region });
}
