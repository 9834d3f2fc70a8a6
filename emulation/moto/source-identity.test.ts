import assert from 'node:assert/strict';
import { CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type Credentials } from '@aws-sdk/client-sts';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const here = '111111111111';
const there = '222222222222';
const arnOf = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const [worker, visitor] = [arnOf(here, 'worker'), arnOf(here, 'visitor')];
const document = (...Statement: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const anybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };

/** Lets in two roles with the external id, one of them only under a name, which the other can't have. */
function trustOf() {
  const account = { AWS: `arn:aws:iam::${here}:root` };
  const isWorker = { ArnEquals: { 'aws:PrincipalArn': worker } };
  const named = { 'sts:SourceIdentity': 'worker' };
  return document(
    {
      ...{ Effect: 'Allow', Principal: account, Action: 'sts:AssumeRole' },
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': [worker, visitor] },
        StringEquals: { 'sts:ExternalId': 'some-id' },
      },
    },
    {
      ...{ Effect: 'Allow', Principal: account, Action: ['sts:SetSourceIdentity'] },
      Condition: { ...isWorker, StringEquals: named },
    },
    {
      ...{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
      Condition: { ...isWorker, StringNotEquals: named },
    },
  );
}

describe('source identities', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto({ at: new Date('2026-01-05T08:00:00Z') })));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date('2026-01-05T08:00:00Z'));
  });
  after(() => moto.stop());

  const sessionWith = (credentials: Credentials | undefined) =>
    clientsOf(moto, {
      accessKeyId: credentials?.AccessKeyId ?? '',
      secretAccessKey: credentials?.SecretAccessKey ?? '',
      sessionToken: credentials?.SessionToken,
    });
  type Caller = ReturnType<typeof clientsOf>;

  /** Sessions of the two roles, and the role in the other account, which they assume. */
  const open = async () => {
    const root = clientsOf(moto, await moto.credentialsFor(here));
    const make = ({ iam }: Caller, RoleName: string, AssumeRolePolicyDocument: string) =>
      iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const sessionOf = async (RoleArn: string) => {
      const asked = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'function' });
      return sessionWith((await root.sts.send(asked)).Credentials);
    };
    for (const name of ['worker', 'visitor']) await make(root, name, document(anybody));
    await make(clientsOf(moto, await moto.credentialsFor(there)), 'audit', trustOf());
    return { worker: await sessionOf(worker), visitor: await sessionOf(visitor) };
  };

  const usual = { RoleArn: arnOf(there, 'audit'), RoleSessionName: 'run', ExternalId: 'some-id' };
  const assume = (by: Caller, more: object) =>
    by.sts.send(new AssumeRoleCommand({ ...usual, ...more }));
  const denied = { name: 'AccessDenied' };

  it('are carried by the session’s calls, and shown by CloudTrail', async () => {
    const { worker: caller } = await open();
    const Policy = document({ Effect: 'Allow', Action: 'iam:*', Resource: '*' });
    const named = await assume(caller, { SourceIdentity: 'worker', Policy });
    assert.equal(named.SourceIdentity, 'worker');
    const { iam } = sessionWith(named.Credentials);
    await iam.send(new CreateUserCommand({ UserName: 'bob' }));
    await iam.send(new CreateAccessKeyCommand({ UserName: 'bob' }));
    const calls = (await moto.recordedCalls()).slice(-3);
    assert.deepEqual(
      calls.map(({ action, sourceIdentity }) => [action, sourceIdentity]),
      [
        ['AssumeRole', undefined],
        ['CreateUser', 'worker'],
        ['CreateAccessKey', 'worker'],
      ],
    );
    const { SourceIdentity, Policy: recorded } = calls[0]?.about ?? {};
    assert.deepEqual([SourceIdentity, recorded], ['worker', Policy]);
    const [event] = await moto.keyEvents();
    assert.match(JSON.stringify(event), /"sourceIdentity":"worker"/);
  });

  it('are set by whom the role’s trust lets, as it says, and must be where it denies', async () => {
    const { worker: caller, visitor: other } = await open();
    assert.equal((await assume(other, {})).SourceIdentity, undefined);
    await assume(caller, { SourceIdentity: 'worker' });
    await assert.rejects(assume(caller, {}), denied);
    await assert.rejects(assume(caller, { SourceIdentity: 'alice' }), denied);
    await assert.rejects(assume(caller, { SourceIdentity: 'worker', ExternalId: 'x-id' }), denied);
    await assert.rejects(assume(other, { SourceIdentity: 'worker' }), {
      ...denied,
      message: /not authorized to perform: sts:SetSourceIdentity on resource: \S+role\/audit/,
    });
    // Who lets anybody in lets nobody say who they are by that.
    await assert.rejects(assume(caller, { RoleArn: visitor, SourceIdentity: 'worker' }), denied);
  });

  it('stay for good, whatever role comes next', async () => {
    const { worker: caller } = await open();
    const named = await assume(caller, { SourceIdentity: 'worker' });
    const session = sessionWith(named.Credentials);
    const next = async (name: string, action: string | string[], more = {}) => {
      const { iam } = clientsOf(moto, await moto.credentialsFor(here));
      const AssumeRolePolicyDocument = document({ ...anybody, Action: action });
      await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
      return assume(session, { RoleArn: arnOf(here, name), ...more });
    };
    const both = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
    assert.equal((await next('lets', both)).SourceIdentity, 'worker');
    await assert.rejects(next('does-not', 'sts:AssumeRole'), denied);
    await assert.rejects(next('lets-any', both, { SourceIdentity: 'alice' }), denied);
  });

  it('are of AWS’s form', async () => {
    const { worker: caller } = await open();
    for (const SourceIdentity of ['a', 'with space', 'aws:alice', 'x'.repeat(65)])
      await assert.rejects(assume(caller, { SourceIdentity }), { name: 'ValidationError' });
  });
});
