import {
  CreateAccountAliasCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { clientsOf, createKey } from '../../emulation/moto/test-clients';

/** The account of the credentials in the emulation's environment. */
export const OWN = '123456789012';
export const PRODUCTION = '222222222222';
/** Has no role that could be assumed. */
export const SANDBOX = '444444444444';
export const ROLE = 'OrganizationAccountAccessRole';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Person {
  readonly account?: string;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The ages of the keys in days; an hour more, so that no day ends between two steps of a test. */
  readonly keys: readonly number[];
  readonly passwordAge?: number;
}

const engineer = (slackId: string) => ({ type: 'engineer', 'slack-id': slackId });

export const people: readonly Person[] = [
  { name: 'alice', tags: engineer('U0ALICE0001'), keys: [12] },
  { name: 'bob', tags: engineer('U0BOB000001'), keys: [80] },
  { name: 'dave', tags: { ...engineer('U0DAVE00001'), 'full-name': '=1+2' }, keys: [400] },
  { name: 'ci-deploy', tags: { type: 'machine' }, keys: [300] },
  { name: '=SUM', keys: [10] },
  { name: 'old-contractor', keys: [], passwordAge: 700 },
  { account: PRODUCTION, name: 'erin', tags: engineer('U0ERIN00001'), keys: [20, 2] },
];

/** An emulated AWS, at the real time, with people whose keys have aged. */
export class Company {
  private constructor(
    readonly moto: Moto,
    /** By user name. */
    readonly keyIds: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async open(): Promise<Company> {
    const moto = await startMoto();
    try {
      return new Company(moto, await seed(moto));
    } catch (error) {
      await moto.stop();
      throw error;
    }
  }

  get env(): Readonly<Record<string, string>> {
    return this.moto.env;
  }

  /** Makes the own account the management account of an organization; the id of its one other account. */
  async organize(name: string): Promise<string> {
    const { config } = clientsOf(this.moto, await this.moto.credentialsFor(OWN));
    const organizations = new OrganizationsClient(config);
    await organizations.send(new CreateOrganizationCommand({}));
    const made = await organizations.send(
      new CreateAccountCommand({ AccountName: name, Email: 'aws@example.com' }),
    );
    return made.CreateAccountStatus?.AccountId ?? '';
  }

  /** The calls that something made, as `service:Action`. */
  async callsOf<Result>(what: () => Promise<Result>): Promise<[Result, readonly string[]]> {
    const before = (await this.moto.recordedCalls()).length;
    const result = await what();
    const calls = (await this.moto.recordedCalls()).slice(before);
    return [result, calls.map(({ service, action }) => `${service}:${action}`)];
  }

  stop(): Promise<void> {
    return this.moto.stop();
  }
}

async function seed(moto: Moto): Promise<ReadonlyMap<string, readonly string[]>> {
  const now = await moto.now();
  const keyIds = new Map<string, readonly string[]>();
  for (const { account = OWN, name, tags = {}, keys, passwordAge } of people) {
    const { iam } = clientsOf(moto, await moto.credentialsFor(account));
    const age = (days: number) => moto.setClock(new Date(now.getTime() - days * DAY_MS - HOUR_MS));
    await age(800);
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await iam.send(new CreateUserCommand({ UserName: name, Tags }));
    if (passwordAge !== undefined) {
      await age(passwordAge);
      const Password = 'Only-for-the-emulated-1';
      await iam.send(new CreateLoginProfileCommand({ UserName: name, Password }));
    }
    const ids: string[] = [];
    for (const days of keys) {
      await age(days);
      ids.push((await createKey(iam, name)).accessKeyId);
    }
    keyIds.set(name, ids);
  }
  await moto.setClock(now);
  const { iam } = clientsOf(moto, await moto.credentialsFor(OWN));
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'identity' }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'dave',
      PolicyName: 'since-the-move',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: ['ec2:*', 's3:*'], Resource: '*' },
      }),
    }),
  );
  await createRole(clientsOf(moto, await moto.credentialsFor(PRODUCTION)).iam);
  return keyIds;
}

export async function createRole(iam: IAMClient): Promise<void> {
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${OWN}:root` },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument }));
}
