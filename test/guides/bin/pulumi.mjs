// Stands before the pulumi CLI in the blocks of the guides: answers "yes" in a person's place, and has AWS, the state's
// bucket and its key be the emulated ones. All else is the CLI's own.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

const { KEYTURN_GUIDE_PULUMI, KEYTURN_GUIDE_PROVIDERS, KEYTURN_GUIDE_ANSWERS, AWS_ENDPOINT_URL } =
  process.env;
const [command, ...args] = process.argv.slice(2);

function useEmulatedProviders() {
  if (!existsSync('Pulumi.yaml')) return;
  const project = parseDocument(readFileSync('Pulumi.yaml', 'utf8'));
  if (project.has('plugins')) return;
  project.set('plugins', { providers: JSON.parse(KEYTURN_GUIDE_PROVIDERS) });
  writeFileSync('Pulumi.yaml', project.toString());
}

/** The emulated provider knows no profiles. */
function credentialsOfProfile() {
  const { AWS_PROFILE = 'default', HOME } = process.env;
  const sections = readFileSync(`${HOME}/.aws/config`, 'utf8').split(/^\[(?:profile )?/m);
  const section = sections.find((each) => each.startsWith(`${AWS_PROFILE}]`));
  if (section === undefined) throw new Error(`there is no profile ${AWS_PROFILE}`);
  const values = [...section.matchAll(/^(aws_\w+)=(.*)$/gm)];
  return Object.fromEntries(values.map(([, key, value]) => [key.toUpperCase(), value]));
}

/** Of KMS the emulated AWS lets no account use another's key: what one by its ARN would do, a passphrase does. */
function keyOfPassphrase(arg) {
  if (!arg.startsWith('awskms:')) return arg;
  if (/^awskms:\/\/\/arn:aws:kms:[\w-]+:\d{12}:(alias|key)\/[\w-]+\?region=/.test(arg))
    return 'passphrase';
  throw new Error(
    `${arg} is looked for in the account of whoever asks, and each stack's is another`,
  );
}

/** Whoever deploys to another region has no other way to find the bucket. */
function withRegion(bucket) {
  if (/^s3:\/\/[\w-]+\?region=[\w-]+$/.test(bucket)) return bucket;
  throw new Error(`${bucket} is looked for in the region of whoever asks`);
}

function answered() {
  if (command === 'login') {
    const { host } = new URL(AWS_ENDPOINT_URL);
    return args.map((arg) =>
      arg.startsWith('s3://')
        ? `${withRegion(arg)}&endpoint=${host}&disableSSL=true&s3ForcePathStyle=true`
        : arg,
    );
  }
  if (command === 'stack') return args.map(keyOfPassphrase);
  if (command === 'new') return [...args, '--yes', ...JSON.parse(KEYTURN_GUIDE_ANSWERS)];
  if (['up', 'import', 'destroy'].includes(command)) return [...args, '--yes'];
  return args;
}

useEmulatedProviders();
const { status } = spawnSync(KEYTURN_GUIDE_PULUMI, [command, ...answered()], {
  stdio: 'inherit',
  env: { ...process.env, ...credentialsOfProfile() },
});
if (command === 'new') useEmulatedProviders();
process.exitCode = status ?? 1;
