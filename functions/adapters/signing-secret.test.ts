import assert from 'node:assert/strict';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { signingSecretContract } from '../contracts/signing-secret-contract';
import { ManagedSigningSecret } from './signing-secret';

describe('the signing secret’s adapter', () => {
  const region = 'us-east-1';
  let moto: Moto;
  let client: SecretsManagerClient;
  let keys: { accessKeyId: string; secretAccessKey: string };
  let count = 0;
  before(async () => {
    moto = await startMoto();
    keys = await moto.credentialsFor('111111111111');
    client = new SecretsManagerClient({ endpoint: moto.url, region, credentials: keys });
  });
  after(() => moto.stop());

  const at = (arn: string) => new ManagedSigningSecret(arn, { endpoint: moto.url, region, keys });
  async function made(SecretString: string | undefined, SecretBinary?: Uint8Array) {
    const Name = `signing-${++count}`;
    const { ARN = '' } = await client.send(
      new CreateSecretCommand({ Name, SecretString, SecretBinary }),
    );
    return ARN;
  }

  signingSecretContract('in Secrets Manager', async (first) => {
    const SecretId = await made(first);
    const rotate = async (SecretString: string) =>
      void (await client.send(new PutSecretValueCommand({ SecretId, SecretString })));
    return { secret: at(SecretId), rotate };
  });

  for (const [what, text] of [
    ['with the line break that people paste with it', 'planted-secret-01\n'],
    ['in JSON', '{"signingSecret":"planted-secret-01"}'],
    ['in JSON of several lines', '{\n  "signingSecret": "planted-secret-01"\n}\n'],
  ] as const)
    it(`is taken ${what}`, async () => {
      assert.equal(await at(await made(text)).read('current'), 'planted-secret-01');
    });

  for (const [what, text, bytes] of [
    ['nothing but spaces', '   '],
    ['a text that is too short', 'planted'],
    ['a sentence', 'planted secret of nobody'],
    ['JSON without it', '{"token":"planted-secret-01"}'],
    ['JSON with something else', '{"signingSecret":{"planted":"planted-secret-01"}}'],
    ['JSON that is broken off', '{"signingSecret":"planted-secret-01'],
    ['bytes', undefined, new Uint8Array([1, 2, 3])],
  ] as const)
    it(`is none where there is ${what}, and what there is is not shown`, async () => {
      const arn = await made(text, bytes);
      await assert.rejects(at(arn).read('current'), (error: Error) => {
        assert.equal(error.name, 'SigningSecretError');
        assert.doesNotMatch(`${error.stack} ${String(error.cause)}`, /planted/);
        return true;
      });
    });

  it('has none before it where something else stood in for it', async () => {
    const arn = await made('to be put here');
    await client.send(
      new PutSecretValueCommand({ SecretId: arn, SecretString: 'planted-secret-01' }),
    );
    const secret = at(arn);
    assert.equal(await secret.read('current'), 'planted-secret-01');
    assert.equal(await secret.read('previous'), undefined);
  });

  it('is an error where there is no such secret, which has no version before either', async () => {
    const nowhere = at('arn:aws:secretsmanager:us-east-1:111111111111:secret:nowhere-AbCdEf');
    const expected = { name: 'AwsCallError', code: 'ResourceNotFoundException' };
    await assert.rejects(nowhere.read('current'), expected);
    assert.equal(await nowhere.read('previous'), undefined);
  });
});
