import assert from 'node:assert/strict';
import { noticeId, noticeSchema, type Maker } from '../../rules/notices';
import { rootUserName } from '../../rules/formats';
import { InMemoryNoticeQueue } from '../in-memory/notice-queue';
import { announce } from './announce';
import { KeyEventError } from './key-event';

const account = { id: '222222222222', name: 'Production' };
const eventID = 'c64c4ded-ef03-4e5c-81eb-153b118d72f2';
const eventTime = '2026-11-22T14:05:00Z';
const anna = {
  type: 'IAMUser',
  arn: 'arn:aws:iam::222222222222:user/anna',
  accountId: account.id,
  accessKeyId: 'ASIAEXAMPLE0000ANNA1',
  userName: 'anna',
  sessionContext: { attributes: { mfaAuthenticated: 'true' } },
};
const ben = { ...anna, arn: 'arn:aws:iam::222222222222:user/ben', userName: 'ben' };
const admin = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::222222222222:assumed-role/admin/mallory',
  accountId: account.id,
  accessKeyId: 'ASIAEXAMPLE0000ADMIN',
};
const root = { type: 'Root', arn: 'arn:aws:iam::222222222222:root', accountId: account.id };

interface Call {
  readonly by?: object;
  readonly asked?: object | null;
  readonly answered?: object | null;
}

function eventOf(eventName: string, { by = anna, asked = null, answered = null }: Call) {
  return {
    id: '7bf73129-1428-4cd3-a780-95db273d1602',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.iam',
    account: account.id,
    detail: {
      eventID,
      eventTime,
      eventSource: 'iam.amazonaws.com',
      eventName,
      recipientAccountId: account.id,
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.31.0',
      userIdentity: by,
      requestParameters: asked,
      responseElements: answered,
    },
  };
}

/** What the team is told of the call, and what is logged. */
async function told(eventName: string, call: Call) {
  const queue = new InMemoryNoticeQueue();
  const lines: { message: string; details: object }[] = [];
  const write = (message: string, details: object) => void lines.push({ message, details });
  const ports = { queue, accounts: { list: [account] } };
  await announce(eventOf(eventName, call), ports, { info: write, error: write });
  const [notice, ...more] = queue.waiting;
  assert.deepEqual(more, []);
  if (notice) noticeSchema.parse(notice);
  return { notice, lines };
}

const common = { account, plannedAt: '2026-11-22T14:05:00.000Z', owner: { userName: 'anna' } };
const maker = (by: { readonly arn: string }, isOwner: boolean, mfa?: boolean): Maker => ({
  arn: by.arn,
  mfa,
  sourceAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0',
  at: eventTime,
  isOwner,
});
const byAnna = maker(anna, true, true);
const byAdmin = maker(admin, false);

const ACCA = 'ACCAEXAMPLE0000ANNAKLM';
const APKA = 'APKAEXAMPLE00000ANNA';
const CERTIFICATE = 'EXAMPLE0CERTIFICATE00000000ABCDE';
const made = {
  userName: 'anna',
  serviceSpecificCredentialId: ACCA,
  serviceName: 'bedrock.amazonaws.com',
  serviceCredentialAlias: 'anna-at-222222222222',
  status: 'Active',
  createDate: 'Nov 22, 2026, 2:05:00 PM',
};
const credential = { kind: 'service-specific', id: ACCA } as const;

describe('an event of a service-specific credential', () => {
  const asked = { userName: 'anna', serviceName: 'bedrock.amazonaws.com' };
  const news = {
    ...common,
    kind: 'credential-created',
    id: noticeId.credentialCreated(ACCA, 'created', eventID),
    credential,
    how: 'created',
    service: 'bedrock.amazonaws.com',
    neverEnds: true,
    maker: byAnna,
  };

  it('announces one that never ends, with who made it', async () => {
    const answered = { serviceSpecificCredential: made };
    const { notice, lines } = await told('CreateServiceSpecificCredential', { asked, answered });
    assert.deepEqual(notice, news);
    assert.equal(lines[0]?.message, 'created');
    assert.doesNotMatch(JSON.stringify(lines), /ACCAEXAMPLE/);
  });

  it('says so where somebody else made it', async () => {
    const answered = { serviceSpecificCredential: made };
    const { notice } = await told('CreateServiceSpecificCredential', {
      by: admin,
      asked,
      answered,
    });
    assert.deepEqual(notice, { ...news, maker: byAdmin });
  });

  const ends: [what: string, days: unknown, written: unknown, end: object][] = [
    ['as it was asked for', 30, undefined, { endsAt: '2026-12-22T14:05:00.000Z' }],
    ['as it was answered', 30, 'Dec 23, 2026, 2:05:00 PM', { endsAt: '2026-12-23T14:05:00.000Z' }],
    ['with its year first', null, '2026-12-23T14:05:00Z', { endsAt: '2026-12-23T14:05:00.000Z' }],
    ['that is nine years off', 3285, null, { endsAt: '2035-11-20T14:05:00.000Z' }],
    [
      'that is a hundred years off, as a console writes “never”',
      36500,
      '2126-10-29 14:05:00.0',
      { endsAt: '2126-10-29T14:05:00.000Z', neverEnds: true },
    ],
    ['that can’t be read', null, 'in a while', {}],
  ];
  for (const [what, credentialAgeDays, expirationDate, end] of ends)
    it(`knows its end, ${what}`, async () => {
      const { notice } = await told('CreateServiceSpecificCredential', {
        asked: { ...asked, credentialAgeDays },
        answered: { serviceSpecificCredential: { ...made, expirationDate } },
      });
      assert.deepEqual(notice, { ...news, neverEnds: false, ...end });
    });

  it('announces another secret, once an event', async () => {
    const { notice } = await told('ResetServiceSpecificCredential', {
      asked: { serviceSpecificCredentialId: ACCA },
      answered: { serviceSpecificCredential: made },
    });
    const id = noticeId.credentialCreated(ACCA, 'reset', eventID);
    assert.deepEqual(notice, { ...news, id, how: 'reset' });
  });
});

describe('an event of an SSH key or a signing certificate', () => {
  const uploads = [
    ['UploadSSHPublicKey', 'ssh-key', APKA, { sSHPublicKey: { sSHPublicKeyId: APKA } }],
    [
      'UploadSigningCertificate',
      'signing-certificate',
      CERTIFICATE,
      { certificate: { certificateId: CERTIFICATE, certificateBody: '-----BEGIN' } },
    ],
  ] as const;
  for (const [call, kind, id, answered] of uploads)
    it(`announces that it was uploaded: ${kind}`, async () => {
      const { notice } = await told(call, { answered });
      assert.deepEqual(notice, {
        ...common,
        kind: 'credential-created',
        id: noticeId.credentialCreated(id, 'created', eventID),
        credential: { kind, id },
        how: 'created',
        neverEnds: false,
        maker: byAnna,
      });
    });

  it('announces root’s own under the name that IAM gives root', async () => {
    const answered = { certificate: { certificateId: CERTIFICATE } };
    const { notice } = await told('UploadSigningCertificate', { by: root, answered });
    assert.ok(notice?.kind === 'credential-created');
    assert.deepEqual([notice.owner.userName, notice.maker.isOwner], [rootUserName, true]);
  });
});

describe('an event of a credential’s status', () => {
  const updates = [
    ['UpdateServiceSpecificCredential', 'service-specific', 'serviceSpecificCredentialId', ACCA],
    ['UpdateSSHPublicKey', 'ssh-key', 'sSHPublicKeyId', APKA],
    ['UpdateSigningCertificate', 'signing-certificate', 'certificateId', CERTIFICATE],
  ] as const;
  for (const [call, kind, field, id] of updates) {
    it(`announces that it works again, and says nothing of its end: ${kind}`, async () => {
      const asked = { userName: 'anna', [field]: id, status: 'Active' };
      const { notice } = await told(call, { by: ben, asked });
      assert.deepEqual(notice, {
        ...common,
        kind: 'credential-created',
        id: noticeId.credentialCreated(id, 'enabled', eventID),
        credential: { kind, id },
        how: 'enabled',
        neverEnds: false,
        maker: maker(ben, false, true),
      });
    });

    it(`only logs that it was disabled: ${kind}`, async () => {
      const asked = { userName: 'anna', [field]: id, status: 'Inactive' };
      const { notice, lines } = await told(call, { asked });
      assert.equal(notice, undefined);
      assert.equal(lines[0]?.message, 'disabled');
    });
  }
});

describe('an event of a console password', () => {
  const profile = (how: 'created' | 'changed', by: Maker) => ({
    ...common,
    kind: 'login-profile-changed',
    id: noticeId.loginProfileChanged(eventID),
    how,
    maker: by,
  });
  const asked = { userName: 'anna', passwordResetRequired: true };

  it('announces a first one, whoever gave it', async () => {
    const answered = { loginProfile: { userName: 'anna', passwordResetRequired: true } };
    const given = await told('CreateLoginProfile', { by: admin, asked, answered });
    assert.deepEqual(given.notice, profile('created', byAdmin));
    const own = await told('CreateLoginProfile', { asked, answered });
    assert.deepEqual(own.notice, profile('created', byAnna));
  });

  it('announces that somebody else has changed it, and not that its owner has', async () => {
    const changed = await told('UpdateLoginProfile', { by: admin, asked });
    assert.deepEqual(changed.notice, profile('changed', byAdmin));
    const own = await told('UpdateLoginProfile', { asked });
    assert.equal(own.notice, undefined);
  });

  it('announces root’s, which the organization’s management account can give it', async () => {
    for (const call of ['CreateLoginProfile', 'UpdateLoginProfile']) {
      const { notice } = await told(call, { by: root, answered: null });
      assert.equal(notice?.kind === 'login-profile-changed' && notice.owner.userName, rootUserName);
    }
  });
});

describe('an event of an MFA device', () => {
  const serialNumber = 'arn:aws:iam::222222222222:mfa/annas-phone';
  const news = {
    ...common,
    kind: 'mfa-deactivated',
    id: noticeId.mfaDeactivated(eventID),
    serialNumber,
  };

  it('announces that it was taken off, by its owner or by somebody else', async () => {
    const asked = { userName: 'anna', serialNumber };
    const own = await told('DeactivateMFADevice', { asked });
    assert.deepEqual(own.notice, { ...news, maker: byAnna });
    const others = await told('DeactivateMFADevice', { by: admin, asked });
    assert.deepEqual(others.notice, { ...news, maker: byAdmin });
  });

  it('announces root’s', async () => {
    const asked = {
      userName: 'AWS ROOT USER',
      serialNumber: 'arn:aws:iam::222222222222:mfa/root-account-mfa-device',
    };
    const { notice } = await told('DeactivateMFADevice', { by: root, asked });
    assert.ok(notice?.kind === 'mfa-deactivated');
    assert.deepEqual([notice.owner.userName, notice.maker.isOwner], [rootUserName, true]);
  });

  it('takes what is printed on a device for its number, too', async () => {
    const asked = { userName: 'anna', serialNumber: 'GAHT12345678' };
    const { notice } = await told('DeactivateMFADevice', { asked });
    assert.equal(notice?.kind === 'mfa-deactivated' && notice.serialNumber, 'GAHT12345678');
  });
});

describe('an event of a user who was made', () => {
  const call = (userName: string) => ({
    by: admin,
    asked: { userName },
    answered: { user: { userName, userId: 'AIDAEXAMPLE0BEDROCK', path: '/' } },
  });

  for (const userName of ['BedrockAPIKey-x1y2', 'CloudWatchAPIKey-sikp'])
    it(`announces one that a console made: ${userName}`, async () => {
      const { notice } = await told('CreateUser', call(userName));
      assert.deepEqual(notice, {
        ...common,
        kind: 'console-user-created',
        id: noticeId.consoleUserCreated('AIDAEXAMPLE0BEDROCK'),
        owner: { userName },
        maker: byAdmin,
      });
    });

  for (const userName of ['anna', 'ci', 'BedrockAPIKey', 'APIKey-x1y2', 'my-APIKey-x1y2'])
    it(`only logs one that somebody made: ${userName}`, async () => {
      const { notice, lines } = await told('CreateUser', call(userName));
      assert.equal(notice, undefined);
      assert.equal(lines[0]?.message, 'user made');
    });
});

describe('an event that does not say which', () => {
  const cases: [call: string, field: string, given: Call][] = [
    [
      'CreateServiceSpecificCredential',
      'responseElements.serviceSpecificCredential',
      { asked: { userName: 'anna' } },
    ],
    ['UploadSSHPublicKey', 'responseElements.sSHPublicKey', {}],
    ['UploadSigningCertificate', 'responseElements.certificate', {}],
    [
      'UpdateSSHPublicKey',
      'requestParameters.sSHPublicKeyId',
      { asked: { userName: 'anna', certificateId: CERTIFICATE, status: 'Active' } },
    ],
    ['DeactivateMFADevice', 'requestParameters.serialNumber', { asked: { userName: 'anna' } }],
    ['CreateLoginProfile', 'requestParameters.userName', { by: admin }],
    ['CreateUser', 'responseElements.user', { asked: { userName: 'BedrockAPIKey-x1y2' } }],
  ];
  for (const [call, field, given] of cases)
    it(`is refused, and the field named: ${call}`, () =>
      assert.rejects(
        told(call, given),
        (error: unknown) =>
          error instanceof KeyEventError && error.message.includes(`: ${field}: `),
      ));

  it('or answers for another user than it asks for, is refused', async () => {
    const { notice, lines } = await told('CreateServiceSpecificCredential', {
      asked: { userName: 'ben' },
      answered: { serviceSpecificCredential: made },
    });
    assert.equal(notice, undefined);
    assert.equal(lines[0]?.message, 'refused');
  });
});
