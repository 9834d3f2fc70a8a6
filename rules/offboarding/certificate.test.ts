import assert from 'node:assert/strict';
import { offboardCertificateSchema, type OffboardCertificate } from './certificate';
import { holdingsSchema, type Holdings } from './holdings';
import { exampleCertificate } from './testing/example-certificate';

const at = '2027-01-15T10:12:00.000Z';
const account = { id: '111111111111', name: 'identity' };
const deed = { at, by: 'arn:x', eventId: 'e' };

describe('the certificate as JSON', () => {
  const end = { is: 'ended', ...deed, restsOn: 'x' } as const;
  const whole: OffboardCertificate = {
    ...exampleCertificate,
    result: 'left',
    accounts: [account, { ...account, unread: 'x' }],
    left: [{ what: 'user', text: 'x' }],
    ...{ toLook: ['x'], notSeen: ['x'], namesake: { id: 'AIDA2', createdAt: at } },
    credentials: [
      {
        ...{ kind: 'access-key', id: 'AKIA1', status: 'deleted', createdAt: { unknown: 'x' } },
        ...{ lastUsed: { unknown: 'x' }, end: { ...end, noticeId: 'n' }, deletion: deed },
      },
    ],
    mfaDevices: [
      {
        ...{ serialNumber: 'GAHT1', kind: 'hardware-token', enabledAt: at, status: 'deleted' },
        ...{ end, deletion: deed },
      },
    ],
    reports: { source: 's3://x', from: '2027-01-01', to: '2027-01-02' },
  };
  type Change = (of: OffboardCertificate) => unknown;
  const taken = (change: Change) => {
    const changed = change(whole);
    assert.deepEqual(offboardCertificateSchema.parse(changed), changed);
  };
  const refused = (change: Change) =>
    assert.equal(offboardCertificateSchema.safeParse(change(whole)).success, false);
  const device =
    (more: object): Change =>
    (of) => ({
      ...{ ...of, mfaDevices: [{ ...of.mfaDevices[0], ...more }] },
    });
  const credential =
    (more: object): Change =>
    (of) => ({
      ...{ ...of, credentials: [{ ...of.credentials[0], ...more }] },
    });

  it('has all that may be in it', () => {
    taken((of) => of);
    taken(() => exampleCertificate);
    for (const result of ['out', 'left', 'not-all-seen']) taken((of) => ({ ...of, result }));
    const kinds = ['engineers-file', 'user', 'credential', 'mfa-device', 'policy', 'other-user'];
    for (const what of kinds) taken((of) => ({ ...of, left: [{ what, text: 'x' }] }));
    for (const is of ['there', 'gone']) taken((of) => ({ ...of, iamUser: { is, restsOn: 'x' } }));
    for (const kind of ['virtual', 'passkey-or-security-key', 'hardware-token'])
      taken(device({ kind }));
    for (const status of ['enabled', 'deactivated', 'deleted', 'unseen']) taken(device({ status }));
    for (const is of ['ended', 'left', 'not-known']) {
      taken(device({ end: { ...end, is } }));
      taken(credential({ end: { ...end, is } }));
    }
    for (const status of ['Active', 'Inactive', 'Expired', 'deleted'])
      taken(credential({ status }));
    for (const kind of [
      'access-key',
      'password',
      'service-specific',
      'ssh-key',
      'signing-certificate',
    ])
      taken(credential({ kind }));
    taken(credential({ lastUsed: { at, service: 's3', region: 'r' } }));
  });

  it('has nothing else', () => {
    refused((of) => ({ ...of, format: 'x' }));
    refused((of) => ({ ...of, more: 1 }));
    refused((of) => ({ ...of, user: { ...of.user, more: 1 } }));
    refused((of) => ({ ...of, account: { ...account, id: 'x' } }));
    refused((of) => ({ ...of, reports: { source: 'x', from: 'x', to: '2027-01-02' } }));
    refused(device({ end: { ...end, noticeId: 'n' } }));
    refused(credential({ deletion: { ...deed, more: 1 } }));
  });
});

describe('what somebody holds, as JSON', () => {
  const whole: Holdings = {
    ...{ format: 'keyturn-holdings/1', keyturnVersion: '1', generatedAt: at, timeZone: 'Etc/UTC' },
    ...{ account, accounts: [{ ...account, unread: 'x' }] },
    declared: {
      ...{
        name: 'ada',
        slackId: 'U1',
        fullName: 'Ada',
        access: ['key', 'sign-in', 'identity-center'],
      },
      identityCenterName: 'ada@x',
      keyExemption: { until: '2027-02-01', reason: 'x', approvedBy: 'y' },
      roles: [{ reference: 'r', arn: 'arn:x', maxSessionHours: 1 }],
    },
    user: {
      ...{
        name: 'ada',
        id: 'AIDA1',
        arn: 'arn:x',
        createdAt: at,
        groups: ['g'],
        otherGroups: ['g'],
      },
      ...{ policies: [{ name: 'p', allows: ['*'] }], boundary: 'arn:x' },
      ...{ mfaDevices: { unknown: 'x' }, mayAssume: { unknown: 'x' } },
    },
    credentials: [
      {
        ...{ kind: 'access-key', id: 'AKIA1', status: 'Active', createdAt: { unknown: 'x' } },
        ...{ lastUsed: { at }, expiresAt: at, service: 's' },
        recentUses: [{ program: 'p', address: 'a', service: 's', at }],
      },
    ],
    mentions: [
      {
        ...{ accountId: account.id, place: 'p', statement: 's', element: 'Principal' },
        ...{ by: 'arn', value: 'v' },
      },
    ],
    otherUsers: [{ accountId: account.id, name: 'ada', id: 'AIDA2', by: 'name' }],
    move: {
      ...{ step: 'open', proof: 'said', forced: { at, by: 'x', reason: 'y' } },
      said: [{ way: 'sign-in', at, by: 'x' }],
    },
    inProject: [{ file: 'f', line: 1, column: 2, field: 'x', found: 'y', todo: 'z' }],
    notKnown: ['x'],
  };
  type Change = (of: Holdings) => unknown;
  const taken = (change: Change) => {
    const changed = change(whole);
    assert.deepEqual(holdingsSchema.parse(changed), changed);
  };
  const credential =
    (more: object): Change =>
    (of) => ({
      ...{ ...of, credentials: [{ ...of.credentials[0], ...more }] },
    });

  it('has all that may be in it', () => {
    taken((of) => of);
    for (const status of ['Active', 'Inactive', 'Expired']) taken(credential({ status }));
    taken(credential({ createdAt: at, lastUsed: { unknown: 'x' } }));
    for (const by of ['slack-id', 'name'])
      taken((of) => ({ ...of, otherUsers: [{ ...of.otherUsers[0], by }] }));
    taken((of) => ({ ...of, user: { ...of.user, mfaDevices: ['x'], mayAssume: ['x'] } }));
    const elements = ['Principal', 'NotPrincipal', 'Resource', 'NotResource', 'Condition'];
    for (const element of elements)
      taken((of) => ({ ...of, mentions: [{ ...of.mentions[0], element }] }));
    for (const by of ['arn', 'id', 'name'])
      taken((of) => ({ ...of, mentions: [{ ...of.mentions[0], by }] }));
  });

  it('has nothing else', () => {
    const refused = (change: Change) =>
      assert.equal(holdingsSchema.safeParse(change(whole)).success, false);
    refused((of) => ({ ...of, format: 'x' }));
    refused((of) => ({ ...of, more: 1 }));
    refused((of) => ({ ...of, otherUsers: [{ ...of.otherUsers[0], accountId: 'x' }] }));
    refused((of) => ({ ...of, account: { ...account, id: 'x' } }));
    refused(credential({ status: 'deleted' }));
  });
});
