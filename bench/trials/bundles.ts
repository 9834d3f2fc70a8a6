import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, type Bundle } from '../../scripts/build-functions';
import { median } from '../figures';

/** A function's bundle beside one that does nothing and holds the same clients of the AWS SDK. */
export interface BundleTrial {
  readonly name: string;
  readonly bytes: number;
  readonly clients: readonly string[];
  /**
   * Medians of a processor's milliseconds, from the start of the process until the bundle is loaded: of the clock's
   * too many are what else the machine does.
   */
  readonly milliseconds: number;
  readonly baseline: number;
  /** The median of the rounds' ratios. */
  readonly ratio: number;
}

const root = path.join(__dirname, '..', '..');

/**
 * Starts each function's bundle and its baseline in turn: a slow moment slows both alike.
 * @param folder with a folder a function, as `buildFunctions` leaves it
 */
export async function bundleTrials(
  folder: string,
  bundles: Readonly<Record<string, Bundle>>,
  rounds: number,
): Promise<readonly BundleTrial[]> {
  const trials: BundleTrial[] = [];
  for (const [name, { bytes }] of Object.entries(bundles)) {
    const bundle = path.join(folder, name, 'index.js');
    const clients = clientsIn(bundle);
    const baseline = await baselineOf(path.join(folder, name, 'baseline.js'), clients);
    // The first start of each reads its file from the disk.
    for (const file of [bundle, baseline]) start(file);
    const pairs = Array.from({ length: rounds }, () => ({
      bundle: start(bundle),
      baseline: start(baseline),
    }));
    trials.push({
      name,
      bytes,
      clients,
      milliseconds: median(pairs.map((pair) => pair.bundle)),
      baseline: median(pairs.map((pair) => pair.baseline)),
      ratio: median(pairs.map((pair) => pair.bundle / pair.baseline)),
    });
  }
  return trials;
}

function start(file: string): number {
  const script = `require(process.argv[1]); console.log(JSON.stringify(process.cpuUsage()));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} did not start: ${stderr}`);
  const { user, system } = JSON.parse(stdout) as NodeJS.CpuUsage;
  return (user + system) / 1000;
}

/** The packages of the AWS SDK with clients whose code is in the bundle. */
function clientsIn(bundle: string): readonly string[] {
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as { sources: string[] };
  const found = sources.map(
    (source) => /node_modules\/(@aws-sdk\/(?:client-[\w-]+|lib-dynamodb))\//.exec(source)?.[1],
  );
  return [...new Set(found.filter((name) => name !== undefined))].toSorted();
}

const clientNames: Readonly<Record<string, string>> = {
  '@aws-sdk/client-cloudtrail': 'CloudTrailClient',
  '@aws-sdk/client-cloudwatch': 'CloudWatchClient',
  '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  '@aws-sdk/client-iam': 'IAMClient',
  '@aws-sdk/client-organizations': 'OrganizationsClient',
  '@aws-sdk/client-s3': 'S3Client',
  '@aws-sdk/client-secrets-manager': 'SecretsManagerClient',
  '@aws-sdk/client-sqs': 'SQSClient',
  '@aws-sdk/client-ssm': 'SSMClient',
  '@aws-sdk/client-sts': 'STSClient',
  '@aws-sdk/lib-dynamodb': 'DynamoDBDocumentClient',
};

/** A handler that does nothing, with the clients: no command of theirs. */
async function baselineOf(outfile: string, packages: readonly string[]): Promise<string> {
  const names = packages.map((name) => {
    const client = clientNames[name];
    if (!client) throw new Error(`the bench does not know the client of ${name}`);
    return [name, client] as const;
  });
  const imports = names.map(([name, client]) => `import { ${client} } from '${name}';`);
  const contents = [
    ...imports,
    `export const clients = [${names.map(([, client]) => client).join(', ')}];`,
    'export const handler = async () => undefined;',
  ].join('\n');
  await build({ ...bundleOptions, stdin: { contents, resolveDir: root }, outfile });
  return outfile;
}
