import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { accounts, regions, type Company, type StackName } from '../company';
import { ownersIn } from '../owners';
import { runScanner } from '../run-scanner';
import { parseProwler } from './parse';

/** Those of Prowler's services that the stacks make something of; it has none for EventBridge Scheduler. */
export const services = [
  'awslambda',
  'cloudtrail',
  'cloudwatch',
  'dynamodb',
  'eventbridge',
  'iam',
  'kms',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'stepfunctions',
];

/** Has Prowler look at a stack's account, as its root. */
export async function runProwler(
  program: string,
  { moto, stacks }: Company,
  stack: StackName,
  folder: string,
): Promise<ReturnType<typeof parseProwler>> {
  mkdirSync(folder, { recursive: true });
  const id = accounts[stack];
  const credentials = await moto.credentialsFor(id);
  await runScanner(
    program,
    [
      'aws',
      ...['--services', ...services],
      ...['--region', ...regions],
      ...['--output-formats', 'json-ocsf'],
      ...['--output-directory', 'out', '--output-filename', stack],
      // A failed check is no failed run.
      '--ignore-exit-code-3',
      '--no-banner',
    ],
    folder,
    {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  );
  const report = readFileSync(path.join(folder, 'out', `${stack}.ocsf.json`), 'utf8');
  return parseProwler(report, { id, stack, oursOf: ownersIn(id, stacks.get(stack) ?? []) });
}
