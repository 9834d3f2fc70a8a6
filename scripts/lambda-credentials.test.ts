import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions } from './build-functions';
import { lambdaCredentials } from './lambda-credentials';

const contents = `
  import { STSClient } from '@aws-sdk/client-sts';
  new STSClient({ region: 'eu-central-1' }).config.credentials().then(
    ({ accessKeyId }) => console.log(accessKeyId),
    (error) => console.log(error.name + ': ' + error.message),
  );`;

describe('a bundle finds its credentials', () => {
  let folder: string;
  let server: Server;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-credentials-'));
    const stdin = { contents, resolveDir: __dirname };
    const outfile = path.join(folder, 'index.js');
    await build({ ...bundleOptions, plugins: [lambdaCredentials], stdin, outfile });
    server = createServer((_, response) =>
      response.end(
        JSON.stringify({
          AccessKeyId: 'of-the-runtime',
          SecretAccessKey: 'nobodys',
          Token: 'none',
          Expiration: new Date(Date.now() + 3_600_000).toISOString(),
        }),
      ),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const found = async (env: Record<string, string>) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [path.join(folder, 'index.js')],
      {
        env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env },
      },
    );
    return stdout.trim();
  };

  it('in its environment', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'of-the-environment', AWS_SECRET_ACCESS_KEY: 'nobodys' };
    assert.equal(await found(env), 'of-the-environment');
  });

  it('at the address of its runtime, past all that was left out', async () => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/credentials`;
    assert.equal(await found({ AWS_CONTAINER_CREDENTIALS_FULL_URI: url }), 'of-the-runtime');
  });

  it('or says that there are none', async () =>
    assert.match(await found({}), /^CredentialsProviderError: Could not load credentials/));
});
