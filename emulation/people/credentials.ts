import { generateKeyPairSync } from 'node:crypto';
import {
  CreateAccessKeyCommand,
  CreateServiceSpecificCredentialCommand,
  DeleteAccessKeyCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  ListAccessKeysCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  UpdateAccessKeyCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
  UpdateSSHPublicKeyCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { certificates } from '../moto/test-certificates';

type Status = 'Active' | 'Inactive';

/** What somebody with the rights does with a user's credentials of one kind. */
export interface Hands {
  /** @returns its id */
  make(iam: IAMClient, UserName: string): Promise<string>;
  setStatus(iam: IAMClient, UserName: string, id: string, Status: Status): Promise<unknown>;
  remove(iam: IAMClient, UserName: string, id: string): Promise<unknown>;
  /** The user's, as IAM has them: status by id. */
  list(iam: IAMClient, UserName: string): Promise<Readonly<Record<string, string>>>;
}

/** Whose turn it is: an account takes no certificate twice, whoever has it. */
let turn = 0;

export const hands: Readonly<
  Record<'access-key' | 'service-specific' | 'ssh-key' | 'signing-certificate', Hands>
> = {
  'access-key': {
    async make(iam, UserName) {
      return given(
        (await iam.send(new CreateAccessKeyCommand({ UserName }))).AccessKey?.AccessKeyId,
      );
    },
    setStatus: (iam, UserName, AccessKeyId, Status) =>
      iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status })),
    remove: (iam, UserName, AccessKeyId) =>
      iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })),
    async list(iam, UserName) {
      const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }));
      return statuses(AccessKeyMetadata, ({ AccessKeyId: id }) => id);
    },
  },
  /** An API key for Bedrock, without an end. */
  'service-specific': {
    async make(iam, UserName) {
      const input = { UserName, ServiceName: 'bedrock.amazonaws.com' };
      const made = await iam.send(new CreateServiceSpecificCredentialCommand(input));
      return given(made.ServiceSpecificCredential?.ServiceSpecificCredentialId);
    },
    setStatus(iam, UserName, id, Status) {
      const input = { UserName, ServiceSpecificCredentialId: id, Status };
      return iam.send(new UpdateServiceSpecificCredentialCommand(input));
    },
    remove(iam, UserName, id) {
      const input = { UserName, ServiceSpecificCredentialId: id };
      return iam.send(new DeleteServiceSpecificCredentialCommand(input));
    },
    async list(iam, UserName) {
      const listing = new ListServiceSpecificCredentialsCommand({ UserName });
      const { ServiceSpecificCredentials } = await iam.send(listing);
      return statuses(ServiceSpecificCredentials, (each) => each.ServiceSpecificCredentialId);
    },
  },
  'ssh-key': {
    async make(iam, UserName) {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const SSHPublicKeyBody = publicKey.export({ type: 'spki', format: 'pem' }) as string;
      const uploading = new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody });
      return given((await iam.send(uploading)).SSHPublicKey?.SSHPublicKeyId);
    },
    setStatus: (iam, UserName, SSHPublicKeyId, Status) =>
      iam.send(new UpdateSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Status })),
    remove: (iam, UserName, SSHPublicKeyId) =>
      iam.send(new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId })),
    async list(iam, UserName) {
      const { SSHPublicKeys } = await iam.send(new ListSSHPublicKeysCommand({ UserName }));
      return statuses(SSHPublicKeys, ({ SSHPublicKeyId: id }) => id);
    },
  },
  'signing-certificate': {
    async make(iam, UserName) {
      const CertificateBody = certificates[turn++ % certificates.length];
      const uploading = new UploadSigningCertificateCommand({ UserName, CertificateBody });
      return given((await iam.send(uploading)).Certificate?.CertificateId);
    },
    setStatus: (iam, UserName, CertificateId, Status) =>
      iam.send(new UpdateSigningCertificateCommand({ UserName, CertificateId, Status })),
    remove: (iam, UserName, CertificateId) =>
      iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId })),
    async list(iam, UserName) {
      const { Certificates } = await iam.send(new ListSigningCertificatesCommand({ UserName }));
      return statuses(Certificates, ({ CertificateId: id }) => id);
    },
  },
};

function given(id: string | undefined): string {
  if (id === undefined) throw new Error('AWS answered no id');
  return id;
}

function statuses<Held extends { readonly Status?: string | undefined }>(
  held: readonly Held[] = [],
  idOf: (each: Held) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(held.map((each) => [given(idOf(each)), each.Status ?? '']));
}
