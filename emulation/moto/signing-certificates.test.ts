import assert from 'node:assert/strict';
import {
  CreateUserCommand,
  DeleteSigningCertificateCommand,
  DeleteUserCommand,
  UpdateSigningCertificateCommand,
  UploadSigningCertificateCommand,
  paginateListSigningCertificates,
  type StatusType,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from './start';
import { certificates } from './test-certificates';
import { clientsOf, clientsOfRole, createKey } from './test-clients';

const identity = '111111111111';
const [one, two, three] = certificates;

describe('signing certificates', () => {
  let moto: Moto;
  let iam: ReturnType<typeof clientsOf>['iam'];
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date('2026-01-05T08:00:00Z'));
    ({ iam } = clientsOf(moto, await moto.credentialsFor(identity)));
    for (const UserName of ['alice', 'bob']) await iam.send(new CreateUserCommand({ UserName }));
  });
  after(() => moto.stop());

  const upload = async (CertificateBody: string, UserName: string | undefined = 'alice') => {
    const input = { UserName, CertificateBody };
    const { Certificate } = await iam.send(new UploadSigningCertificateCommand(input));
    return Certificate ?? assert.fail('nothing was made');
  };
  const update = (CertificateId: string | undefined, Status: StatusType, UserName = 'alice') =>
    iam.send(new UpdateSigningCertificateCommand({ UserName, CertificateId, Status }));
  const remove = (CertificateId: string | undefined, UserName?: string) =>
    iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId }));
  const list = async (UserName?: string, client = iam) => {
    const found = [];
    for await (const page of paginateListSigningCertificates(
      { client, pageSize: 1 },
      { UserName },
    )) {
      assert.ok((page.Certificates?.length ?? 0) <= 1);
      found.push(...(page.Certificates ?? []));
    }
    return found;
  };

  it('are two a user, in pages, on or off', async () => {
    const first = await upload(one);
    assert.match(first.CertificateId ?? '', /^[A-Z2-7]{32}$/);
    assert.equal(first.CertificateBody, one);
    await update(first.CertificateId, 'Inactive');
    const second = await upload(two);
    assert.deepEqual(await list('alice'), [{ ...first, Status: 'Inactive' }, second]);
    await assert.rejects(upload(three), {
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for CertificatesPerUser: 2',
    });
    await update(first.CertificateId, 'Active');
    assert.deepEqual(await list('alice'), [first, second]);
    assert.deepEqual(await list('bob'), []);
  });

  it('are the same when they are uploaded again, and never another user’s', async () => {
    const first = await upload(one);
    await update(first.CertificateId, 'Inactive');
    await moto.setClock(new Date('2026-02-01T08:00:00Z'));
    assert.deepEqual(await upload(one), first);
    assert.deepEqual(await list('alice'), [{ ...first, Status: 'Inactive' }]);
    await assert.rejects(upload(one, 'bob'), { name: 'DuplicateCertificateException' });
    await remove(first.CertificateId, 'alice');
    assert.equal((await upload(one, 'bob')).CertificateId, first.CertificateId);
  });

  it('are refused where they are none, or no longer good', async () => {
    await assert.rejects(upload('not a certificate'), {
      name: 'MalformedCertificateException',
      message: 'Certificate not a certificate is malformed.',
    });
    await moto.setClock(new Date('2127-01-01T00:00:00Z'));
    await assert.rejects(upload(one), { name: 'MalformedCertificateException' });
  });

  it('are not set to Expired, nor found by another user’s name', async () => {
    const { CertificateId } = await upload(one);
    await assert.rejects(update(CertificateId, 'Expired'), { name: 'InvalidInputException' });
    const gone = {
      name: 'NoSuchEntityException',
      message: `The Certificate with id ${CertificateId} cannot be found.`,
    };
    await assert.rejects(update(CertificateId, 'Inactive', 'bob'), gone);
    await assert.rejects(remove(CertificateId, 'bob'), gone);
  });

  it('are the caller’s where no user is named, and root’s where root calls', async () => {
    const hers = await upload(one);
    const alice = clientsOf(moto, await createKey(iam)).iam;
    assert.deepEqual(await list(undefined, alice), [hers]);
    const input = { CertificateBody: two };
    const { Certificate } = await iam.send(new UploadSigningCertificateCommand(input));
    assert.equal(Certificate?.UserName, undefined);
    assert.deepEqual(await list(), [Certificate]);
    assert.deepEqual(await list('alice'), [hers]);
    await assert.rejects(upload(two, 'bob'), { name: 'DuplicateCertificateException' });
    await remove(Certificate?.CertificateId);
    assert.deepEqual(await list(), []);
    const role = await clientsOfRole(moto, identity);
    await assert.rejects(list(undefined, role.iam), { name: 'ValidationError' });
  });

  it('keep their user from being deleted', async () => {
    const { CertificateId } = await upload(one);
    const gone = new DeleteUserCommand({ UserName: 'alice' });
    await assert.rejects(iam.send(gone), {
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must delete certificates first.',
    });
    await remove(CertificateId, 'alice');
    await iam.send(gone);
  });
});
