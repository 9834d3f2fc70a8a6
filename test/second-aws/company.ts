import path from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { deployStack, type DeployedStack } from '../../emulation/pulumi/deploy';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { TestProject } from '../../stacks/testing/project';
import { distributed, listed } from '../permissions/companies';
import { at, timeZone } from './calendar';
import { makePeople, type KeyRing } from './make-people';
import { startMiniStack, type MiniStack } from './ministack/start';
import { accounts, people, type AccountName } from './people';

export const region = 'eu-central-1';
export const teamChannel = 'C0INFRA0001';
const token = ['xoxb', 'second-aws'].join('-');
const program = path.join(__dirname, '..', '..', 'stacks', 'index.ts');

/** How the monitor goes through the accounts. */
export type Runs = 'function' | 'distributed';

/** A company in a MiniStack and a Slack of its own: its people first, and Keyturn when it is deployed. */
export class Company {
  readonly #deployed = new Map<AccountName, DeployedStack>();

  private constructor(
    readonly aws: MiniStack,
    readonly slack: SlackServer,
    readonly keys: KeyRing,
    private readonly secretArn: string,
  ) {}

  /** The people and their keys, as they are early on day 1. */
  static async found(): Promise<Company> {
    const [aws, slack] = [await startMiniStack(at(-420, 12)), await startTheirSlack()];
    try {
      const keys = await makePeople(aws);
      aws.clock.turnTo(at(1, 5));
      return new Company(aws, slack, keys, await keepToken(aws));
    } catch (error) {
      await Promise.all([aws.stop(), slack.stop()]);
      throw error;
    }
  }

  /** Lets the stacks' real programs make what they make, with the bundles of `npm run build`. */
  async deploy(runs: Runs): Promise<void> {
    const project = this.project(runs);
    try {
      for (const [name, accountId] of Object.entries(accounts)) {
        const options = { stack: name, moto: this.aws, accountId, projectFolder: project.folder };
        this.#deployed.set(name as AccountName, await deployStack(options));
      }
    } finally {
      project.remove();
    }
  }

  /** The stack files of the three accounts; to be removed after. */
  project(runs: Runs): TestProject {
    const { stacks } = runs === 'function' ? listed : distributed(listed);
    const files = {
      ...stacks,
      // In production the monitor may disable as well.
      production: stacks['production']?.replace(/.*allowDisable.*\n/, '') ?? '',
      monitor: `${stacks['monitor']?.replace('SECRET', this.secretArn)}  keyturn:slackApiUrl: ${this.slack.url}
  keyturn:settings: {timeZone: ${timeZone}}
`,
    };
    return new TestProject(files, 'engineers: {}\n', `name: keyturn\nmain: ${program}\n`);
  }

  /** What the stack of an account has made of a type; where it has several, by its name in Pulumi. */
  output(account: AccountName, type: string, property: string, name?: string): string {
    const resources = this.#deployed.get(account)?.resources ?? [];
    const found = resources.filter(
      (each) => each.type === type && (name === undefined || each.name === name),
    );
    const value = found[0]?.outputs[property];
    if (found.length !== 1 || typeof value !== 'string')
      throw new Error(`${account} has not one ${type} ${name ?? ''} with a ${property}`);
    return value;
  }

  /** For a client of AWS's SDK: as the account's root, or with the credentials given. */
  clientOf(account: AccountName, credentials?: AwsCredentialIdentity, inRegion = region) {
    return {
      endpoint: this.aws.url,
      region: inRegion,
      credentials: credentials ?? { accessKeyId: accounts[account], secretAccessKey: 'root' },
    };
  }

  iam(account: AccountName, credentials?: AwsCredentialIdentity): IAMClient {
    return new IAMClient(this.clientOf(account, credentials, 'us-east-1'));
  }

  /** A session in a role of the monitor's account, as Lambda has it, or in one that such a session may assume. */
  async sessionIn(
    roleArn: string,
    from: { readonly credentials?: AwsCredentialIdentity; readonly externalId?: string } = {},
  ): Promise<AwsCredentialIdentity> {
    const { Credentials } = await new STSClient(this.clientOf('monitor', from.credentials)).send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'test',
        ExternalId: from.externalId,
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    };
  }

  async stop(): Promise<void> {
    await Promise.all([this.aws.stop(), this.slack.stop()]);
  }
}

/** The secret that the monitor's stack refers to. */
async function keepToken(aws: MiniStack): Promise<string> {
  const credentials = await aws.credentialsFor(accounts.monitor);
  const { ARN = '' } = await new SecretsManagerClient({
    endpoint: aws.url,
    region,
    credentials,
  }).send(new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: token }));
  return ARN;
}

/** Everybody but Lee is in it. */
function startTheirSlack(): Promise<SlackServer> {
  const ids = people.flatMap(({ name, slackId }) =>
    slackId?.startsWith('U') && name !== 'lee' ? [{ id: slackId, name }] : [],
  );
  const channels = [
    { id: teamChannel, name: 'infrastructure' },
    { id: 'C0DEPLOY001', name: 'deployers' },
  ];
  return startSlack({ token, scopes: ['chat:write', 'users:read'], users: ids, channels });
}
