import assert from 'node:assert/strict';
import { listedCredential } from '../../testing/listed-credential';
import { sdkError, scriptedIam } from '../../testing/scripted-client';
import { Calls } from '../accounts/calls';
import { listServiceCredentials } from './list-service-credentials';

interface Asked {
  readonly AllUsers?: boolean;
  readonly UserName?: string;
  readonly MaxItems?: number;
  readonly Marker?: string;
}

const accountId = '111111111111';
const at = new Date('2026-07-01T08:00:00Z');

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
  const byUser = await listServiceCredentials(iam, new Calls(accountId));
  return { byUser, credentials: [...byUser.values()].flat(), asked };
}

describe('service-specific credentials', () => {
  it('are those of all users, a thousand a call, until there are no more', async () => {
    const page = (ids: readonly string[], more: object) => ({
      ServiceSpecificCredentials: ids.map((id) => listedCredential(id)),
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
        listedCredential('A', { ExpirationDate: expiresAt, Status: 'Expired' }),
        listedCredential('B', {
          ServiceName: 'codecommit.amazonaws.com',
          ServiceUserName: 'alice-at-1',
        }),
      ],
    });
    const common = { createdAt: at };
    assert.deepEqual(credentials, [
      { ...common, id: 'A', service: 'bedrock.amazonaws.com', status: 'Expired', expiresAt },
      { ...common, id: 'B', service: 'codecommit.amazonaws.com', status: 'Active' },
    ]);
  });

  it('are each user’s in the order of services and age, whatever order IAM has', async () => {
    const ServiceSpecificCredentials = [
      listedCredential('5', { UserName: 'bob' }),
      listedCredential('4', { ServiceName: 'logs.amazonaws.com' }),
      listedCredential('3', { ServiceName: 'logs.amazonaws.com', CreateDate: new Date(0) }),
      listedCredential('2', { ServiceName: 'cloudwatch.amazonaws.com' }),
      listedCredential('1'),
    ];
    const { byUser } = await list({ ServiceSpecificCredentials });
    const ids = [...byUser].map(([name, held]) => [name, held.map(({ id }) => id).join()]);
    assert.deepEqual(Object.fromEntries(ids), { alice: '1,2,3,4', bob: '5' });
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
