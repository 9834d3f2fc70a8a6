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

function answered() {
  if (command === 'login') {
    const { host } = new URL(AWS_ENDPOINT_URL);
    return args.map((arg) =>
      arg.startsWith('s3://')
        ? `${arg}?region=eu-central-1&endpoint=${host}&disableSSL=true&s3ForcePathStyle=true`
        : arg,
    );
  }
  if (command === 'new') return [...args, '--yes', ...JSON.parse(KEYTURN_GUIDE_ANSWERS)];
  if (['up', 'import', 'destroy'].includes(command)) return [...args, '--yes'];
  return args;
}

useEmulatedProviders();
const { status } = spawnSync(KEYTURN_GUIDE_PULUMI, [command, ...answered()], { stdio: 'inherit' });
if (command === 'new') useEmulatedProviders();
process.exitCode = status ?? 1;
