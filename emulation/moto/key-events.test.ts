import assert from 'node:assert/strict';
import {
  CloudTrailClient,
  LookupEventsCommand,
  paginateLookupEvents,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Administrator } from '../people/administrator';
import { Engineer } from '../people/engineer';
import { clientsAt } from '../people/workplace';
import { startMoto, type KeyEventDetail, type Moto } from './start';
import { clientsOf } from './test-clients';

const identity = '111111111111';
const member = '222222222222';

describe('events of access keys', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  let trail: CloudTrailClient;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await turnTo('2026-01-05T08:00:00Z');
    root = clientsOf(moto, await moto.credentialsFor(identity));
    trail = new CloudTrailClient(root.config);
    await root.iam.send(new CreateUserCommand({ UserName: 'alice' }));
  });
  after(() => moto.stop());

  const turnTo = (instant: string) => moto.setClock(new Date(instant));
  const createKey = async (clients = root) => {
    const { AccessKey } = await clients.iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    return AccessKey?.AccessKeyId ?? '';
  };
  const lookUp = async (input: LookupEventsCommandInput = {}) =>
    (await trail.send(new LookupEventsCommand(input))).Events ?? [];
  const about = (
    AttributeKey: 'ResourceName' | 'AccessKeyId' | 'EventName',
    AttributeValue = '',
  ) => ({
    LookupAttributes: [{ AttributeKey, AttributeValue }],
  });

  it('are found by the key, newest first, with who it was', async () => {
    const keyId = await createKey();
    await turnTo('2026-01-06T08:00:00Z');
    const named = { UserName: 'alice', AccessKeyId: keyId };
    await root.iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Inactive' }));
    await createKey();
    const events = await lookUp(about('ResourceName', keyId));
    assert.deepEqual(
      events.map(({ EventName, EventTime }) => [EventName, EventTime?.toISOString().slice(0, 16)]),
      [
        ['UpdateAccessKey', '2026-01-06T08:00'],
        ['CreateAccessKey', '2026-01-05T08:00'],
      ],
    );
    const detail = JSON.parse(events[1]?.CloudTrailEvent ?? '') as KeyEventDetail;
    assert.equal(detail.userIdentity.type, 'Root');
    assert.equal(detail.responseElements?.accessKey.accessKeyId, keyId);
    assert.deepEqual(detail.requestParameters, { userName: 'alice' });
    assert.equal((await lookUp(about('EventName', 'CreateAccessKey'))).length, 2);
    assert.equal((await lookUp(about('AccessKeyId', keyId))).length, 0);
  });

  it('are kept for 90 days, in us-east-1, in their account, and come in pages', async () => {
    const keyId = await createKey();
    const elsewhere = { ...root.config, region: 'eu-central-1' };
    const { Events } = await new CloudTrailClient(elsewhere).send(new LookupEventsCommand({}));
    assert.deepEqual(Events, []);
    const there = clientsOf(moto, await moto.credentialsFor(member));
    const { Events: theirs } = await new CloudTrailClient(there.config).send(
      new LookupEventsCommand(about('ResourceName', keyId)),
    );
    assert.deepEqual(theirs, []);
    await turnTo('2026-02-05T08:00:00Z');
    await createKey();
    const creations = about('EventName', 'CreateAccessKey');
    const pages = [];
    for await (const page of paginateLookupEvents({ client: trail, pageSize: 1 }, { ...creations }))
      pages.push(page.Events?.length);
    assert.deepEqual(pages, [1, 1]);
    const then = new Date('2026-01-20T00:00:00Z');
    assert.equal((await lookUp({ ...creations, EndTime: then })).length, 1);
    assert.equal((await lookUp({ ...creations, StartTime: then })).length, 1);
    await turnTo('2026-04-05T07:59:00Z');
    assert.equal((await lookUp(about('ResourceName', keyId))).length, 1);
    await turnTo('2026-04-05T08:01:00Z');
    assert.equal((await lookUp(about('ResourceName', keyId))).length, 0);
  });

  it('are found by the key that signed them, in the region of each, with the address and the program', async () => {
    const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } =
      AccessKey ?? {};
    const at = (sourceAddress: string, userAgent: string, region?: string) =>
      clientsAt({ sourceAddress, userAgent }, moto, { accessKeyId, secretAccessKey }, region);
    await at('203.0.113.7', 'aws-cli/2.31.0').iam.send(new CreateAccessKeyCommand({}));
    await at('198.51.100.7', 'aws-sdk-go/1.44', 'eu-west-1').sts.send(
      new GetCallerIdentityCommand({}),
    );
    const elsewhere = new CloudTrailClient({ ...root.config, region: 'eu-west-1' });
    const seen = [];
    for (const client of [trail, elsewhere]) {
      const { Events = [] } = await client.send(
        new LookupEventsCommand(about('AccessKeyId', accessKeyId)),
      );
      for (const { CloudTrailEvent = '' } of Events) {
        const { awsRegion, eventSource, sourceIPAddress, userAgent, userIdentity } = JSON.parse(
          CloudTrailEvent,
        ) as KeyEventDetail & { awsRegion: string; eventSource: string };
        assert.equal(userIdentity.userName, 'alice');
        seen.push([awsRegion, eventSource, sourceIPAddress, userAgent]);
      }
    }
    assert.deepEqual(seen, [
      ['us-east-1', 'iam.amazonaws.com', '203.0.113.7', 'aws-cli/2.31.0'],
      ['eu-west-1', 'sts.amazonaws.com', '198.51.100.7', 'aws-sdk-go/1.44'],
    ]);
    // EventBridge's rule is of credentials.
    assert.equal((await moto.keyEvents()).length, 2);
  });

  it('are not made by calls that fail', async () => {
    await createKey();
    await createKey();
    await assert.rejects(createKey());
    assert.equal((await moto.keyEvents()).length, 2);
  });

  it('tell an engineer at aws-vault, with MFA, from an administrator at the CLI', async () => {
    const admin = new Administrator(moto, await moto.credentialsFor(identity));
    const alice = new Engineer(moto, { accountId: identity, userName: 'alice' });
    await admin.givePassword('alice', 'Correct-horse-1');
    await alice.signInFirst('Correct-horse-1', 'Battery-staple-2');
    await alice.enrolMfa();
    const first = await alice.createKey();
    const second = await alice.rotate();
    const stranger = await admin.createKeyFor('alice');
    const seen = (await moto.keyEvents()).map(({ account, detail }) => [
      account,
      detail.eventName,
      detail.responseElements?.accessKey.accessKeyId ?? detail.requestParameters?.accessKeyId,
      detail.userIdentity.userName ?? detail.userIdentity.type,
      detail.userIdentity.sessionContext?.attributes.mfaAuthenticated,
      `${detail.sourceIPAddress} ${detail.userAgent.split('/')[0]}`,
      detail.requestParameters?.userName,
    ]);
    const her = '203.0.113.20';
    assert.deepEqual(seen, [
      [identity, 'CreateAccessKey', first, 'alice', 'true', `${her} Mozilla`, undefined],
      [identity, 'CreateAccessKey', second, 'alice', 'true', `${her} aws-vault`, undefined],
      [identity, 'DeleteAccessKey', first, 'alice', 'true', `${her} aws-vault`, undefined],
      [identity, 'CreateAccessKey', stranger, 'Root', 'false', '198.51.100.10 aws-cli', 'alice'],
    ]);
  });

  it('name the role of a session, and whether it was assumed with MFA', async () => {
    const { iam, sts } = root;
    const RoleArn = `arn:aws:iam::${identity}:role/admin`;
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'admin',
        AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
      }),
    );
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'mallory' }),
    );
    const session = clientsOf(moto, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    });
    const AccessKeyId = await createKey(session);
    await session.iam.send(new DeleteAccessKeyCommand({ UserName: 'alice', AccessKeyId }));
    const [created, deleted] = await moto.keyEvents();
    const identityOf = created?.detail.userIdentity;
    assert.equal(identityOf?.type, 'AssumedRole');
    assert.equal(identityOf?.arn, `arn:aws:sts::${identity}:assumed-role/admin/mallory`);
    assert.equal(identityOf?.sessionContext?.sessionIssuer?.arn, RoleArn);
    assert.equal(identityOf?.sessionContext?.attributes.mfaAuthenticated, 'false');
    assert.deepEqual(deleted?.detail.requestParameters, {
      userName: 'alice',
      accessKeyId: AccessKeyId,
    });
    assert.deepEqual((await lookUp(about('EventName', 'DeleteAccessKey')))[0]?.Username, 'mallory');
  });

  it('come in EventBridge’s form, from an instant on', async () => {
    await createKey();
    await turnTo('2026-01-06T08:00:00Z');
    const since = await moto.now();
    const keyId = await createKey();
    const events = await moto.keyEvents(since);
    assert.equal(events.length, 1);
    const [{ detail, id, time, ...event } = assert.fail()] = events;
    assert.deepEqual(event, {
      version: '0',
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.iam',
      account: identity,
      region: 'us-east-1',
      resources: [],
    });
    assert.equal(time, detail.eventTime);
    assert.match(time, /^2026-01-06T08:00:\d\dZ$/);
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.equal((await moto.keyEvents(since))[0]?.id, id);
    assert.equal(detail.responseElements?.accessKey.accessKeyId, keyId);
    assert.match(detail.responseElements.accessKey.createDate, /^Jan 6, 2026, 8:00:\d\d AM$/);
    assert.equal((await moto.keyEvents()).length, 2);
  });
});
