import { spawn } from 'node:child_process';
import path from 'node:path';
import { Company, OWN, PRODUCTION, ROLE, SANDBOX } from '../cli/testing/company';
import { withTypeScript } from './typescript/options';

const root = path.join(__dirname, '..');
const accounts = `${OWN}=identity,${PRODUCTION}=production,${SANDBOX}=sandbox`;

const help = `npm run -s demo:audit -- [command] [options]

keyturn, of an emulated company of three accounts, one of which can't be read. Nothing is asked of AWS. --accounts and
--role-name are given already; the other options are the command's own.

  command      audit (the default) or plan
  [options]    as keyturn audit --help and keyturn plan --help say; docs/cli.md has both
  -h, --help   print this

Examples:
  npm run -s demo:audit -- --format html --out keys.html
  npm run -s demo:audit -- plan --untagged-as engineer
`;

/** `keyturn audit` of an emulated company of three accounts, one of which can't be read; or what the arguments say. */
async function main(): Promise<void> {
  const [first = 'audit', ...others] = process.argv.slice(2);
  if (first === '--help' || first === '-h') return void process.stdout.write(help);
  const [command, args] = first.startsWith('-') ? ['audit', [first, ...others]] : [first, others];
  // Nothing of the user's own AWS.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const company = await Company.open();
  try {
    const keyturn = [...withTypeScript, path.join(root, 'cli', 'main.ts')];
    const which = ['--accounts', accounts, '--role-name', ROLE];
    const child = spawn(process.execPath, [...keyturn, command, ...which, ...args], {
      env: { ...Object.fromEntries(own), ...company.env },
      stdio: 'inherit',
    });
    process.exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
  } finally {
    await company.stop();
  }
}

void main();
