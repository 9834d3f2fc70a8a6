import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { workspace } from '../workspace';
import type { Moto } from './moto';

/** An operation in Python's spelling, and its parameters. */
export type Call = readonly [string, Readonly<Record<string, unknown>>];

/**
 * Makes calls with AWS's own client for Python, one after the other, each once.
 * @returns their answers, or `{ error, message }` with AWS's code
 */
export async function callWithBotocore(
  moto: Moto,
  credentials: AwsCredentialIdentity,
  { service, region }: { readonly service: string; readonly region: string },
  calls: readonly Call[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const program = path.join(__dirname, 'call_with_botocore.py');
  const child = spawn(workspace.python, [program, service, region], {
    env: {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(calls));
  return JSON.parse(await text(child.stdout)) as Record<string, unknown>[];
}
