import assert from 'node:assert/strict';
import { accessKeyRef } from '../../../rules/credentials/credential';
import { scriptedCloudTrail, sdkError } from '../../testing/scripted-client';
import { Calls } from '../accounts/calls';
import { hasDisabled } from './has-disabled';
import { whoDid } from './who-did';

const key = { id: 'AKIAOLD0000000000001', userName: 'alice' };

/** CloudTrail's record of a call about the key, as LookupEvents gives it. */
function eventOf(eventName: string, more: Readonly<Record<string, unknown>> = {}) {
  const record = {
    eventID: 'e-1',
    eventTime: '2026-01-02T09:00:00Z',
    eventSource: 'iam.amazonaws.com',
    eventName,
    recipientAccountId: '111111111111',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli',
    userIdentity: {
      type: 'IAMUser',
      arn: 'arn:aws:iam::111111111111:user/alice',
      accountId: '111111111111',
      accessKeyId: 'ASIA0000000000000000',
      userName: 'alice',
      sessionContext: { attributes: { mfaAuthenticated: 'true' } },
    },
    requestParameters: { userName: 'alice', accessKeyId: key.id, status: 'Active' },
    responseElements:
      eventName === 'CreateAccessKey'
        ? { accessKey: { userName: 'alice', accessKeyId: key.id } }
        : null,
    ...more,
  };
  return { CloudTrailEvent: JSON.stringify(record) };
}

const mallory = {
  userIdentity: { type: 'IAMUser', arn: 'mallory', accountId: '111111111111', userName: 'mallory' },
};

function ask(
  call: 'CreateAccessKey' | 'UpdateAccessKey',
  ...pages: readonly (readonly { CloudTrailEvent?: string }[])[]
) {
  let page = 0;
  const cloudTrail = scriptedCloudTrail({
    LookupEvents: ({ LookupAttributes }: { LookupAttributes: unknown }) => {
      assert.deepEqual(LookupAttributes, [
        { AttributeKey: 'ResourceName', AttributeValue: key.id },
      ]);
      const Events = pages[page++] ?? [];
      return { Events, NextToken: page < pages.length ? String(page) : undefined };
    },
  });
  return whoDid(cloudTrail, new Calls('111111111111'), call, key);
}

describe('who did it', () => {
  it('is told with all that CloudTrail says', async () =>
    assert.deepEqual(await ask('CreateAccessKey', [eventOf('CreateAccessKey')]), {
      arn: 'arn:aws:iam::111111111111:user/alice',
      mfa: true,
      sourceAddress: '192.0.2.1',
      userAgent: 'aws-cli',
      at: '2026-01-02T09:00:00Z',
      isOwner: true,
    }));

  it('is told, and is the owner, where the user was named in other letters', async () => {
    for (const call of ['CreateAccessKey', 'UpdateAccessKey'] as const) {
      const requestParameters = { userName: 'ALICE', accessKeyId: key.id, status: 'Active' };
      const maker = await ask(call, [eventOf(call, { requestParameters })]);
      assert.equal(maker?.isOwner, true, call);
    }
  });

  it('is the newest of several', async () => {
    const maker = await ask('UpdateAccessKey', [
      eventOf('UpdateAccessKey', mallory),
      eventOf('UpdateAccessKey'),
    ]);
    assert.deepEqual([maker?.arn, maker?.isOwner], ['mallory', false]);
  });

  it('is found on a later page', async () =>
    assert.ok(
      await ask('CreateAccessKey', [eventOf('UpdateAccessKey')], [eventOf('CreateAccessKey')]),
    ));

  const others: [string, { CloudTrailEvent?: string }][] = [
    ['another call', eventOf('CreateAccessKey')],
    ['a call that failed', eventOf('UpdateAccessKey', { errorCode: 'AccessDenied' })],
    [
      'a disabling',
      eventOf('UpdateAccessKey', {
        requestParameters: { userName: 'alice', accessKeyId: key.id, status: 'Inactive' },
      }),
    ],
    [
      'another’s key',
      eventOf('UpdateAccessKey', {
        requestParameters: { userName: 'bob', accessKeyId: key.id, status: 'Active' },
      }),
    ],
    [
      'another key',
      eventOf('UpdateAccessKey', {
        requestParameters: { userName: 'alice', accessKeyId: 'AKIAOTHER', status: 'Active' },
      }),
    ],
    ['a record that is none', { CloudTrailEvent: 'no JSON' }],
    ['a record of another kind', { CloudTrailEvent: '{}' }],
    ['an event without a record', {}],
  ];
  for (const [name, event] of others)
    it(`is not told by ${name}`, async () =>
      assert.equal(await ask('UpdateAccessKey', [event]), undefined));

  it('is not looked for for ever', async () => {
    const pages = Array.from({ length: 50 }, () => [eventOf('DeleteAccessKey')]);
    assert.equal(await ask('CreateAccessKey', ...pages, [eventOf('CreateAccessKey')]), undefined);
  });

  it('fails as an account’s call does', async () => {
    const cloudTrail = scriptedCloudTrail({
      LookupEvents: () => {
        throw sdkError('ThrottlingException');
      },
    });
    await assert.rejects(whoDid(cloudTrail, new Calls('111111111111'), 'CreateAccessKey', key), {
      name: 'AccountError',
      code: 'throttled',
      operation: 'cloudtrail:LookupEvents',
    });
  });
});

describe('whether the role has disabled a key', () => {
  const since = new Date('2026-01-02T09:00:00.700Z');
  const role = (name: string) => ({
    type: 'AssumedRole',
    arn: `arn:aws:sts::111111111111:assumed-role/${name}/keyturn-monitor`,
    accountId: '111111111111',
  });
  const disabling = (more: Readonly<Record<string, unknown>> = {}) =>
    eventOf('UpdateAccessKey', {
      userIdentity: role('keyturn-audit'),
      requestParameters: { userName: 'alice', accessKeyId: key.id, status: 'Inactive' },
      ...more,
    });

  function asked(...pages: readonly (readonly { CloudTrailEvent?: string }[])[]) {
    let page = 0;
    const cloudTrail = scriptedCloudTrail({
      LookupEvents: ({ StartTime, LookupAttributes }: Record<string, unknown>) => {
        assert.deepEqual(StartTime, new Date('2026-01-02T09:00:00Z'));
        assert.deepEqual(LookupAttributes, [
          { AttributeKey: 'ResourceName', AttributeValue: key.id },
        ]);
        const Events = pages[page++] ?? [];
        return { Events, NextToken: page < pages.length ? String(page) : undefined };
      },
    });
    return hasDisabled(
      cloudTrail,
      new Calls('111111111111'),
      'keyturn-audit',
      accessKeyRef(key.id),
      since,
    );
  }

  it('is said by its call, however many came after it', async () => {
    const many = Array.from({ length: 9 }, () => [eventOf('UpdateAccessKey')]);
    assert.equal(await asked(...many, [disabling()]), true);
  });

  const others: [string, { CloudTrailEvent?: string }][] = [
    ['an enabling', eventOf('UpdateAccessKey', { userIdentity: role('keyturn-audit') })],
    ['another role', disabling({ userIdentity: role('admin') })],
    ['a role whose name goes on', disabling({ userIdentity: role('keyturn-audit-2') })],
    ['a user', disabling(mallory)],
    ['a service', disabling({ userIdentity: { type: 'AWSService' } })],
    ['a call that failed', disabling({ errorCode: 'AccessDenied' })],
    [
      'another key',
      disabling({
        requestParameters: {
          userName: 'alice',
          accessKeyId: 'AKIAOTHER00000000000',
          status: 'Inactive',
        },
      }),
    ],
    ['a record that is none', { CloudTrailEvent: 'no JSON' }],
  ];
  for (const [name, event] of others)
    it(`is not said by ${name}`, async () => assert.equal(await asked([event]), false));
});
