import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import {
  CreateLoginProfileCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteUserCommand,
  UploadSSHPublicKeyCommand,
  UploadSigningCertificateCommand,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../../moto/start';
import { certificates } from '../../../moto/test-certificates';
import { clientsOf, createDevice, createKey, enableDevice } from '../../../moto/test-clients';
import { deleteOwnThings } from './user-own-things';

const alice = { UserName: 'alice' };

describe('what a user made for themselves', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());

  it('keeps the user from being deleted, until it is deleted, too', async () => {
    const { iam } = clientsOf(moto, await moto.credentialsFor('111111111111'));
    await iam.send(new CreateUserCommand(alice));
    await createKey(iam);
    await enableDevice(moto, iam, await createDevice(iam));
    await iam.send(new CreateLoginProfileCommand({ ...alice, Password: 'Correct-horse-1' }));
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const SSHPublicKeyBody = publicKey.export({ type: 'spki', format: 'pem' }) as string;
    await iam.send(new UploadSSHPublicKeyCommand({ ...alice, SSHPublicKeyBody }));
    const CertificateBody = certificates[0];
    await iam.send(new UploadSigningCertificateCommand({ ...alice, CertificateBody }));
    for (const ServiceName of ['bedrock.amazonaws.com', 'codecommit.amazonaws.com'])
      await iam.send(new CreateServiceSpecificCredentialCommand({ ...alice, ServiceName }));
    await assert.rejects(iam.send(new DeleteUserCommand(alice)), {
      name: 'DeleteConflictException',
    });
    await deleteOwnThings(iam, 'alice');
    await iam.send(new DeleteUserCommand(alice));
  });
});
