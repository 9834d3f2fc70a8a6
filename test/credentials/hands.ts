import { generateKeyPairSync } from 'node:crypto';
import {
  CreateServiceSpecificCredentialCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { certificates } from '../../emulation/moto/test-certificates';
import type { ChosenKind } from '../../rules/credentials';

/** What somebody with IAM's rights does with the credentials of a kind. */
export interface Hands {
  /** Its id. */
  make(iam: IAMClient, UserName: string): Promise<string>;
  remove(iam: IAMClient, UserName: string, id: string): Promise<unknown>;
  /** The user's, as IAM has them: status by id. */
  list(iam: IAMClient, UserName: string): Promise<Readonly<Record<string, string>>>;
}

/** Whose turn it is among the certificates: a company of a test has fewer. */
let turn = 0;

export const hands: Readonly<Record<ChosenKind, Hands>> = {
  'service-specific': {
    async make(iam, UserName) {
      const ServiceName = 'bedrock.amazonaws.com';
      const command = new CreateServiceSpecificCredentialCommand({ UserName, ServiceName });
      return idOf((await iam.send(command)).ServiceSpecificCredential?.ServiceSpecificCredentialId);
    },
    remove: (iam, UserName, ServiceSpecificCredentialId) =>
      iam.send(
        new DeleteServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId }),
      ),
    async list(iam, UserName) {
      const command = new ListServiceSpecificCredentialsCommand({ UserName });
      const { ServiceSpecificCredentials = [] } = await iam.send(command);
      return statuses(ServiceSpecificCredentials, ({ ServiceSpecificCredentialId: id }) => id);
    },
  },
  'ssh-key': {
    async make(iam, UserName) {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const SSHPublicKeyBody = publicKey.export({ type: 'spki', format: 'pem' }) as string;
      const command = new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody });
      return idOf((await iam.send(command)).SSHPublicKey?.SSHPublicKeyId);
    },
    remove: (iam, UserName, SSHPublicKeyId) =>
      iam.send(new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId })),
    async list(iam, UserName) {
      const { SSHPublicKeys = [] } = await iam.send(new ListSSHPublicKeysCommand({ UserName }));
      return statuses(SSHPublicKeys, ({ SSHPublicKeyId: id }) => id);
    },
  },
  'signing-certificate': {
    async make(iam, UserName) {
      // No account takes one twice, whoever has it.
      const CertificateBody = certificates[turn++ % certificates.length];
      const command = new UploadSigningCertificateCommand({ UserName, CertificateBody });
      return idOf((await iam.send(command)).Certificate?.CertificateId);
    },
    remove: (iam, UserName, CertificateId) =>
      iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId })),
    async list(iam, UserName) {
      const listing = new ListSigningCertificatesCommand({ UserName });
      const { Certificates = [] } = await iam.send(listing);
      return statuses(Certificates, ({ CertificateId: id }) => id);
    },
  },
};

function idOf(id: string | undefined): string {
  if (id === undefined) throw new Error('it was made without an id');
  return id;
}

function statuses<Held extends { readonly Status: string | undefined }>(
  held: readonly Held[],
  idOfHeld: (each: Held) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(held.map((each) => [idOfHeld(each) ?? '', each.Status ?? '']));
}
