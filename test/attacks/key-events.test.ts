import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { LambdaFunction } from '../../emulation/lambda/lambda-function';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { createNoticeQueue, receiveNotices } from '../../functions/testing/emulated-queue';
import { functionBundles } from '../../scripts/build-functions';
import { takeBundles } from '../../scripts/bundles-at-hand';

const account = '222222222222';
const keyId = 'AKIA' + 'EXAMPLE0ANNAQRST';
const now = new Date('2026-11-22T14:05:00Z');

type Json = Record<string, unknown>;

const detail = {
  eventID: 'c64c4ded-ef03-4e5c-81eb-153b118d72f2',
  eventTime: '2026-11-22T14:05:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateAccessKey',
  recipientAccountId: account,
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0',
  requestParameters: { userName: 'anna' } as Json | null,
  responseElements: { accessKey: { accessKeyId: keyId, userName: 'anna' } } as unknown,
  userIdentity: {
    type: 'IAMUser',
    arn: `arn:aws:iam::${account}:user/anna`,
    accountId: account,
    userName: 'anna',
  } as unknown,
};

const event = (around: Json = {}) => ({
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.iam',
  account,
  time: '2026-11-22T14:05:00Z',
  region: 'us-east-1',
  resources: [],
  detail,
  ...around,
});
const withDetail = (change: Json) => event({ detail: { ...detail, ...change } });
const withKey = (accessKey: Json) =>
  withDetail({ responseElements: { accessKey: { accessKeyId: keyId, ...accessKey } } });
const withCredential = ({ id = 'ACCA' + 'EXAMPLE0000ANNAKLM', ...more }: Json) =>
  withDetail({
    eventName: 'CreateServiceSpecificCredential',
    responseElements: {
      serviceSpecificCredential: {
        serviceSpecificCredentialId: id,
        serviceName: 'bedrock.amazonaws.com',
        ...more,
      },
    },
  });
const withDevice = (requestParameters: Json) =>
  withDetail({
    eventName: 'DeactivateMFADevice',
    requestParameters: { userName: 'anna', serialNumber: 'GAHT12345678', ...requestParameters },
    responseElements: null,
  });
const nested = (depth: number): unknown =>
  JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));

describe('forged key events, to the function as it is deployed', () => {
  let folder: string;
  let moto: Moto;
  let sqs: SQSClient;
  let queueUrl: string;
  let keyEvents: LambdaFunction;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-key-events-'));
    await takeBundles(functionBundles, folder);
    moto = await startMoto({ at: now });
    const region = 'eu-central-1';
    const credentials = await moto.credentialsFor('333333333333');
    sqs = new SQSClient({ endpoint: moto.url, region, credentials });
    queueUrl = await createNoticeQueue(sqs, 'keyturn');
    keyEvents = new LambdaFunction({
      arn: `arn:aws:lambda:${region}:333333333333:function:keyturn-key-events`,
      codePath: path.join(folder, 'key-events'),
      handler: 'index.handler',
      environment: {
        ...moto.env,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
        POWERTOOLS_LOG_LEVEL: 'DEBUG',
        KEYTURN_ACCOUNTS: JSON.stringify({ list: [{ id: account, name: 'Production' }] }),
        KEYTURN_NOTICE_QUEUE_URL: queueUrl,
      },
      timeoutMs: 30_000,
    });
  });
  after(async () => {
    await keyEvents?.kill();
    await moto?.stop();
    rmSync(folder, { recursive: true });
  });

  /** What the team would be told; undefined where the function failed, which an alarm tells. */
  async function told(given: unknown) {
    try {
      await keyEvents.invoke(given, now);
    } catch {
      assert.deepEqual(await receiveNotices(sqs, queueUrl), []);
      return undefined;
    }
    return receiveNotices(sqs, queueUrl);
  }

  it('a true one is told, or the others prove nothing', async () => {
    const [notice, ...more] = (await told(event())) ?? [];
    assert.ok(notice?.kind === 'key-created' && more.length === 0);
    assert.equal(notice.maker?.isOwner, true);
  });

  const forged: readonly (readonly [what: string, event: unknown])[] = [
    ['of an account that is not watched', event({ account: '999999999999' })],
    [
      'of an account that is not watched, in both places',
      event({ account: '999999999999', detail: { ...detail, recipientAccountId: '999999999999' } }),
    ],
    ['whose detail is of another account', withDetail({ recipientAccountId: '999999999999' })],
    ['whose account is a number', event({ account: 222222222222 })],
    ['of a source of their own', event({ source: 'com.example.iam' })],
    ['of another source of AWS', event({ source: 'aws.sts' })],
    ['of another detail type', event({ 'detail-type': 'Keyturn' })],
    ['of another service', withDetail({ eventSource: 'sts.amazonaws.com' })],
    ['of another call', withDetail({ eventName: 'DeleteUser' })],
    ['of a call in other letters', withDetail({ eventName: 'createaccesskey' })],
    ['of a call that failed', withDetail({ errorCode: 'AccessDenied' })],
    ['that answers for another user', withKey({ userName: 'ben' })],
    ['without a key', withDetail({ responseElements: null })],
    ['whose key is a number', withKey({ accessKeyId: 7 })],
    ['whose key id is short', withKey({ accessKeyId: 'AKIA' })],
    ['whose key id is long', withKey({ accessKeyId: 'A'.repeat(129) })],
    ['whose key id is markup', withKey({ accessKeyId: '<!channel> 0123456789' })],
    ['whose key id is many lines', withKey({ accessKeyId: `${keyId}\n${keyId}` })],
    ['whose user is markup', withDetail({ requestParameters: { userName: '<!channel>' } })],
    ['whose user is a command', withDetail({ requestParameters: { userName: "'; id #" } })],
    ['whose user is long', withDetail({ requestParameters: { userName: 'a'.repeat(65) } })],
    ['whose id is long', withDetail({ eventID: 'a'.repeat(65) })],
    ['whose time is no time', withDetail({ eventTime: 'yesterday' })],
    ['of a service credential whose id is markup', withCredential({ id: '<!channel> 0123456789' })],
    ['of a service credential without a service', withCredential({ serviceName: null })],
    ['of a service credential that answers for another user', withCredential({ userName: 'ben' })],
    ['of an SSH key without an id', withDetail({ eventName: 'UploadSSHPublicKey' })],
    ['of an MFA device whose number is markup', withDevice({ serialNumber: '<!channel>!' })],
    ['of an MFA device whose number is many lines', withDevice({ serialNumber: 'GAHT\n12345678' })],
    [
      'of an MFA device whose user is called almost as root is',
      withDevice({ userName: 'AWS ROOT' }),
    ],
    [
      'of a password that was changed by its owner',
      withDetail({ eventName: 'UpdateLoginProfile' }),
    ],
    ['of a user whom somebody made', withDetail({ eventName: 'CreateUser' })],
    ['without a detail', event({ detail: null })],
    ['whose detail is a list', event({ detail: [detail] })],
    ['whose detail is text', event({ detail: JSON.stringify(detail) })],
    ['that is nothing', null],
    ['that is text', 'CreateAccessKey'],
    ['that is a list', [event()]],
    ['with a prototype', JSON.parse('{"__proto__": {"account": "222222222222"}}')],
    ['that is very deep', event({ detail: nested(5_000) })],
    [
      'that is very wide',
      event({ detail: Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i])) }),
    ],
  ];
  for (const [what, given] of forged)
    it(`one ${what} is not told`, async () => assert.deepEqual((await told(given)) ?? [], []));

  const others: readonly (readonly [who: string, identity: Json])[] = [
    ['another account', { accountId: '999999999999' }],
    ['a role of the owner’s name', { type: 'AssumedRole', userName: 'anna' }],
    ['nobody', { userName: null }],
    ['root', { type: 'Root' }],
  ];
  for (const [who, identity] of others)
    it(`one that claims to be the owner’s, by ${who}, is told as somebody else’s`, async () => {
      const userIdentity = { ...(detail.userIdentity as Json), ...identity };
      const [notice] = (await told(withDetail({ userIdentity }))) ?? [];
      assert.ok(notice?.kind === 'key-created');
      assert.equal(notice.maker?.isOwner, false);
    });

  it('true ones of another credential and of an MFA device are told', async () => {
    const kinds = [];
    for (const given of [withCredential({}), withDevice({})])
      kinds.push(...((await told(given)) ?? []).map(({ kind }) => kind));
    assert.deepEqual(kinds, ['credential-created', 'mfa-deactivated']);
  });

  it('one of a service of many words is told in few', async () => {
    const [notice] =
      (await told(withCredential({ serviceName: '<!channel> '.repeat(20_000) }))) ?? [];
    assert.ok(notice?.kind === 'credential-created' && JSON.stringify(notice).length < 5_000);
  });

  it('a huge one is told in few words', async () => {
    const huge = '<!channel>\uD83D '.repeat(20_000);
    const [notice] = (await told(withDetail({ userAgent: huge, sourceIPAddress: huge }))) ?? [];
    assert.ok(notice && JSON.stringify(notice).length < 5_000);
  });

  it('none leaves a key id in the log', () => {
    assert.ok(keyEvents.log.includes('refused'));
    assert.ok(!keyEvents.log.includes(keyId));
  });
});
