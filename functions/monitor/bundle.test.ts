import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { SQSClient } from '@aws-sdk/client-sqs';
import { LambdaFunction } from '../../emulation/lambda/lambda-function';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { runLine } from '../../rules/metrics';
import { functionBundles } from '../../scripts/build-functions';
import { takeBundles } from '../../scripts/bundles-at-hand';
import { DynamoDeliveries } from '../adapters/ledger/deliveries';
import { DynamoLedger } from '../adapters/ledger/ledger';
import { createLedgerTable, emulatedDocuments } from '../testing/emulated-ledger';
import { createNoticeQueue, receiveNotices } from '../testing/emulated-queue';

const monitorAccount = '123456789012';
const identity = { id: '111111111111', name: 'identity' };
const missing = { id: '222222222222', name: 'without an audit role' };
const TABLE = 'keyturn-ledger';
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 9));

describe('the monitor’s bundle, as a process against the emulated AWS', () => {
  let folder: string;
  let moto: Moto;
  let iam: IAMClient;
  let sqs: SQSClient;
  let queueUrl: string;
  let keyId: string;
  let monitor: LambdaFunction;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-monitor-'));
    const [, started] = await Promise.all([
      takeBundles(functionBundles, folder),
      startMoto({ at: day(0) }),
    ]);
    moto = started;
    const config = { endpoint: moto.url, region: 'eu-central-1' };
    iam = new IAMClient({ ...config, credentials: await moto.credentialsFor(identity.id) });
    sqs = new SQSClient({ ...config, credentials: await moto.credentialsFor(monitorAccount) });
    await createLedgerTable(emulatedDocuments(moto, config.region), TABLE);
    queueUrl = await createNoticeQueue(sqs, 'keyturn');
    await setUpIdentity();
    monitor = new LambdaFunction({
      arn: `arn:aws:lambda:eu-central-1:${monitorAccount}:function:keyturn-monitor`,
      codePath: path.join(folder, 'monitor'),
      handler: 'index.handler',
      environment: environment(),
      timeoutMs: 60_000,
    });
  });
  after(async () => {
    await monitor.kill();
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  async function setUpIdentity(): Promise<void> {
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'keyturn-audit',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${monitorAccount}:root` },
            Action: 'sts:AssumeRole',
          },
        }),
      }),
    );
    const Tags = [
      { Key: 'type', Value: 'engineer' },
      { Key: 'slack-id', Value: 'U0ALICE0001' },
    ];
    await iam.send(new CreateUserCommand({ UserName: 'alice', Tags }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    keyId = AccessKey?.AccessKeyId ?? '';
  }

  const environment = () => ({
    ...moto.env,
    AWS_REGION: 'eu-central-1',
    AWS_LAMBDA_FUNCTION_NAME: 'keyturn-monitor',
    POWERTOOLS_SERVICE_NAME: 'monitor',
    POWERTOOLS_METRICS_NAMESPACE: 'Keyturn',
    POWERTOOLS_LOG_LEVEL: 'DEBUG',
    KEYTURN_SETTINGS: '{}',
    KEYTURN_ACCOUNTS: JSON.stringify({ list: [identity, missing] }),
    KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
    KEYTURN_EXTERNAL_ID: 'keyturn-of-acme',
    KEYTURN_DRY_RUN: 'false',
    KEYTURN_DRY_RUN_ACCOUNTS: '[]',
    KEYTURN_LEDGER_TABLE: TABLE,
    KEYTURN_NOTICE_QUEUE_URL: queueUrl,
  });

  async function run(on: number): Promise<unknown> {
    await moto.setClock(day(on));
    const event = { scheduledTime: day(on).toISOString() };
    return monitor.invoke(event, new Date(day(on).getTime() + 5000));
  }

  it('runs a day: reads, records, reminds, reports whom it could not read', async () => {
    assert.deepEqual(await run(87), {
      accountsRead: 1,
      accountsUnread: 1,
      keysDisabled: 0,
      keysHeldBack: 0,
      noticesUndelivered: 0,
      health: { oldestKeyAge: 87, keysPastDay: 0, deliveryLagSeconds: 0 },
    });
    const notices = await receiveNotices(sqs, queueUrl);
    const summary = notices.find((notice) => notice.kind === 'daily-summary');
    const dm = notices.find((message) => message.kind === 'private-message');
    const copies = notices.find((message) => message.kind === 'team-copies');
    const reminder = dm?.notice.kind === 'key-reminder' ? dm.notice : undefined;
    assert.equal(notices.length, 3);
    assert.deepEqual(copies?.items, [{ accountId: identity.id, noticeId: reminder?.id }]);
    assert.deepEqual(summary?.accountsUnread[0]?.account, missing);
    assert.deepEqual([reminder?.key.id, reminder?.stage], [keyId, 86]);
  });

  it('disables the key when its day has come and the warning was delivered', async () => {
    const documents = emulatedDocuments(moto, 'eu-central-1');
    const deliveries = new DynamoDeliveries(documents, TABLE);
    const [reminder] = (
      await new DynamoLedger(documents, TABLE).load(identity.id)
    ).notices.values();
    assert.ok(reminder?.notice?.kind === 'key-reminder');
    const delivery = { at: day(87), channel: 'D1', ts: '1', toldStopsOn: reminder.notice.stopsOn };
    await deliveries.recordOwner(identity.id, reminder.id, day(87), delivery);
    await deliveries.recordTeam(identity.id, reminder.id, day(87), delivery);

    const { keysDisabled } = (await run(93)) as { keysDisabled: number };
    assert.equal(keysDisabled, 1);
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName: 'alice' }));
    assert.equal(AccessKeyMetadata?.[0]?.Status, 'Inactive');
    const told = (await receiveNotices(sqs, queueUrl)).filter(
      (message) => message.kind === 'private-message' && message.notice.kind === 'key-disabled',
    );
    assert.equal(told.length, 1);
  });

  it('beats once a finished run, in the namespace and the dimension that the alarms look at', () => {
    const metrics = monitor.log
      .split('\n')
      .filter((line) => line.includes('CloudWatchMetrics'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(metrics.length, 2);
    for (const each of metrics) {
      assert.equal(each['RunCompleted'], 1);
      assert.equal(each['service'], 'monitor');
      const { CloudWatchMetrics } = each['_aws'] as { CloudWatchMetrics: unknown[] };
      const names = [
        'RunCompleted',
        'AccountsUnread',
        'KeysDisabled',
        'KeysHeldBack',
        'NoticesUndelivered',
        'KeysPastDay',
      ];
      assert.deepEqual(CloudWatchMetrics, [
        {
          Namespace: 'Keyturn',
          Dimensions: [['service']],
          Metrics: [
            ...names.map((Name) => ({ Name, Unit: 'Count' })),
            { Name: 'DeliveryLag', Unit: 'Seconds' },
            // The one key is off after the second run.
            ...(each['KeysDisabled'] === 0 ? [{ Name: 'OldestKeyAge', Unit: 'None' }] : []),
          ],
        },
      ]);
    }
  });

  it('logs what each run came to, in the words by which the dashboard finds it', () => {
    // As a whole line, or Logs Insights would find no fields in it.
    const lines = monitor.log
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes(runLine.message))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(lines.length, 2);
    for (const line of lines) {
      assert.equal(line['message'], runLine.message);
      for (const field of runLine.fields) assert.equal(typeof line[field], 'number', field);
    }
  });

  it('gives an account up that does not answer in time, and comes to its end', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const late = new LambdaFunction({
      arn: `arn:aws:lambda:eu-central-1:${monitorAccount}:function:keyturn-monitor`,
      codePath: path.join(folder, 'monitor'),
      handler: 'index.handler',
      environment: { ...environment(), AWS_ENDPOINT_URL_IAM: `http://127.0.0.1:${port}` },
      timeoutMs: 10_000,
    });
    try {
      // The cold start is no part of Lambda's time limit.
      await assert.rejects(late.invoke({}, day(95)), { errorType: 'MonitorEventError' });
      await moto.setClock(day(95));
      const event = { scheduledTime: day(95).toISOString() };
      await assert.rejects(late.invoke(event, day(95)), { errorType: 'NothingReadError' });
    } finally {
      await late.kill();
      silent.closeAllConnections();
      silent.close();
    }
    const notices = await receiveNotices(sqs, queueUrl);
    const summary = notices.find((notice) => notice.kind === 'daily-summary');
    const reasons = summary?.accountsUnread.map(({ reason }) => reason) ?? [];
    assert.equal(reasons.length, 2);
    assert.ok(reasons.some((reason) => reason.includes('the run had no time left for it')));
  });

  it('does not beat, and says what is wrong, where the event is not the schedule’s', async () => {
    const before = monitor.log.length;
    await assert.rejects(monitor.invoke({ scheduledTime: 'soon' }, day(94)), {
      errorType: 'MonitorEventError',
    });
    const log = monitor.log.slice(before);
    assert.match(log, /The run has failed/);
    assert.ok(!log.includes('CloudWatchMetrics'));
  });

  it('writes no key id in full into its log', () => {
    assert.ok(monitor.log.includes('An account was handled'));
    assert.ok(!monitor.log.includes(keyId));
  });
});
