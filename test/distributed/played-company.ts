import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateUserCommand, IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { paginateScan, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { monitorLog } from '../../demo/deployed-monitor';
import { Administrator } from '../../emulation/people/administrator';
import { sha256 } from '../../cli/evidence/sha256';
import { inOrder } from '../../rules/order';
import { found, type Company, type Setting } from '../permissions/companies';

export const accounts = {
  identity: '111111111111',
  production: '222222222222',
  monitor: '333333333333',
} as const;
export const day = (n: number, hour = 8) => new Date(Date.UTC(2027, 0, 1 + n, hour));

/** Whose key is made on which day, and where. Bob has one where the users are, and one in production. */
const keyHolders = [
  { userName: 'alice', accountId: accounts.identity, since: 0 },
  { userName: 'bob', accountId: accounts.production, since: 0 },
  { userName: 'bob', accountId: accounts.identity, since: 7 },
] as const;

type Key = (typeof keyHolders)[number] & { readonly id: string };

/** A company in an AWS and a Slack of its own, with the keys of some people. */
export class PlayedCompany {
  private constructor(
    private readonly company: Company,
    private readonly keys: readonly Key[],
  ) {}

  static async found(setting: Setting): Promise<PlayedCompany> {
    const company = await found(setting, day(0, 6));
    const { emulated } = company;
    const production = await iamOf(company, accounts.production);
    const Tags = [
      { Key: 'type', Value: 'engineer' },
      { Key: 'slack-id', Value: 'U0BOB000001' },
    ];
    await production.send(new CreateUserCommand({ UserName: 'bob', Tags }));
    const keys: Key[] = [];
    for (const holder of keyHolders) {
      await emulated.turnTo(day(holder.since, 7));
      const credentials = await emulated.moto.credentialsFor(holder.accountId);
      const administrator = new Administrator(emulated.moto, credentials);
      keys.push({ ...holder, id: await administrator.createKeyFor(holder.userName) });
    }
    return new PlayedCompany(company, keys);
  }

  get emulated() {
    return this.company.emulated;
  }

  /** What AWS holds, what everybody was told, and what the runs counted, without what no two companies share. */
  async outcome() {
    const { messages, ledger, reports, ...rest } = this.#alike({
      keys: await this.#statuses(),
      ledger: await this.#ledger(),
      messages: this.messages.map(({ to, text, blocks }) => ({ to, text, blocks })),
      counts: this.counts,
      reports: await this.#reports(),
    });
    return {
      ...rest,
      messages: messages.map((each) => JSON.stringify(each)).sort(),
      ledger: inOneOrder(ledger),
      reports: inOneOrder(reports) as typeof reports,
    };
  }

  get messages() {
    return this.emulated.slack.inbox.all;
  }

  /** What each run counted at its end, from the monitor's log. */
  get counts(): readonly Readonly<Record<string, number>>[] {
    const lines = monitorLog(this.emulated).split('\n');
    return lines
      .filter((line) => line.includes('"The run is complete"'))
      .map((line) => {
        const all = JSON.parse(line) as Record<string, number>;
        const names = ['accountsRead', 'accountsUnread', 'keysDisabled', 'keysHeldBack'];
        return Object.fromEntries(names.map((name) => [name, all[name] ?? NaN]));
      });
  }

  /** The files of the daily reports by name; those of JSON read. */
  async #reports(): Promise<Readonly<Record<string, unknown>>> {
    const { moto } = this.emulated;
    const credentials = await moto.credentialsFor(accounts.monitor);
    const region = 'eu-central-1';
    const s3 = new S3Client({ endpoint: moto.url, region, credentials, forcePathStyle: true });
    const Bucket = this.#created('aws:s3/bucket:Bucket', 'bucket');
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'reports/' }),
    );
    const texts: [name: string, text: string][] = [];
    for (const { Key = '' } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      texts.push([Key, (await Body?.transformToString()) ?? '']);
    }
    // No two companies have the same: the file that has it says more.
    const byHash = texts.map(([name, text]) => [sha256(text), `sha256 of ${name}`] as const);
    const named = (text: string) =>
      byHash.reduce((left, [hash, name]) => left.replaceAll(hash, name), text);
    return Object.fromEntries(
      texts.map(([name, text]) => [
        name,
        name.endsWith('.json') ? (JSON.parse(named(text)) as unknown) : text.length > 0,
      ]),
    );
  }

  async #statuses(): Promise<readonly (string | undefined)[]> {
    const statuses = this.keys.map(async ({ id, userName, accountId }) => {
      const iam = await iamOf(this.company, accountId);
      const { AccessKeyMetadata = [] } = await iam.send(
        new ListAccessKeysCommand({ UserName: userName }),
      );
      return AccessKeyMetadata.find(({ AccessKeyId }) => AccessKeyId === id)?.Status;
    });
    return Promise.all(statuses);
  }

  /** All items but those of how a distributed run came along. */
  async #ledger(): Promise<readonly object[]> {
    const { moto } = this.emulated;
    const credentials = await moto.credentialsFor(accounts.monitor);
    const dynamoDb = new DynamoDBClient({
      endpoint: moto.url,
      region: 'eu-central-1',
      credentials,
    });
    const client = DynamoDBDocumentClient.from(dynamoDb);
    const items: { account: string; item: string }[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: 'keyturn-ledger' }))
      items.push(...(Items as typeof items));
    return items.filter(({ account }) => !account.startsWith('run#'));
  }

  #created(type: string, output: string): string {
    const { resources = [] } = this.company.deployed.get(accounts.monitor) ?? {};
    return String(resources.find((each) => each.type === type)?.outputs[output]);
  }

  /** AWS and Slack draw ids, and what happens within a minute happens at another moment each time. */
  #alike<Value>(value: Value): Value {
    let text = JSON.stringify(value);
    for (const [i, { id }] of this.keys.entries())
      text = text.replaceAll(id, `key-${i}`).replaceAll(id.slice(-4), `end-${i}`);
    text = text
      .replaceAll(/\bAIDA\w+/g, 'user')
      .replaceAll(/"fingerprint":"[^"]+"/g, '"fingerprint":"some"')
      .replaceAll(/(T\d\d:\d\d):\d\d(\.\d+)?Z/g, '$1Z')
      .replaceAll(/"\d{10}\.\d{6}"/g, '"ts"');
    return JSON.parse(text) as Value;
  }
}

async function iamOf({ emulated: { moto } }: Company, accountId: string): Promise<IAMClient> {
  const credentials = await moto.credentialsFor(accountId);
  return new IAMClient({ endpoint: moto.url, region: 'us-east-1', credentials });
}

/** Which account is done first is chance, and so is the order of fields: every list and object in that of its items. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map((each) => JSON.stringify(inOneOrder(each)))
      .sort()
      .map((text) => JSON.parse(text) as unknown);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, each]) => [key, inOneOrder(each)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => inOrder(a, b)));
}
