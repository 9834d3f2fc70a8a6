import assert from 'node:assert/strict';
import type { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { policyDocument } from '../../../rules/policies/document';
import { AssumedRoles } from './assumed-roles';

const ARN = 'arn:aws:iam::111111111111:role/keyturn-audit';

/** STS whose sessions last so many minutes, and that fails the first so many times. */
function rolesOf(minutes: number, failures = 0) {
  const asked: unknown[] = [];
  const send = ({ input }: AssumeRoleCommand) => {
    asked.push(input);
    if (asked.length <= failures)
      return Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' }));
    return Promise.resolve({
      Credentials: {
        AccessKeyId: `id-${asked.length}`,
        SecretAccessKey: 'secret',
        SessionToken: 'token',
        Expiration: new Date(Date.now() + minutes * 60_000),
      },
    });
  };
  return {
    roles: new AssumedRoles({ send } as unknown as STSClient, 'external', 'keyturn'),
    limited: new AssumedRoles({ send } as unknown as STSClient, undefined, 'keyturn', {
      policy: () =>
        policyDocument({ Sid: 'Read', Effect: 'Allow', Action: 'iam:Get*', Resource: '*' }),
    }),
    named: new AssumedRoles({ send } as unknown as STSClient, 'external', 'keyturn', {
      sourceIdentity: 'keyturn-act',
    }),
    asked,
  };
}

describe('assumed roles', () => {
  it('are asked for by ARN, external id and session name', async () => {
    const { roles, asked } = rolesOf(60);
    const { accessKeyId, sessionToken } = await roles.credentialsOf('111111111111', ARN);
    assert.deepEqual([accessKeyId, sessionToken], ['id-1', 'token']);
    assert.deepEqual(asked, [{ RoleArn: ARN, RoleSessionName: 'keyturn', ExternalId: 'external' }]);
  });

  it('can be held to less than the roles may', async () => {
    const { limited, asked } = rolesOf(60);
    await limited.credentialsOf('111111111111', ARN);
    const [{ ExternalId, Policy } = {}] = asked as Record<string, string | undefined>[];
    assert.equal(ExternalId, undefined);
    assert.match(Policy ?? '', /"Action":"iam:Get\*"/);
  });

  it('can say who they are, for a trust that asks', async () => {
    const { named, asked } = rolesOf(60);
    await named.credentialsOf('111111111111', ARN);
    const [{ SourceIdentity, Policy } = {}] = asked as Record<string, string | undefined>[];
    assert.deepEqual([SourceIdentity, Policy], ['keyturn-act', undefined]);
  });

  it('are assumed once, also when many ask at a time, and each on its own', async () => {
    const { roles, asked } = rolesOf(60);
    await Promise.all([1, 2, 3].map(() => roles.credentialsOf('111111111111', ARN)));
    await roles.credentialsOf('111111111111', ARN);
    assert.equal(asked.length, 1);
    await roles.credentialsOf('222222222222', ARN.replace(/1{12}/, '222222222222'));
    assert.equal(asked.length, 2);
  });

  it('are assumed anew before they expire', async () => {
    const { roles, asked } = rolesOf(4);
    await roles.credentialsOf('111111111111', ARN);
    const { accessKeyId } = await roles.credentialsOf('111111111111', ARN);
    assert.deepEqual([accessKeyId, asked.length], ['id-2', 2]);
  });

  it('that can’t be assumed are an error of the account, and tried again when asked again', async () => {
    const { roles } = rolesOf(60, 1);
    await assert.rejects(roles.credentialsOf('111111111111', ARN), {
      name: 'AccountError',
      code: 'access-denied',
      accountId: '111111111111',
      operation: 'sts:AssumeRole',
    });
    assert.ok(await roles.credentialsOf('111111111111', ARN));
  });

  it('are not kept for ever more accounts: the oldest are assumed anew', async () => {
    const { roles, asked } = rolesOf(60);
    const arnOf = (i: number) => ARN.replace(/1{12}/, String(i).padStart(12, '0'));
    const assume = (i: number) => roles.credentialsOf('111111111111', arnOf(i));
    for (let i = 0; i <= 256; i++) await assume(i);
    for (const i of [1, 256]) await assume(i);
    assert.equal(asked.length, 257);
    await assume(0);
    assert.equal(asked.length, 258);
  });
});
