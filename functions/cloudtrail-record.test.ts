import assert from 'node:assert/strict';
import { keyEventPattern } from '../components/key-event-pattern';
import { rootUserName } from '../rules/formats';
import { createdAtOf, keyCallSchema, makerOf, ownerOf } from './cloudtrail-record';

/** As CloudTrail wrote it of a user who made a key for another one with a key of their own. */
const recorded = {
  eventVersion: '1.09',
  eventID: 'c64c4ded-ef03-4e5c-81eb-153b118d72f2',
  eventName: 'CreateAccessKey',
  eventSource: 'iam.amazonaws.com',
  eventTime: '2024-07-30T21:53:13Z',
  recipientAccountId: '222222222222',
  requestParameters: { userName: 'anna' },
  responseElements: {
    accessKey: {
      accessKeyId: 'AKIAEXAMPLE0ANNAQRST',
      createDate: 'Jul 30, 2024 9:53:13 PM',
      status: 'Active',
      userName: 'anna',
    },
  },
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0',
  userIdentity: {
    accessKeyId: 'AKIAEXAMPLE000000BEN',
    accountId: '222222222222',
    arn: 'arn:aws:iam::222222222222:user/ben',
    principalId: 'AIDAEXAMPLE0000BEN',
    type: 'IAMUser',
    userName: 'ben',
  },
};

const session = (mfaAuthenticated: string) => ({
  attributes: { creationDate: '2024-07-30T21:00:00Z', mfaAuthenticated },
});
const anna = {
  ...recorded.userIdentity,
  userName: 'anna',
  arn: 'arn:aws:iam::222222222222:user/anna',
};
const root = {
  type: 'Root',
  accountId: '222222222222',
  arn: 'arn:aws:iam::222222222222:root',
  accessKeyId: 'ASIAEXAMPLE00000ROOT',
};
const role = {
  type: 'AssumedRole',
  accountId: '222222222222',
  arn: 'arn:aws:sts::222222222222:assumed-role/admin/anna',
  accessKeyId: 'ASIAEXAMPLE00000ANNA',
  sessionContext: {
    ...session('true'),
    sessionIssuer: { type: 'Role', userName: 'admin' },
  },
};

it('every call that is forwarded can be read', () => {
  const pattern = JSON.parse(keyEventPattern) as { detail: { eventName: string[] } };
  const { eventName: names } = pattern.detail;
  assert.deepEqual(names, [
    ...['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey'],
    ...['CreateLoginProfile', 'UpdateLoginProfile'],
    ...['CreateServiceSpecificCredential', 'ResetServiceSpecificCredential'],
    'UpdateServiceSpecificCredential',
    ...['UploadSSHPublicKey', 'UpdateSSHPublicKey'],
    ...['UploadSigningCertificate', 'UpdateSigningCertificate'],
    ...['CreateUser', 'DeactivateMFADevice'],
  ]);
  for (const eventName of names) keyCallSchema.parse({ ...recorded, eventName });
});

it('all of them fit into what EventBridge takes for a pattern', () =>
  assert.ok(keyEventPattern.length <= 2048));

describe('who made a key, by CloudTrail', () => {
  const cases: readonly (readonly [
    what: string,
    changes: object,
    expected: { owner: string | undefined; isOwner: boolean; mfa: boolean | undefined },
  ])[] = [
    ['another user, by a key', {}, { owner: 'anna', isOwner: false, mfa: false }],
    ['the owner, by name', { userIdentity: anna }, { owner: 'anna', isOwner: true, mfa: false }],
    [
      'the owner, without a name',
      { userIdentity: anna, requestParameters: null },
      { owner: 'anna', isOwner: true, mfa: false },
    ],
    [
      'the owner, where the answer has no name either',
      {
        userIdentity: anna,
        requestParameters: {},
        responseElements: { accessKey: { accessKeyId: 'AKIAEXAMPLE0ANNAQRST' } },
      },
      { owner: 'anna', isOwner: true, mfa: false },
    ],
    [
      'the owner, with MFA',
      { userIdentity: { ...anna, sessionContext: session('true') } },
      { owner: 'anna', isOwner: true, mfa: true },
    ],
    [
      'the owner in the console, without MFA',
      { userIdentity: { ...anna, sessionContext: session('false') } },
      { owner: 'anna', isOwner: true, mfa: false },
    ],
    [
      'the owner, in a session of which nothing is said',
      { userIdentity: { ...anna, accessKeyId: 'ASIAEXAMPLE0000ANNA' } },
      { owner: 'anna', isOwner: true, mfa: undefined },
    ],
    ['a role', { userIdentity: role }, { owner: 'anna', isOwner: false, mfa: true }],
    [
      'a role that is called as the owner is',
      { userIdentity: { ...role, userName: 'anna' } },
      { owner: 'anna', isOwner: false, mfa: true },
    ],
    [
      'a user of that name in another account',
      { userIdentity: { ...anna, accountId: '999999999999' } },
      { owner: 'anna', isOwner: false, mfa: false },
    ],
    ['root, for a user', { userIdentity: root }, { owner: 'anna', isOwner: false, mfa: undefined }],
    [
      'root, for itself',
      {
        userIdentity: root,
        requestParameters: null,
        responseElements: { accessKey: { accessKeyId: 'AKIAEXAMPLE00000ROOT' } },
      },
      { owner: rootUserName, isOwner: true, mfa: undefined },
    ],
    [
      'root, of its own MFA device',
      {
        eventName: 'DeactivateMFADevice',
        userIdentity: root,
        requestParameters: {
          userName: 'AWS ROOT USER',
          serialNumber: 'arn:aws:iam::222222222222:mfa/root-account-mfa-device',
        },
        responseElements: null,
      },
      { owner: rootUserName, isOwner: true, mfa: undefined },
    ],
    [
      'the owner of an SSH key, whom only the answer names',
      {
        eventName: 'UploadSSHPublicKey',
        userIdentity: anna,
        requestParameters: { sSHPublicKeyBody: 'ssh-rsa AAAA' },
        responseElements: {
          sSHPublicKey: { sSHPublicKeyId: 'APKAEXAMPLE0ANNAQRST', userName: 'Anna' },
        },
      },
      { owner: 'Anna', isOwner: true, mfa: false },
    ],
    [
      'a service of AWS',
      {
        userIdentity: { type: 'AWSService', invokedBy: 'support.amazonaws.com' },
        requestParameters: null,
        responseElements: null,
      },
      { owner: undefined, isOwner: false, mfa: undefined },
    ],
  ];
  for (const [what, changes, expected] of cases)
    it(what, () => {
      const call = keyCallSchema.parse({ ...recorded, ...changes });
      const { isOwner, mfa } = makerOf(call);
      assert.deepEqual({ owner: ownerOf(call), isOwner, mfa }, expected);
    });

  it('says what is known of the call', () => {
    assert.deepEqual(makerOf(keyCallSchema.parse(recorded)), {
      arn: 'arn:aws:iam::222222222222:user/ben',
      mfa: false,
      sourceAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.31.0',
      at: '2024-07-30T21:53:13Z',
      isOwner: false,
    });
  });

  it('names the service where there is no ARN', () => {
    const userIdentity = { type: 'AWSService', invokedBy: 'support.amazonaws.com' };
    const { arn } = makerOf(keyCallSchema.parse({ ...recorded, userIdentity }));
    assert.equal(arn, 'support.amazonaws.com');
  });
});

describe('when a key was made, by CloudTrail', () => {
  const cases: readonly (readonly [written: unknown, at: string])[] = [
    ['Jul 30, 2024 9:53:13 PM', '2024-07-30T21:53:13.000Z'],
    ['Nov 2, 2023 3:26:53 AM', '2023-11-02T03:26:53.000Z'],
    ['Nov 02, 2023 12:00:00 AM', '2023-11-02T00:00:00.000Z'],
    ['Nov 2, 2023 12:00:00 PM', '2023-11-02T12:00:00.000Z'],
    ['Nov 23, 2026, 8:00:00 AM', '2026-11-23T08:00:00.000Z'],
    ['Nov 23, 2026, 8:00:00\u202FAM', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['2126-11-23 08:00:00.0', '2126-11-23T08:00:00.000Z'],
    // What can't be read: the key was made when the call was.
    ['Foo 1, 2019 1:00:00 PM', '2024-07-30T21:53:13.000Z'],
    ['yesterday', '2024-07-30T21:53:13.000Z'],
    [null, '2024-07-30T21:53:13.000Z'],
  ];
  for (const [createDate, at] of cases)
    it(`${JSON.stringify(createDate)} is ${at}`, () => {
      const { accessKey } = recorded.responseElements;
      const responseElements = { accessKey: { ...accessKey, createDate } };
      const call = keyCallSchema.parse({ ...recorded, responseElements });
      assert.equal(createdAtOf(call).toISOString(), at);
    });
});
