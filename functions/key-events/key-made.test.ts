import assert from 'node:assert/strict';
import { actionSchema } from '../../rules/presses/press-schema';
import type { Action } from '../../rules/presses/press';
import { InMemoryActionQueue } from '../in-memory/action-queue';
import { InMemoryNoticeQueue } from '../in-memory/notice-queue';
import { announce } from './announce';

const accounts = { list: [{ id: '222222222222', name: 'Production' }] };
const keyId = 'AKIAEXAMPLE0ANNAQRST';
const mallory = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::222222222222:assumed-role/admin/mallory',
  accountId: '222222222222',
};
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
    accessKey: { accessKeyId: keyId, userName: 'anna', createDate: 'Nov 22, 2026 2:05:00 PM' },
  },
  userIdentity: mallory,
};

/** What is put in the action queue after these events, whose details differ from that one. */
async function asked(...changes: readonly object[]): Promise<readonly Action[]> {
  const [queue, actions] = [new InMemoryNoticeQueue(), new InMemoryActionQueue()];
  const log = { info: () => undefined, error: () => undefined };
  for (const [i, change] of changes.entries()) {
    const event = {
      id: `event-${i}`,
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.iam',
      account: '222222222222',
      detail: { ...created, ...change },
    };
    await announce(event, { queue, actions, accounts }, log);
  }
  return actions.take();
}

describe('a key of which its owner is to be asked', () => {
  it('is put in the action queue with who made it, as its schema has it', async () => {
    const [action, ...others] = await asked({});
    assert.deepEqual(others, []);
    assert.deepEqual(action, {
      kind: 'key-made',
      // printf %s c64c4ded-ef03-4e5c-81eb-153b118d72f2 | sha256sum
      id: '943f66fcee0ffa8bbb64eba08ad62d2d8876f16cb2bfbeb15be2332acfc83463',
      at: '2026-11-22T14:05:00.000Z',
      accountId: '222222222222',
      userName: 'anna',
      keyId,
      maker: {
        arn: mallory.arn,
        mfa: undefined,
        sourceAddress: '203.0.113.7',
        userAgent: 'aws-cli/2.31.0',
        at: '2026-11-22T14:05:00Z',
        isOwner: false,
      },
    });
    assert.ok(actionSchema.safeParse(JSON.parse(JSON.stringify(action))).success);
  });

  it('is there once, however often and by whichever rule the event comes', async () =>
    assert.equal((await asked({}, {}, {})).length, 1));

  it('is another one where another call has made it', async () =>
    assert.equal((await asked({}, { eventID: 'another' })).length, 2));

  const others: readonly [string, object][] = [
    [
      'root’s',
      {
        userIdentity: {
          type: 'Root',
          accountId: '222222222222',
          arn: 'arn:aws:iam::222222222222:root',
        },
        requestParameters: null,
        responseElements: { accessKey: { accessKeyId: keyId } },
      },
    ],
    ['one that could not be made', { errorCode: 'AccessDenied', responseElements: null }],
    ['one of another account', { recipientAccountId: '333333333333' }],
    [
      'one that was enabled again',
      {
        eventName: 'UpdateAccessKey',
        requestParameters: { userName: 'anna', accessKeyId: keyId, status: 'Active' },
        responseElements: null,
      },
    ],
    [
      'one that was deleted',
      {
        eventName: 'DeleteAccessKey',
        requestParameters: { userName: 'anna', accessKeyId: keyId },
        responseElements: null,
      },
    ],
  ];
  for (const [what, change] of others)
    it(`is not ${what}`, async () => assert.deepEqual(await asked(change), []));
});
