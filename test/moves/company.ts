import {
  CreateLoginProfileCommand,
  type IAMClient,
  ListAccessKeysCommand,
  TagUserCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from '../../emulation/moto/start';
import {
  clientsOf,
  createDevice,
  createKey,
  enableDevice,
} from '../../emulation/moto/test-clients';
import type { Authenticator } from '../../emulation/people/authenticator';
import { AwsLogin } from '../../emulation/people/aws-login';
import type { PostedMessage } from '../../emulation/slack/inbox';
import type { Report } from '../../rules/report/report';
import { tagKeys } from '../../rules/tags';
import { defaultAccess, writeAccess, type WayIn } from '../../rules/ways-in';
import { everything, found, type Company } from '../permissions/companies';

const accountId = '333333333333';
const region = 'eu-central-1';
export const TEAM = 'C0INFRA0001';
export const slackIds = { ada: 'U0ADA000001', ben: 'U0BEN000001', cleo: 'U0CLEO00001' } as const;
export type Mover = keyof typeof slackIds;
export const movers = Object.keys(slackIds) as Mover[];

/** The first two are on the way; nothing is said of the third. */
const engineersFile = `
engineers:
  ada: {slackId: ${slackIds.ada}, access: [key, sign-in]}
  ben: {slackId: ${slackIds.ben}, access: [key, sign-in]}
  cleo: {slackId: ${slackIds.cleo}}
`;

const PASSWORD = ['Correct', 'horse', '1'].join('-');
const workplace = { sourceAddress: '203.0.113.20', userAgent: 'aws-cli/2.32.0 md/command#login' };

/** The time of that day's run; days are counted from the first one, Friday 2026-01-02. All are over: of days to come there is no evidence. */
export const at = (day: number, hour = 8) => new Date(Date.UTC(2026, 0, 2 + day, hour));
const dateOf = (day: number) => at(day).toISOString().slice(0, 10);

/** One account, deployed by its stack, whose people sign in with password and MFA device, and have a key each. */
export class MovingCompany {
  readonly keys = new Map<Mover, AwsCredentialIdentity>();
  readonly #phones = new Map<Mover, Authenticator>();
  #read = 0;

  private constructor(
    private readonly company: Company,
    private readonly iam: IAMClient,
  ) {}

  static async found(): Promise<MovingCompany> {
    const setting = { name: 'moving', identity: accountId, stacks: { monitor: everything } };
    const company = await found({ ...setting, engineersFile }, at(0, 6));
    const { moto } = company.emulated;
    const { iam } = clientsOf(moto, await moto.credentialsFor(accountId));
    const moving = new MovingCompany(company, iam);
    for (const name of movers) await moving.#equip(name);
    return moving;
  }

  async #equip(UserName: Mover): Promise<void> {
    await this.iam.send(new CreateLoginProfileCommand({ UserName, Password: PASSWORD }));
    const phone = await createDevice(this.iam, UserName);
    await enableDevice(this.#moto, this.iam, phone, UserName);
    this.#phones.set(UserName, phone);
    this.keys.set(UserName, await createKey(this.iam, UserName));
  }

  /** `aws login`, with a code of the device. */
  async signIn(userName: Mover, signInRegion = region): Promise<void> {
    const phone = this.#phones.get(userName);
    if (!phone) throw new Error(`${userName} has no device`);
    const mfaCode = await phone.nextCode(this.#moto);
    const who = { accountId, userName, password: PASSWORD, mfaCode, region: signInRegion };
    await AwsLogin.signIn(this.#moto, workplace, who);
  }

  /** Something that still has the key calls AWS. */
  async useKey(userName: Mover): Promise<void> {
    const key = this.keys.get(userName);
    if (!key) throw new Error(`${userName} has no key`);
    await clientsOf(this.#moto, key).sts.send(new GetCallerIdentityCommand());
  }

  /** The tag as `pulumi up` writes it: none where nothing but `key` is open. */
  async open(UserName: Mover, ...access: readonly WayIn[]): Promise<void> {
    const Value = writeAccess(access);
    const Tags = [{ Key: tagKeys.access, Value }];
    if (Value === writeAccess(defaultAccess))
      await this.iam.send(new UntagUserCommand({ UserName, TagKeys: [tagKeys.access] }));
    else await this.iam.send(new TagUserCommand({ UserName, Tags }));
  }

  /** What happens on that day, an hour before its run or some hours after it. */
  async on(day: number, happen: () => Promise<unknown>, hour = 7): Promise<void> {
    await this.company.emulated.turnTo(at(day, hour));
    await happen();
  }

  /** A run of that day; what was delivered before is no longer news. */
  async run(day: number): Promise<void> {
    this.#read = this.#inbox.length;
    await this.company.emulated.run(at(day));
  }

  /** What the last run told there, without the summary. */
  told(where: string): readonly string[] {
    return this.#news
      .filter(({ to, text }) => to === where && !isSummary(text))
      .map(({ text }) => text);
  }

  /** The last run's summary, as Slack got it. */
  get summary(): string {
    const messages = this.#news.filter(({ to, text }) => to === TEAM && isSummary(text));
    return JSON.stringify(messages.map(({ blocks }) => blocks));
  }

  /** Who is how far, as that day's report says. */
  async movesOf(day: number): Promise<Readonly<Record<string, string>>> {
    const { moves } = await this.#report(day);
    return Object.fromEntries((moves?.people ?? []).map(({ userName, step }) => [userName, step]));
  }

  async isEnabled(UserName: Mover): Promise<boolean> {
    const { AccessKeyMetadata = [] } = await this.iam.send(new ListAccessKeysCommand({ UserName }));
    return AccessKeyMetadata.some(({ Status }) => Status === 'Active');
  }

  /** What `keyturn evidence` needs to be told: whose credentials, and where the monitor keeps what it knows. */
  async whereItIsKept() {
    // What the ledger has is told up to now.
    await this.#moto.tellTime(true);
    const { accessKeyId, secretAccessKey } = await this.#moto.credentialsFor(accountId);
    const env = {
      ...this.#moto.env,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
    };
    return { env, bucket: this.#nameOf('s3/bucket:Bucket', 'bucket'), ledger: this.#ledger };
  }

  async stop(): Promise<void> {
    this.iam.destroy();
    await this.company.emulated.stop();
  }

  async #report(day: number): Promise<Report> {
    const credentials = await this.#moto.credentialsFor(accountId);
    const { url: endpoint } = this.#moto;
    const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    const Bucket = this.#nameOf('s3/bucket:Bucket', 'bucket');
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'reports/' }),
    );
    const isWanted = (name: string) => name.includes(dateOf(day)) && name.endsWith('.json');
    const Key = Contents.flatMap(({ Key: name = '' }) => name).find(isWanted);
    if (Key === undefined) throw new Error(`there is no report of ${dateOf(day)}`);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return JSON.parse((await Body?.transformToString()) ?? '') as Report;
  }

  #nameOf(type: string, output: string): string {
    const { resources = [] } = this.company.deployed.get(accountId) ?? {};
    const one = resources.find((each) => each.type === `aws:${type}`);
    return String(one?.outputs[output]);
  }

  get #ledger(): string {
    return this.#nameOf('dynamodb/table:Table', 'name');
  }

  get #moto(): Moto {
    return this.company.emulated.moto;
  }

  get #inbox(): readonly PostedMessage[] {
    return this.company.emulated.slack.inbox.all;
  }

  get #news(): readonly PostedMessage[] {
    return this.#inbox.slice(this.#read);
  }
}

function isSummary(text: string): boolean {
  return /\d account read;/.test(text);
}
