import assert from 'node:assert/strict';
import { noticeId, noticeSchema } from '../../rules/notices';
import type { AccountsSetting } from '../accounts-setting';
import { rootUserName } from '../../rules/formats';
import { InMemoryNoticeQueue } from '../in-memory/notice-queue';
import { announce } from './announce';
import { KeyEventError } from './key-event';

const keyId = 'AKIAEXAMPLE0ANNAQRST';
const accounts: AccountsSetting = { list: [{ id: '222222222222', name: 'Production' }] };

const created = {
  eventID: 'c64c4ded-ef03-4e5c-81eb-153b118d72f2',
  eventTime: '2026-11-22T14:05:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateAccessKey',
  recipientAccountId: '222222222222',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0',
  requestParameters: { userName: 'anna' },
  responseElements: {
    accessKey: {
      accessKeyId: keyId,
      userName: 'anna',
      status: 'Active',
      createDate: 'Nov 22, 2026 2:05:00 PM',
    },
  },
  userIdentity: {
    type: 'IAMUser',
    arn: 'arn:aws:iam::222222222222:user/anna',
    accountId: '222222222222',
    accessKeyId: 'ASIAEXAMPLE0000ANNA1',
    userName: 'anna',
    sessionContext: { attributes: { mfaAuthenticated: 'true' } },
  },
};
const updated = (status: string) => ({
  ...created,
  eventName: 'UpdateAccessKey',
  requestParameters: { userName: 'anna', accessKeyId: keyId, status },
  responseElements: null,
});
const event = (detail: object = created, around: object = {}) => ({
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.iam',
  account: '222222222222',
  time: '2026-11-22T14:05:00Z',
  region: 'us-east-1',
  resources: [],
  detail,
  ...around,
});

async function announced(given: unknown, setting = accounts) {
  const queue = new InMemoryNoticeQueue();
  const lines: { message: string; details: Record<string, unknown> }[] = [];
  const write = (message: string, details: Record<string, unknown>) =>
    void lines.push({ message, details });
  const log = { info: write, error: write };
  await announce(given, { queue, accounts: setting }, log);
  return { notices: queue.waiting, lines };
}

describe('an event of an access key', () => {
  it('announces a new key with who made it, as the same notice that the daily run would send', async () => {
    const { notices } = await announced(event());
    assert.deepEqual(notices, [
      {
        kind: 'key-created',
        id: noticeId.keyCreated(keyId),
        account: { id: '222222222222', name: 'Production' },
        plannedAt: '2026-11-22T14:05:00.000Z',
        owner: { userName: 'anna' },
        key: { id: keyId, createdAt: '2026-11-22T14:05:00.000Z', age: 0 },
        maker: {
          arn: 'arn:aws:iam::222222222222:user/anna',
          mfa: true,
          sourceAddress: '203.0.113.7',
          userAgent: 'aws-cli/2.31.0',
          at: '2026-11-22T14:05:00Z',
          isOwner: true,
        },
      },
    ]);
    noticeSchema.parse(notices[0]);
  });

  it('says so where somebody else made it', async () => {
    const userIdentity = { ...created.userIdentity, userName: 'mallory' };
    const { notices } = await announced(event({ ...created, userIdentity }));
    assert.ok(notices[0]?.kind === 'key-created');
    assert.equal(notices[0].maker?.isOwner, false);
  });

  it('knows the owner whatever the case in which a call names them, and calls them as IAM does', async () => {
    const requestParameters = { userName: 'ANNA' };
    const { notices } = await announced(event({ ...created, requestParameters }));
    assert.ok(notices[0]?.kind === 'key-created');
    assert.deepEqual([notices[0].owner.userName, notices[0].maker?.isOwner], ['anna', true]);
    const enabled = updated('Active');
    const again = await announced(
      event({ ...enabled, requestParameters: { ...enabled.requestParameters, userName: 'ANNA' } }),
    );
    assert.ok(again.notices[0]?.kind === 'key-reenabled');
    assert.equal(again.notices[0].maker?.isOwner, true);
  });

  it("announces the root user's key under the name that IAM gives it", async () => {
    const userIdentity = {
      type: 'Root',
      accountId: '222222222222',
      arn: 'arn:aws:iam::222222222222:root',
    };
    const detail = {
      ...created,
      userIdentity,
      requestParameters: null,
      responseElements: { accessKey: { accessKeyId: keyId } },
    };
    const { notices } = await announced(event(detail));
    assert.ok(notices[0]?.kind === 'key-created');
    assert.equal(notices[0].owner.userName, rootUserName);
  });

  it('announces a key that is enabled again, once an event', async () => {
    const { notices } = await announced(event(updated('Active')));
    assert.equal(notices.length, 1);
    assert.ok(notices[0]?.kind === 'key-reenabled');
    assert.equal(notices[0].id, noticeId.keyReenabled(keyId, created.eventID));
    assert.equal(notices[0].keyId, keyId);
    noticeSchema.parse(notices[0]);
  });

  it('puts the same event, delivered twice, into the queue once', async () => {
    const queue = new InMemoryNoticeQueue();
    const log = { info: () => undefined, error: () => undefined };
    await announce(event(), { queue, accounts }, log);
    await announce(event(), { queue, accounts }, log);
    assert.equal(queue.waiting.length, 1);
  });

  const quiet: readonly (readonly [what: string, given: object, line: string])[] = [
    ['a key that is disabled', event(updated('Inactive')), 'disabled'],
    ['a key that is deleted', event({ ...updated(''), eventName: 'DeleteAccessKey' }), 'deleted'],
    [
      'a call that failed',
      event({
        ...created,
        errorCode: 'AccessDenied',
        requestParameters: null,
        responseElements: null,
      }),
      'failed call',
    ],
    [
      'an account that is not ours',
      event({ ...created, recipientAccountId: '999999999999' }, { account: '999999999999' }),
      'refused',
    ],
    [
      'an account that only claims to be ours',
      event(created, { account: '999999999999' }),
      'refused',
    ],
    [
      'one of ours that claims to be another',
      event({ ...created, recipientAccountId: '999999999999' }),
      'refused',
    ],
  ];
  for (const [what, given, line] of quiet)
    it(`only logs ${what}`, async () => {
      const { notices, lines } = await announced(given);
      assert.deepEqual(notices, []);
      assert.deepEqual(
        lines.map(({ message }) => message),
        [line],
      );
    });

  const wrong: readonly (readonly [what: string, given: unknown, field: string])[] = [
    ['another source', event(created, { source: 'keyturn.test' }), 'source'],
    ['another type', event(created, { 'detail-type': 'Scheduled Event' }), 'detail-type'],
    ['no account', event(created, { account: undefined }), 'account'],
    [
      'another service',
      event({ ...created, eventSource: 'sts.amazonaws.com' }),
      'detail.eventSource',
    ],
    ['another call', event({ ...created, eventName: 'DeleteUser' }), 'detail.eventName'],
    ['no time', event({ ...created, eventTime: 'now' }), 'detail.eventTime'],
    ['no key', event({ ...created, responseElements: null }), 'responseElements.accessKey'],
    [
      'no owner',
      event({
        ...updated('Active'),
        requestParameters: { accessKeyId: keyId, status: 'Active' },
        userIdentity: { type: 'AWSService' },
      }),
      'requestParameters.userName',
    ],
    ['nothing', undefined, 'the whole'],
  ];
  for (const [what, given, field] of wrong)
    it(`refuses one with ${what}, and names the field`, async () => {
      await assert.rejects(announced(given), (error: unknown) => {
        assert.ok(error instanceof KeyEventError);
        assert.match(error.message, new RegExp(`: ${field.replaceAll('.', '\\.')}: `));
        return true;
      });
    });

  it('never logs or throws a whole key id, or what a field held', async () => {
    const secret = 'AKIAEXAMPLE0PLANTED1';
    const { lines } = await announced(event());
    assert.doesNotMatch(JSON.stringify(lines), /AKIA|ASIA/);
    const error = await announced(event({ ...created, eventName: secret, eventTime: secret })).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.doesNotMatch(String(error), new RegExp(secret));
  });

  describe('of an organization', () => {
    const setting: AccountsSetting = { organization: { exclude: ['333333333333'] } };

    it('is announced under the account id, since only the daily run knows the names', async () => {
      const { notices } = await announced(event(), setting);
      assert.ok(notices[0]?.kind === 'key-created');
      assert.deepEqual(notices[0].account, { id: '222222222222', name: '222222222222' });
    });

    it('is refused from an account that is left out', async () => {
      const detail = { ...created, recipientAccountId: '333333333333' };
      const { notices } = await announced(event(detail, { account: '333333333333' }), setting);
      assert.deepEqual(notices, []);
    });
  });
});
