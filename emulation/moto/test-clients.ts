import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { CreateFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { zipSync } from 'fflate';
import { Authenticator } from '../people/authenticator';
import { trust } from '../pulumi/testing/cases';
import type { Moto } from './moto';

/** The real SDK's clients for whoever has the credentials. They try once: a test wants to see the error. */
export function clientsOf(moto: Moto, credentials: AwsCredentialIdentity) {
  const config = { endpoint: moto.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  return { config, iam: new IAMClient(config), sts: new STSClient(config) };
}

/** Those of a session of a new role in the account. */
export async function clientsOfRole(moto: Moto, account: string, RoleName = 'admin') {
  const { iam, sts } = clientsOf(moto, await moto.credentialsFor(account));
  const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'mallory' }),
  );
  return clientsOf(moto, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  });
}

/** A function that does nothing, with a role of its own. */
export async function createFunction(
  moto: Moto,
  lambda: LambdaClient,
  credentials: AwsCredentialIdentity,
  FunctionName: string,
): Promise<void> {
  const { Role } = await clientsOf(moto, credentials).iam.send(
    new CreateRoleCommand({ RoleName: 'any', AssumeRolePolicyDocument: trust('lambda') }),
  );
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role?.Arn,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.js': Buffer.from('') }) },
    }),
  );
}

export async function createKey(
  iam: IAMClient,
  UserName = 'alice',
): Promise<AwsCredentialIdentity> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
}

export async function createDevice(
  iam: IAMClient,
  VirtualMFADeviceName = 'phone',
): Promise<Authenticator> {
  const { VirtualMFADevice } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }),
  );
  const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
  return new Authenticator(VirtualMFADevice?.SerialNumber ?? '', seed);
}

export async function enableDevice(
  moto: Moto,
  iam: IAMClient,
  device: Authenticator,
  UserName = 'alice',
): Promise<void> {
  await iam.send(
    new EnableMFADeviceCommand({
      UserName,
      SerialNumber: device.serialNumber,
      AuthenticationCode1: await device.nextCode(moto),
      AuthenticationCode2: await device.nextCode(moto),
    }),
  );
}
