import assert from 'node:assert/strict';
import { CredentialReportNotReadyException } from '@aws-sdk/client-iam';
import { accessKeyRef } from '../../../rules/credentials/credential';
import { emptyLedger, type AccountLedger, type CredentialRecord } from '../../../rules/ledger';
import { isUnknown } from '../../../rules/model';
import { defaultSettings } from '../../../rules/settings';
import { scriptedIam, sdkError, type Script } from '../../testing/scripted-client';
import { AwsIamReader } from './reader';

const account = { id: '111111111111', name: 'identity' };
const now = new Date('2026-04-01T09:00:00Z');
const created = new Date('2026-01-01T08:00:00Z');

const header =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service';
/** Both keys were toggled on 2026-03-01, so nothing tells which is in which slot. */
const rowOf = (user: string) =>
  `${user},arn,2026-01-01T08:00:00+00:00,false,N/A,N/A,N/A,true,true,2026-03-01T08:00:00+00:00,2026-03-02T08:00:00+00:00,eu-central-1,s3,true,2026-03-01T08:00:01+00:00,N/A,N/A,N/A`;
const reportOf = (...users: readonly string[]) => ({
  Content: new TextEncoder().encode([header, ...users.map(rowOf)].join('\n')),
  GeneratedTime: now,
});

const userOf = (UserName: string, type = 'engineer') => ({
  UserName,
  UserId: `AIDA${UserName}`,
  Arn: `arn:aws:iam::111111111111:user/${UserName}`,
  CreateDate: created,
  Tags: [{ Key: 'type', Value: type }],
});
const keysOf = (UserName: string) => ({
  AccessKeyMetadata: [1, 2].map((i) => ({
    AccessKeyId: `AKIA${UserName}${i}`,
    Status: 'Active',
    CreateDate: new Date(created.getTime() + i * 1000),
  })),
});

/** IAM that answers for alice and bob, unless the script says otherwise. */
function iamWith(script: Script): { iam: AwsIamReader; pauses: number[] } {
  const pauses: number[] = [];
  const iam = scriptedIam({
    GenerateCredentialReport: () => ({ State: 'STARTED' }),
    GetCredentialReport: () => reportOf('alice', 'bob'),
    GetAccountAuthorizationDetails: () => ({ UserDetailList: [userOf('alice'), userOf('bob')] }),
    ListAccessKeys: ({ UserName }: { UserName: string }) => keysOf(UserName),
    ...script,
  });
  const clients = { in: () => iam };
  const pause = (milliseconds: number, signal: AbortSignal) => {
    pauses.push(milliseconds);
    signal.throwIfAborted();
    return Promise.resolve();
  };
  return { iam: new AwsIamReader(clients, defaultSettings, { pause }), pauses };
}

const noCredentialReport = { unknown: 'there is no credential report' };

function refusal(name: string, message?: string) {
  return () => {
    throw sdkError(name, message);
  };
}

function utf8(text: string) {
  return new TextEncoder().encode(text);
}

function unknownIn(value: unknown): string {
  assert.ok(isUnknown(value), String(value));
  return value.unknown;
}

async function read(script: Script, ledger: AccountLedger = emptyLedger(account.id)) {
  return iamWith(script).iam.read(account, ledger, now);
}

async function reasonOf(script: Script): Promise<string> {
  const reading = await read(script);
  assert.ok(reading.outcome === 'unread', 'read');
  assert.equal(reading.fingerprints.size, 0);
  return reading.reason;
}

async function usersOf(script: Script, ledger?: AccountLedger) {
  const reading = await read(script, ledger);
  assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
  return reading.inventory.users;
}

describe('an account in which something fails', () => {
  it('is unread where it is the second page', async () => {
    let pages = 0;
    const reason = await reasonOf({
      GetAccountAuthorizationDetails: () => {
        if (pages++ > 0) throw sdkError('ThrottlingException', 'Rate exceeded');
        return { UserDetailList: [userOf('alice')], IsTruncated: true, Marker: 'more' };
      },
    });
    assert.equal(reason, 'throttled at iam:GetAccountAuthorizationDetails: Rate exceeded');
  });

  for (const error of ['Throttling', 'ServiceUnavailable', 'Unheard-of', 'ExpiredToken'])
    it(`is unread where one user’s keys are answered with ${error}`, async () => {
      const reason = await reasonOf({
        ListAccessKeys: ({ UserName }: { UserName: string }) => {
          if (UserName === 'bob') throw sdkError(error);
          return keysOf(UserName);
        },
      });
      assert.match(reason, / at iam:ListAccessKeys/);
    });

  const notReports: readonly [string, () => unknown, RegExp][] = [
    ['is no CSV', () => ({ ...reportOf(), Content: utf8('<html>\n</html>') }), /has no column/],
    [
      'is of no time',
      () => ({ ...reportOf('alice'), GeneratedTime: undefined }),
      /report does not say when it was made/,
    ],
    ['is refused', refusal('AccessDenied', 'not authorized'), /^access-denied at .*: not auth/],
    ['is asked for too often', refusal('Throttling'), /^throttled at iam:GetCredentialReport/],
    ['gets no answer', refusal('ServiceUnavailable'), /^unreachable at iam:GetCredentialReport/],
    ['fails as none ever did', refusal('Unheard-of'), /^unexpected at iam:GetCredentialReport/],
  ];
  for (const [what, answer, why] of notReports)
    it(`is read all the same where its report ${what}`, async () => {
      const reading = await read({ GetCredentialReport: answer });
      assert.ok(reading.outcome === 'read');
      assert.match(unknownIn(reading.credentialReportAt), why);
      assert.deepEqual(
        reading.inventory.users.map(({ keys, hasMfa, password }) => [
          ...keys.map(({ lastUsed }) => lastUsed),
          hasMfa,
          password,
        ]),
        ['alice', 'bob'].map(() => [
          noCredentialReport,
          noCredentialReport,
          noCredentialReport,
          noCredentialReport,
        ]),
      );
      // The next run asks for every key again.
      assert.deepEqual([...reading.fingerprints.values()], ['', '']);
    });

  it('is unread where the session is over while its report is waited for', async () => {
    const over = refusal('ExpiredToken');
    for (const call of ['GenerateCredentialReport', 'GetCredentialReport'])
      assert.equal(
        await reasonOf({ [call]: over }),
        `expired-credentials at iam:${call}: ExpiredToken`,
      );
  });

  it('is unread where something is not as AWS says it is', async () => {
    assert.match(
      await reasonOf({
        ListAccessKeys: () => {
          throw new TypeError('undefined is not a function');
        },
      }),
      /^unexpected at /,
    );
  });

  it('is read without a user who was deleted meanwhile', async () => {
    const users = await usersOf({
      ListAccessKeys: ({ UserName }: { UserName: string }) => {
        if (UserName === 'bob') throw sdkError('NoSuchEntityException');
        return keysOf(UserName);
      },
    });
    assert.deepEqual(
      users.map(({ name }) => name),
      ['alice'],
    );
  });
});

describe('a report that takes its time', () => {
  const notReady = () =>
    new CredentialReportNotReadyException({ message: 'in progress', $metadata: {} });

  it('is waited for, longer and longer', async () => {
    let asked = 0;
    const { iam, pauses } = iamWith({
      GetCredentialReport: () => {
        if (asked++ < 3) throw notReady();
        return reportOf('alice', 'bob');
      },
    });
    const { outcome } = await iam.read(account, emptyLedger(account.id), now);
    assert.equal(outcome, 'read');
    assert.deepEqual(pauses, [500, 1000, 2000]);
  });

  it('is not waited for for ever', async () => {
    const { iam, pauses } = iamWith({
      GetCredentialReport: () => {
        throw notReady();
      },
    });
    const reading = await iam.read(account, emptyLedger(account.id), now);
    assert.ok(reading.outcome === 'read');
    assert.match(unknownIn(reading.credentialReportAt), /^report-failed .* not ready/);
    assert.ok(pauses.reduce((a, b) => a + b) < 120_000);
  });

  it('is not asked for where the account can’t be read anyway', async () => {
    let asked = 0;
    const { iam } = iamWith({
      GetAccountAuthorizationDetails: () => {
        throw sdkError('AccessDenied');
      },
      GetCredentialReport: () => {
        asked += 1;
        throw notReady();
      },
    });
    assert.equal((await iam.read(account, emptyLedger(account.id), now)).outcome, 'unread');
    assert.equal(asked, 0);
  });

  it('is asked for once the users are listed, so that few questions are in vain', async () => {
    const asked: string[] = [];
    await read({
      GetAccountAuthorizationDetails: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        asked.push('users');
        return { UserDetailList: [] };
      },
      GetCredentialReport: () => {
        asked.push('report');
        return reportOf();
      },
    });
    assert.deepEqual(asked, ['users', 'report']);
  });
});

describe('when a key was last used, where the report leaves it open', () => {
  const usedAt = new Date('2026-03-31T08:00:00Z');
  const lastUsed = { LastUsedDate: usedAt, ServiceName: 's3', Region: 'N/A' };

  /** What the ledger knows of both users' keys: made so many days ago. */
  function ledgerOf(days: number): AccountLedger {
    const createdAt = new Date(now.getTime() - days * 86_400_000);
    const records = ['alice', 'bob'].flatMap((userName) =>
      [1, 2].map((i): CredentialRecord => ({
        credential: accessKeyRef(`AKIA${userName}${i}`),
        userId: `AIDA${userName}`,
        userName,
        createdAt,
        status: 'Active',
        fingerprint: 'another',
      })),
    );
    return {
      ...emptyLedger(account.id),
      credentials: new Map(records.map((record) => [record.credential.id, record])),
    };
  }

  it('is asked for those who are due alone', async () => {
    const asked: string[] = [];
    const users = await usersOf(
      {
        GetAccountAuthorizationDetails: () => ({
          UserDetailList: [userOf('alice'), userOf('bob', 'machine')],
        }),
        GetAccessKeyLastUsed: ({ AccessKeyId }: { AccessKeyId: string }) => {
          asked.push(AccessKeyId);
          return { AccessKeyLastUsed: AccessKeyId.endsWith('1') ? lastUsed : { Region: 'N/A' } };
        },
      },
      ledgerOf(90),
    );
    assert.deepEqual(asked, ['AKIAalice1', 'AKIAalice2']);
    const leftOpen = { unknown: 'the credential report leaves it open, and nobody asked' };
    assert.deepEqual(
      users.map(({ keys }) => keys.map((key) => key.lastUsed)),
      [
        [{ at: usedAt, service: 's3', region: undefined }, undefined],
        [leftOpen, leftOpen],
      ],
    );
  });

  for (const [error, code] of [
    ['AccessDenied', 'access-denied'],
    ['Throttling', 'throttled'],
    ['ServiceUnavailable', 'unreachable'],
  ] as const)
    it(`is unknown where IAM answers ${error}, and the account is read`, async () => {
      const users = await usersOf(
        {
          GetAccessKeyLastUsed: ({ AccessKeyId }: { AccessKeyId: string }) => {
            if (AccessKeyId.startsWith('AKIAalice')) throw sdkError(error);
            return { AccessKeyLastUsed: lastUsed };
          },
        },
        ledgerOf(90),
      );
      const unknown = { unknown: `${code} at iam:GetAccessKeyLastUsed` };
      const used = { at: usedAt, service: 's3', region: undefined };
      assert.deepEqual(
        users.map(({ keys }) => keys.map((key) => key.lastUsed)),
        [
          [unknown, unknown],
          [used, used],
        ],
      );
    });
});
