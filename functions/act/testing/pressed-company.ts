import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { awsOf } from '../../../emulation/company/aws-of';
import { NoticePump } from '../../../emulation/company/notice-pump';
import { LambdaFunction } from '../../../emulation/lambda/lambda-function';
import { startMoto, type Moto, type RecordedCall } from '../../../emulation/moto/start';
import { parseArn } from '../../../rules/arn';
import { namesOfMonitor } from '../../../rules/names';
import type { Account } from '../../../rules/model';
import type { UserNotice } from '../../../rules/notices';
import type { QueueMessage } from '../../../rules/notices/team-copies';
import { numberedAction, type Action, type Button, type Press } from '../../../rules/presses/press';
import { functionBundles } from '../../../scripts/build-functions';
import { takeBundles } from '../../../scripts/bundles-at-hand';
import { Switchboard } from '../../../test/killed/switchboard';
import { DynamoDeliveries } from '../../adapters/ledger/deliveries';
import { DynamoLedger } from '../../adapters/ledger/ledger';
import { DynamoPeople } from '../../adapters/ledger/people';
import { createLedgerTable, emulatedDocuments } from '../../testing/emulated-ledger';
import { createNoticeQueue, receiveNotices } from '../../testing/emulated-queue';
import {
  accounts,
  auditRoles,
  externalId,
  home,
  region,
  roleOfAct,
  RESPONDER,
} from './deployed-roles';
import { newsOf, pressOf, questionTo, reminderTo, TEAM, type Asked } from './asked';
import { IamJudge, type JudgedRole } from './iam-judge';

const TABLE = namesOfMonitor('keyturn').ledger;

/** `act` as it is deployed, in a process, before an AWS that judges by the policies of its roles. */
export class PressedCompany {
  act: LambdaFunction;
  now = new Date('2026-03-02T09:00:00Z');
  readonly #deployed: LambdaFunction[] = [];
  #count = 0;

  private constructor(
    private readonly folder: string,
    readonly moto: Moto,
    readonly switchboard: Switchboard,
    readonly judge: IamJudge,
    private readonly sqs: SQSClient,
    private readonly credentials: Readonly<Record<string, string>>,
    private readonly queues: { readonly actions: string; readonly notices: string },
  ) {
    this.act = this.deploy();
  }

  static async open(): Promise<PressedCompany> {
    const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-act-'));
    const [, moto] = await Promise.all([
      takeBundles(functionBundles, folder),
      startMoto({ at: new Date('2026-03-02T09:00:00Z') }),
    ]);
    const sqs = new SQSClient(await awsOf(moto, { accountId: home, region }));
    await createLedgerTable(emulatedDocuments(moto, region), TABLE);
    for (const role of [roleOfAct, ...auditRoles]) await makeRole(moto, role);
    const queues = {
      actions: await createNoticeQueue(sqs, 'keyturn-actions'),
      notices: await createNoticeQueue(sqs, 'keyturn-notices'),
    };
    const switchboard = await Switchboard.start({ aws: moto.url, slack: moto.url });
    const judge = new IamJudge(roleOfAct, auditRoles);
    switchboard.answerInstead = (call) => judge.answer(call);
    const credentials = await credentialsOfFunction(moto);
    return new PressedCompany(folder, moto, switchboard, judge, sqs, credentials, queues);
  }

  async stop(): Promise<void> {
    await this.act.kill();
    await this.switchboard.stop();
    await this.moto.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** The function with its environment, and some of it otherwise. */
  deploy(more: Readonly<Record<string, string>> = {}): LambdaFunction {
    const { url } = this.switchboard;
    const ours = [accounts.identity, accounts.untouched, accounts.untrusting];
    this.act = new LambdaFunction({
      arn: `arn:aws:lambda:${region}:${home}:function:keyturn-act`,
      codePath: path.join(this.folder, 'act'),
      handler: 'index.handler',
      environment: {
        ...this.moto.env,
        ...this.credentials,
        AWS_REGION: region,
        AWS_ENDPOINT_URL: url,
        AWS_LAMBDA_FUNCTION_NAME: 'keyturn-act',
        POWERTOOLS_SERVICE_NAME: 'act',
        POWERTOOLS_LOG_LEVEL: 'DEBUG',
        KEYTURN_SETTINGS: '{}',
        KEYTURN_ACCOUNTS: JSON.stringify({ list: ours }),
        KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
        KEYTURN_EXTERNAL_ID: externalId,
        KEYTURN_LEDGER_TABLE: TABLE,
        KEYTURN_NOTICE_QUEUE_URL: this.queues.notices.replace(this.moto.url, url),
        KEYTURN_RESPONDERS: JSON.stringify([RESPONDER]),
        KEYTURN_DRY_RUN: 'false',
        KEYTURN_DRY_RUN_ACCOUNTS: '[]',
        ...more,
      },
      timeoutMs: 30_000,
    });
    this.#deployed.push(this.act);
    return this.act;
  }

  /** What was asked of AWS as the function's role, by Lambda for it, too. */
  async callsOfRole(): Promise<readonly RecordedCall[]> {
    const { AWS_ACCESS_KEY_ID } = this.credentials;
    const calls = await this.moto.recordedCalls();
    return calls.filter(({ accessKeyId }) => accessKeyId === AWS_ACCESS_KEY_ID);
  }

  /** What all that were deployed have written. */
  get logs(): readonly string[] {
    return this.#deployed.map(({ log }) => log);
  }

  get people(): DynamoPeople {
    return new DynamoPeople(emulatedDocuments(this.moto, region), TABLE);
  }

  get ledger(): DynamoLedger {
    return new DynamoLedger(emulatedDocuments(this.moto, region), TABLE);
  }

  /** Makes a user with two keys, of which nobody was told. */
  async make(account: Account, type: Asked['type'] = 'engineer'): Promise<Asked> {
    const number = String((this.#count += 1)).padStart(4, '0');
    const userName = `${type}-${number}`;
    const slackId = `U0OWNER${number}`;
    const tags = { type, 'slack-id': slackId };
    const iam = await this.iamIn(account.id);
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await iam.send(new CreateUserCommand({ UserName: userName, Tags }));
    const make = async () => {
      const made = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
      return made.AccessKey?.AccessKeyId ?? '';
    };
    const [otherKeyId, keyId] = [await make(), await make()];
    this.judge.users.push({ name: userName, tags, keyIds: [otherKeyId, keyId] });
    const place = { channel: `D0OWNER${number}`, ts: '1767434400.000100' };
    return { account, userName, slackId, type, keyId, otherKeyId, place };
  }

  /** The same, and the question and the news of the newer key are recorded as delivered. */
  async ask(account: Account, type?: Asked['type']): Promise<Asked> {
    const asked = await this.make(account, type);
    await this.#deliver(questionTo(asked, this.now), asked);
    await this.#deliver(newsOf(asked, this.now), asked);
    return asked;
  }

  /** Records a reminder of that key as delivered to its owner. */
  async remind(asked: Asked): Promise<void> {
    await this.#deliver(reminderTo(asked, this.now), asked);
  }

  async #deliver(notice: UserNotice, { account: { id }, place }: Asked): Promise<void> {
    const deliveries = new DynamoDeliveries(emulatedDocuments(this.moto, region), TABLE);
    await deliveries.recordNews(id, notice);
    const at = this.now;
    if (notice.kind === 'key-created')
      await deliveries.recordTeam(id, notice.id, at, { ...TEAM, at });
    else await deliveries.recordOwner(id, notice.id, at, { ...place, at });
  }

  press(button: Button, asked: Asked): Press {
    return pressOf(button, asked, this.now);
  }

  /** Puts actions into the queue, and hands them over until nothing is left that can be received. */
  async perform(...actions: readonly (Action | string)[]): Promise<readonly QueueMessage[]> {
    for (const action of actions) await this.queue(action);
    await this.handOver();
    return this.told();
  }

  async queue(action: Action | string): Promise<void> {
    const MessageBody =
      typeof action === 'string' ? action : JSON.stringify(numberedAction(action));
    const id = `${(this.#count += 1)}`;
    const entry = { MessageBody, MessageGroupId: id, MessageDeduplicationId: id };
    await this.sqs.send(new SendMessageCommand({ QueueUrl: this.queues.actions, ...entry }));
  }

  async handOver(): Promise<void> {
    const queueArn = `arn:aws:sqs:${region}:${home}:keyturn-actions.fifo`;
    const mapping = { queueArn, batchSize: 10, target: this.act };
    const pump = await NoticePump.between(this.moto, { accountId: home, region }, mapping);
    await pump.drain(this.now);
  }

  /** What is queued for notify since. */
  async told(): Promise<readonly QueueMessage[]> {
    return receiveNotices(this.sqs, this.queues.notices);
  }

  async pass(minutes: number): Promise<void> {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
    await this.moto.setClock(this.now);
  }

  /** Of the key that was asked of, and of the one from before. */
  async statusesOf({ account, userName, keyId, otherKeyId }: Asked) {
    const iam = await this.iamIn(account.id);
    const list = new ListAccessKeysCommand({ UserName: userName });
    const { AccessKeyMetadata = [] } = await iam.send(list);
    return [keyId, otherKeyId].map(
      (id) => AccessKeyMetadata.find(({ AccessKeyId }) => AccessKeyId === id)?.Status,
    );
  }

  async iamIn(accountId: string): Promise<IAMClient> {
    return new IAMClient(await awsOf(this.moto, { accountId, region }));
  }
}

async function makeRole(moto: Moto, { arn, trust }: JudgedRole): Promise<void> {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  const iam = new IAMClient(await awsOf(moto, { accountId, region }));
  const RoleName = resource.slice('role/'.length);
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

/** As Lambda gives them to the function: its role's. */
async function credentialsOfFunction(moto: Moto): Promise<Readonly<Record<string, string>>> {
  const sts = new STSClient(await awsOf(moto, { accountId: home, region }));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleOfAct.arn, RoleSessionName: 'keyturn-act' }),
  );
  return {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
  };
}
