import assert from 'node:assert/strict';
import { emptyLedger } from '../../../rules/ledger';
import { isUnknown, type OtherCredentials } from '../../../rules/model';
import { defaultSettings } from '../../../rules/settings';
import { answerOfIam } from '../../testing/answering-iam';
import { scriptedIam, sdkError } from '../../testing/scripted-client';
import { Calls } from '../accounts/calls';
import type { IamClients } from './clients';
import { listServiceCredentials, readOtherCredentials } from './read-other-credentials';
import { AwsIamReader } from './reader';

interface Asked {
  readonly AllUsers?: boolean;
  readonly UserName?: string;
  readonly MaxItems?: number;
  readonly Marker?: string;
}

const account = { id: '111111111111', name: 'identity' };
const at = new Date('2026-07-01T08:00:00Z');
const credential = (id: string, more: object = {}) => ({
  ServiceSpecificCredentialId: id,
  UserName: 'alice',
  ServiceName: 'bedrock.amazonaws.com',
  Status: 'Active',
  CreateDate: at,
  ...more,
});

/** The answer to each call, by its turn; all that was asked. */
async function list(...answers: readonly (object | Error)[]) {
  const asked: Asked[] = [];
  const iam = scriptedIam({
    ListServiceSpecificCredentials: (input: Asked) => {
      const answer = answers[asked.push({ ...input }) - 1];
      if (answer === undefined || answer instanceof Error) throw answer ?? sdkError('TooMany');
      return answer;
    },
  });
  return { credentials: await listServiceCredentials(iam, new Calls(account.id)), asked };
}

describe('service-specific credentials', () => {
  it('are those of all users, a thousand a call, until there are no more', async () => {
    const page = (ids: readonly string[], more: object) => ({
      ServiceSpecificCredentials: ids.map((id) => credential(id)),
      ...more,
    });
    const { credentials, asked } = await list(
      page(['A', 'B'], { IsTruncated: true, Marker: 'one' }),
      page([], { IsTruncated: true, Marker: 'two' }),
      // A marker after the last page leads nowhere, and is not asked for.
      page(['C'], { IsTruncated: false, Marker: 'three' }),
    );
    assert.deepEqual(
      asked.map(({ AllUsers, UserName, MaxItems, Marker }) => [
        AllUsers,
        UserName,
        MaxItems,
        Marker,
      ]),
      [undefined, 'one', 'two'].map((marker) => [true, undefined, 1000, marker]),
    );
    assert.deepEqual(
      credentials.map(({ id }) => id),
      ['A', 'B', 'C'],
    );
  });

  it('have their service, status and end, if they have one', async () => {
    const expiresAt = new Date('2027-01-01T00:00:00Z');
    const { credentials } = await list({
      ServiceSpecificCredentials: [
        credential('A', { ExpirationDate: expiresAt, Status: 'Expired' }),
        credential('B', { ServiceName: 'codecommit.amazonaws.com', ServiceUserName: 'alice-at-1' }),
      ],
    });
    const common = { userName: 'alice', createdAt: at };
    assert.deepEqual(credentials, [
      { ...common, id: 'A', service: 'bedrock.amazonaws.com', status: 'Expired', expiresAt },
      { ...common, id: 'B', service: 'codecommit.amazonaws.com', status: 'Active' },
    ]);
  });

  it('are in the order of users, services and age, whatever order IAM has', async () => {
    const ServiceSpecificCredentials = [
      credential('5', { UserName: 'bob' }),
      credential('4', { ServiceName: 'logs.amazonaws.com' }),
      credential('3', { ServiceName: 'logs.amazonaws.com', CreateDate: new Date(0) }),
      credential('2', { ServiceName: 'cloudwatch.amazonaws.com' }),
      credential('1'),
    ];
    const { credentials } = await list({ ServiceSpecificCredentials });
    assert.deepEqual(
      credentials.map(({ id }) => id),
      ['1', '2', '3', '4', '5'],
    );
  });

  it('are none where IAM lists none', async () =>
    assert.deepEqual((await list({})).credentials, []));

  for (const [what, pages] of [
    ['names no next one', [{ IsTruncated: true }]],
    [
      'names itself',
      [
        { IsTruncated: true, Marker: 'a' },
        { IsTruncated: true, Marker: 'a' },
      ],
    ],
    ['leads back', ['a', 'b', 'a'].map((Marker) => ({ IsTruncated: true, Marker }))],
  ] as const)
    it(`are not known where a page ${what}: half of them is not all`, () =>
      assert.rejects(list(...pages), {
        code: 'unexpected',
        message: /a page leads nowhere/,
      }));
});

describe('an audit’s other credentials', () => {
  const header = answerOfIam('credential-report.csv').split('\n')[0] ?? '';
  const rootRow = answerOfIam('credential-report.csv').split('\n')[1] ?? '';
  /** Some cells of a row that is otherwise empty. */
  const row = (cells: Readonly<Record<string, string>>) =>
    header
      .split(',')
      .map((column) => cells[column] ?? (column.endsWith('_active') ? 'false' : 'N/A'))
      .join(',');

  async function read(csv: string | Error, listing: () => object = () => ({})) {
    const made: string[] = [];
    const said =
      <Answer>(name: string, answer: () => Answer) =>
      () => (made.push(name), answer());
    const iam = scriptedIam({
      GenerateCredentialReport: said('GenerateCredentialReport', () => ({ State: 'COMPLETE' })),
      GetCredentialReport: said('GetCredentialReport', () => {
        if (csv instanceof Error) throw csv;
        return { Content: new TextEncoder().encode(csv), GeneratedTime: at };
      }),
      ListVirtualMFADevices: said('ListVirtualMFADevices', () => ({ VirtualMFADevices: [] })),
      GetAccountAuthorizationDetails: said('GetAccountAuthorizationDetails', () => ({})),
      ListServiceSpecificCredentials: said('ListServiceSpecificCredentials', listing),
    });
    const clients = { in: () => iam } as unknown as IamClients;
    const ignore = () => undefined;
    const thorough = { onListed: ignore, onUser: ignore, readOthers: readOtherCredentials };
    const readWith = (options: object) =>
      new AwsIamReader(clients, defaultSettings, options).read(
        account,
        emptyLedger(account.id),
        at,
      );
    return { audit: await readWith({ thorough }), made, daily: () => readWith({}) };
  }

  async function othersOf(csv: string | Error, listing?: () => object): Promise<OtherCredentials> {
    const { audit } = await read(csv, listing);
    assert.ok(audit.outcome === 'read', 'reason' in audit ? audit.reason : '');
    assert.ok(audit.otherCredentials);
    return audit.otherCredentials;
  }

  it('are asked for once, and by no daily run', async () => {
    const { made, daily, audit } = await read(`${header}\n${rootRow}`);
    assert.equal(audit.outcome, 'read');
    assert.equal(made.filter((name) => name === 'ListServiceSpecificCredentials').length, 1);
    made.length = 0;
    const reading = await daily();
    assert.ok(reading.outcome === 'read' && !('otherCredentials' in reading));
    assert.deepEqual(made.toSorted(), [
      'GenerateCredentialReport',
      'GetAccountAuthorizationDetails',
      'GetCredentialReport',
    ]);
  });

  it('are root’s as the report has it', async () => {
    const { root } = await othersOf(`${header}\n${rootRow}`);
    assert.deepEqual(root, {
      asOf: at,
      hasPassword: true,
      hasMfa: true,
      keys: [],
      certificates: [],
    });
  });

  it('are root’s keys and certificates, with what is not known of them', async () => {
    const { root, certificates } = await othersOf(
      `${header}\n${row({
        user: '<root_account>',
        password_enabled: 'not_supported',
        mfa_active: 'false',
        access_key_1_active: 'TRUE',
        access_key_1_last_rotated: '2026-01-01T00:00:00Z',
        access_key_1_last_used_date: '2026-02-01T00:00:00Z',
        access_key_2_last_rotated: '2026-01-03T00:00:00Z',
        access_key_2_last_used_date: '?',
        cert_1_active: 'maybe',
        cert_2_active: 'true',
      })}`,
    );
    assert.deepEqual(root, {
      asOf: at,
      hasPassword: { unknown: 'the credential report says "not_supported"' },
      hasMfa: false,
      keys: [
        {
          status: 'Active',
          changedAt: new Date('2026-01-01T00:00:00Z'),
          lastUsedAt: new Date('2026-02-01T00:00:00Z'),
        },
        {
          status: 'Inactive',
          changedAt: new Date('2026-01-03T00:00:00Z'),
          lastUsedAt: { unknown: 'the credential report says "?"' },
        },
      ],
      certificates: [
        { status: { unknown: 'the credential report says "maybe"' } },
        { status: 'Active' },
      ],
    });
    assert.deepEqual(certificates, []);
  });

  it('are users’ signing certificates, also of names in quotes', async () => {
    const cert = { cert_1_active: 'true', cert_1_last_rotated: '2020-01-01T00:00:00Z' };
    const off = { cert_2_active: 'false', cert_2_last_rotated: '2021-01-01T00:00:00Z' };
    const { certificates } = await othersOf(
      `${header}\n${rootRow}\n${row({ user: '"alice"', ...cert, ...off })}\n${row({ user: 'bob' })}\n`,
    );
    assert.deepEqual(certificates, [
      {
        userName: 'alice',
        asOf: at,
        status: 'Active',
        changedAt: new Date('2020-01-01T00:00:00Z'),
      },
      {
        userName: 'alice',
        asOf: at,
        status: 'Inactive',
        changedAt: new Date('2021-01-01T00:00:00Z'),
      },
    ]);
  });

  it('are not known of a report without root, or without the columns', async () => {
    const { root } = await othersOf(`${header}\n${row({ user: 'alice' })}`);
    assert.deepEqual(root, { unknown: 'the credential report has no row of root' });
    const narrow = (line: string) => line.split(',').slice(0, 18).join(',');
    const { certificates } = await othersOf(`${narrow(header)}\n${narrow(rootRow)}`);
    assert.deepEqual(certificates, {
      unknown: 'the credential report has no column cert_1_active',
    });
  });

  it('are not known without a report, but for those that are listed', async () => {
    const others = await othersOf(sdkError('AccessDenied'), () => ({
      ServiceSpecificCredentials: [credential('A')],
    }));
    const unknown = 'there is no credential report';
    assert.deepEqual([others.root, others.certificates], [{ unknown }, { unknown }]);
    assert.ok(!isUnknown(others.serviceCredentials));
    assert.equal(others.serviceCredentials.length, 1);
  });

  for (const [name, why] of [
    ['AccessDenied', 'access-denied'],
    ['ServiceFailure', 'unreachable'],
    ['Throttling', 'throttled'],
    ['ValidationError', 'unexpected'],
    ['ServiceNotSupportedException', 'unexpected'],
  ] as const)
    it(`are not known after ${name}: the account is read all the same`, async () => {
      const { serviceCredentials } = await othersOf(`${header}\n${rootRow}`, () => {
        throw sdkError(name);
      });
      assert.deepEqual(serviceCredentials, {
        unknown: `${why} at iam:ListServiceSpecificCredentials`,
      });
    });

  it('are not known where the second page is refused: half of them is not all', async () => {
    let page = 0;
    const { serviceCredentials } = await othersOf(`${header}\n${rootRow}`, () => {
      if (page++ > 0) throw sdkError('AccessDenied');
      return {
        ServiceSpecificCredentials: [credential('A')],
        IsTruncated: true,
        Marker: 'one',
      };
    });
    assert.ok(isUnknown(serviceCredentials));
  });
});
