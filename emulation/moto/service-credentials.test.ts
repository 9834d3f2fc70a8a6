import assert from 'node:assert/strict';
import {
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteUserCommand,
  ListServiceSpecificCredentialsCommand,
  ResetServiceSpecificCredentialCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateUserCommand,
  type ListServiceSpecificCredentialsCommandInput,
  type ServiceSpecificCredential,
  type ServiceSpecificCredentialMetadata,
  type StatusType,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from './start';
import { clientsOf, clientsOfRole, createKey } from './test-clients';

const identity = '111111111111';
const member = '222222222222';
const alice = { UserName: 'alice' };
const day = 24 * 60 * 60_000;
const bedrock = 'bedrock.amazonaws.com';
const git = 'codecommit.amazonaws.com';

describe('service-specific credentials', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await turnTo('2026-01-05T08:00:00Z');
    root = clientsOf(moto, await moto.credentialsFor(identity));
    for (const UserName of ['alice', 'bob'])
      await root.iam.send(new CreateUserCommand({ UserName }));
  });
  after(() => moto.stop());

  const turnTo = (instant: string) => moto.setClock(new Date(instant));
  const create = async (ServiceName: string, UserName = 'alice', CredentialAgeDays?: number) => {
    const input = { UserName, ServiceName, CredentialAgeDays };
    const { ServiceSpecificCredential: made } = await root.iam.send(
      new CreateServiceSpecificCredentialCommand(input),
    );
    return made ?? assert.fail('nothing was made');
  };
  const pageOf = (input: ListServiceSpecificCredentialsCommandInput, iam = root.iam) =>
    iam.send(new ListServiceSpecificCredentialsCommand(input));
  const list = async (input: ListServiceSpecificCredentialsCommandInput = alice, iam = root.iam) =>
    (await pageOf(input, iam)).ServiceSpecificCredentials ?? [];
  const named = (made: ServiceSpecificCredential, UserName = 'alice') => ({
    UserName,
    ServiceSpecificCredentialId: made.ServiceSpecificCredentialId,
  });
  const update = (made: ServiceSpecificCredential, Status: StatusType, owner?: string) =>
    root.iam.send(new UpdateServiceSpecificCredentialCommand({ ...named(made, owner), Status }));
  const reset = async (made: ServiceSpecificCredential) =>
    (await root.iam.send(new ResetServiceSpecificCredentialCommand(named(made))))
      .ServiceSpecificCredential;
  const idsOf = (found: readonly ServiceSpecificCredentialMetadata[]) =>
    found.map((each) => each.ServiceSpecificCredentialId).sort();

  it('are an API key, with its secret in this answer alone', async () => {
    const made = await create(bedrock, 'alice', 30);
    const { ServiceCredentialSecret: secret = '', CreateDate, ...rest } = made;
    assert.match(made.ServiceSpecificCredentialId ?? '', /^ACCA[A-Z0-9]{17}$/);
    assert.equal(rest.ExpirationDate?.getTime(), (CreateDate?.getTime() ?? 0) + 30 * day);
    assert.deepEqual(Object.keys(rest).sort(), [
      'ExpirationDate',
      'ServiceCredentialAlias',
      'ServiceName',
      'ServiceSpecificCredentialId',
      'Status',
      'UserName',
    ]);
    assert.equal(rest.ServiceCredentialAlias, `alice-at-${identity}`);
    assert.equal(secret.slice(0, 4), 'ABSK');
    const [alias, hidden] = Buffer.from(secret.slice(4), 'base64').toString().split(':');
    assert.deepEqual([alias, hidden?.length], [rest.ServiceCredentialAlias, 60]);
    assert.deepEqual(await list(), [{ ...rest, CreateDate }]);
  });

  it('are a user name and a password where the service takes no API keys', async () => {
    const made = await create(git);
    const { ServicePassword: password, ...rest } = made;
    assert.equal(password?.length, 60);
    assert.equal(rest.ServiceUserName, `alice-at-${identity}`);
    assert.equal(rest.ServiceCredentialAlias, undefined);
    assert.equal(rest.ExpirationDate, undefined);
    assert.deepEqual(await list(), [rest]);
    // AWS was seen to take an age here, too.
    assert.ok((await create('cassandra.amazonaws.com', 'alice', 1)).ExpirationDate);
  });

  it('are two a service and user, on or off, of different names', async () => {
    const first = await create(bedrock);
    const second = await create(bedrock);
    assert.equal(second.ServiceCredentialAlias, `alice+1-at-${identity}`);
    await update(first, 'Inactive');
    await assert.rejects(create(bedrock), {
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for ContextSpecificCredentialsPerUserPerContext: 2',
    });
    await create(git);
    await create(bedrock, 'bob');
    await root.iam.send(new DeleteServiceSpecificCredentialCommand(named(first)));
    assert.equal((await create(bedrock)).ServiceCredentialAlias, `alice-at-${identity}`);
  });

  it('are expired from their last second on, whatever their status', async () => {
    const made = await create('logs.amazonaws.com', 'alice', 1);
    const endless = await create('logs.amazonaws.com');
    const end = made.ExpirationDate?.getTime() ?? 0;
    const statuses = async () =>
      (await list()).map((each) => [
        each.ServiceSpecificCredentialId === endless.ServiceSpecificCredentialId,
        each.Status,
      ]);
    const sorted = async () => (await statuses()).sort();
    await moto.setClock(new Date(end - 5_000));
    assert.deepEqual(await sorted(), [
      [false, 'Active'],
      [true, 'Active'],
    ]);
    await moto.setClock(new Date(end));
    assert.deepEqual(await sorted(), [
      [false, 'Expired'],
      [true, 'Active'],
    ]);
    await assert.rejects(create('logs.amazonaws.com'), { name: 'LimitExceededException' });
  });

  it('are switched off and on, and never to Expired', async () => {
    const made = await create(bedrock);
    await update(made, 'Inactive');
    assert.equal((await list())[0]?.Status, 'Inactive');
    await assert.rejects(update(made, 'Expired'), {
      name: 'InvalidInputException',
      message: 'Operation does not support status Expired',
    });
    await assert.rejects(update(made, 'On' as StatusType), { name: 'ValidationError' });
    await update(made, 'Active');
    assert.equal((await list())[0]?.Status, 'Active');
  });

  it('have another secret after a reset, and all else as it was', async () => {
    const made = await create(bedrock, 'alice', 90);
    await update(made, 'Inactive');
    await turnTo('2026-02-01T08:00:00Z');
    const again = await reset(made);
    assert.notEqual(again?.ServiceCredentialSecret, made.ServiceCredentialSecret);
    const withoutSecret = { ServiceCredentialSecret: undefined };
    assert.deepEqual(
      { ...again, ...withoutSecret },
      { ...made, ...withoutSecret, Status: 'Inactive' },
    );
  });

  it('are refused for a service that has none, and for ages that are none', async () => {
    await assert.rejects(create('sqs.amazonaws.com'), {
      name: 'NoSuchEntityException',
      message: 'No such service sqs.amazonaws.com is supported for Service Specific Credentials',
    });
    await assert.rejects(create('code commit'), { name: 'ValidationError' });
    assert.equal((await create('CodeCommit.amazonaws.com')).ServiceName, git);
    for (const days of [0, 36_601])
      await assert.rejects(create(bedrock, 'alice', days), { name: 'ValidationError' });
    await create(bedrock, 'alice', 36_600);
    await assert.rejects(create(bedrock, 'carol'), { name: 'NoSuchEntityException' });
  });

  it('are their owner’s: another user’s, and none at all, are told apart', async () => {
    const made = await create(bedrock);
    const id = made.ServiceSpecificCredentialId;
    await assert.rejects(update(made, 'Inactive', 'bob'), {
      name: 'ValidationError',
      message: `User bob does not have a service specific credential with id ${id}`,
    });
    await root.iam.send(new DeleteServiceSpecificCredentialCommand(named(made)));
    const gone = { name: 'NoSuchEntityException', message: `No such credential ${id} exists` };
    await assert.rejects(update(made, 'Inactive'), gone);
    await assert.rejects(reset(made), gone);
    await assert.rejects(
      root.iam.send(new DeleteServiceSpecificCredentialCommand(named(made))),
      gone,
    );
  });

  it('are listed of a user, of the caller, of a service, or of all in the account', async () => {
    const hers = [await create(bedrock), await create(git)];
    const his = await create(bedrock, 'bob');
    assert.deepEqual(idsOf(await list()), idsOf(hers));
    assert.deepEqual(idsOf(await list({ ...alice, ServiceName: git })), idsOf(hers.slice(1)));
    assert.deepEqual(idsOf(await list({ AllUsers: true })), idsOf([...hers, his]));
    assert.deepEqual(
      idsOf(await list({ AllUsers: true, ServiceName: 'Bedrock.amazonaws.com' })),
      idsOf([...hers.slice(0, 1), his]),
    );
    const bob = clientsOf(moto, await createKey(root.iam, 'bob')).iam;
    assert.deepEqual(idsOf(await list({}, bob)), idsOf([his]));
    assert.equal((await list({ AllUsers: true }, bob)).length, 3);
    assert.equal((await list({ ...alice, AllUsers: false }, bob)).length, 2);
    const role = await clientsOfRole(moto, identity);
    assert.equal((await list({ AllUsers: true }, role.iam)).length, 3);
    await assert.rejects(list({}, role.iam), { name: 'ValidationError' });
    const there = clientsOf(moto, await moto.credentialsFor(member));
    assert.deepEqual(await list({ AllUsers: true }, there.iam), []);
    await assert.rejects(list({ ...alice, AllUsers: true }), {
      name: 'InvalidInputException',
      message: 'Cannot list credentials for all users if a username is given',
    });
  });

  it('come in pages, each once', async () => {
    const made = [];
    for (let i = 0; i < 5; i++) {
      const UserName = `user-${i}`;
      await root.iam.send(new CreateUserCommand({ UserName }));
      made.push(await create(bedrock, UserName));
    }
    const found = [];
    const sizes = [];
    let Marker: string | undefined;
    do {
      const page = await pageOf({ AllUsers: true, MaxItems: 2, Marker });
      assert.equal(page.IsTruncated, page.Marker !== undefined);
      sizes.push(page.ServiceSpecificCredentials?.length);
      found.push(...(page.ServiceSpecificCredentials ?? []));
      Marker = page.Marker;
    } while (Marker);
    assert.deepEqual(sizes, [2, 2, 1]);
    assert.deepEqual(idsOf(found), idsOf(made));
    for (const bad of [{ MaxItems: 0 }, { MaxItems: 1001 }, { Marker: 'not one' }])
      await assert.rejects(pageOf({ AllUsers: true, ...bad }), { name: 'ValidationError' });
  });

  it('stay a renamed user’s, and keep the user from being deleted', async () => {
    const made = await create(bedrock);
    await root.iam.send(new UpdateUserCommand({ ...alice, NewUserName: 'alicia' }));
    const [found] = await list({ UserName: 'alicia' });
    assert.deepEqual(
      [found?.UserName, found?.ServiceCredentialAlias],
      ['alicia', `alice-at-${identity}`],
    );
    // Who has the name now does not get the other's alias.
    await root.iam.send(new CreateUserCommand(alice));
    assert.equal((await create(bedrock)).ServiceCredentialAlias, `alice+1-at-${identity}`);
    const remove = new DeleteUserCommand({ UserName: 'alicia' });
    await assert.rejects(root.iam.send(remove), {
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must remove referenced objects first.',
    });
    await root.iam.send(new DeleteServiceSpecificCredentialCommand(named(made, 'alicia')));
    await root.iam.send(remove);
  });
});
