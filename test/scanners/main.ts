import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { programsOf } from '../../bench/peers/python-environment';
import { pythonEnvironment } from '../../scripts/python-environment';
import { runCheckov } from './checkov/run';
import { terraformTypes } from './checkov/terraform-types';
import { deployCompany, settings, type Setting } from './company';
import { compare } from './compare';
import { outcomeOf, type Outcome } from './outcome';
import { pageOf } from './page';
import { runProwler } from './prowler/run';
import { reasons } from './reasons';

const root = path.join(__dirname, '..', '..');
const outcomeFile = path.join(__dirname, 'last-outcome.json');
const page = path.join(root, 'docs', 'scanners.md');

interface Programs {
  readonly prowler: string;
  readonly checkov: string;
}

/**
 * `npm run test:scanners`: what Prowler and Checkov say of the stacks, and whether each failure has its reason.
 * `--write` writes docs/scanners.md anew. `--needed`: not to be able to run is a failure, as it is in CI.
 */
async function main(): Promise<void> {
  const programs = install();
  if (typeof programs === 'string') {
    print(`skipped: Prowler and Checkov could not be installed: ${programs}`);
    if (process.argv.includes('--needed')) process.exitCode = 1;
    return;
  }
  const start = performance.now();
  const outcome = await scanAll(programs);
  const isToWrite = process.argv.includes('--write');
  const unreasoned = compare(outcome.verdicts, reasons);
  const wrong = unreasoned.length > 0 || isToWrite ? unreasoned : differencesFrom(outcome);
  for (const each of wrong) print(each);
  if (wrong.length === 0 && isToWrite) await write(outcome);
  const seconds = Math.round((performance.now() - start) / 1000);
  print(
    wrong.length === 0
      ? `each failure of our resources has its reason, and each reason its failure: ${outcome.verdicts.length} in ${reasons.length} lines; ${seconds} s`
      : `${wrong.length} things are not as they must be; ${seconds} s`,
  );
  if (wrong.length > 0) process.exitCode = 1;
}

/** @returns why not, where they can't be installed */
function install(): Programs | string {
  try {
    const checkov = pythonEnvironment({
      asker: 'test:scanners',
      what: 'Checkov',
      requirements: path.join(__dirname, 'checkov', 'requirements.txt'),
      folder: path.join('.venv-scanners', 'checkov'),
    });
    // The same version and environment as the bench's.
    const prowler = programsOf('prowler');
    return { prowler: path.join(prowler, 'prowler'), checkov: path.join(checkov, 'checkov') };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function scanAll(programs: Programs): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-scanners-'));
  try {
    // Side by side: most of it is waiting for an emulated AWS of its own.
    const scans = await Promise.all(
      settings.map(async (setting) => ({
        setting,
        ...(await scanOne(setting, programs, path.join(folder, setting.replace(' ', '-')))),
      })),
    );
    const findings = new Map(scans.map((scan) => [scan.setting, scan.findings]));
    const types = new Set(scans.flatMap((scan) => scan.types));
    const checked = new Set(
      [...findings.values()]
        .flat()
        .filter(({ scanner }) => scanner === 'Checkov')
        .map(({ resource }) => resource.split('.')[0]),
    );
    const unchecked = [...types].filter((type) => !checked.has(type)).sort();
    const today = new Date().toISOString().slice(0, 10);
    const versions = scans[0]?.versions ?? { Prowler: '', Checkov: '' };
    return outcomeOf(today, versions, findings, unchecked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function scanOne(setting: Setting, programs: Programs, folder: string) {
  const company = await deployCompany(setting);
  try {
    const resources = [...company.stacks.values()].flat();
    print(`${setting}: ${resources.length} resources in ${company.stacks.size} accounts`);
    const checkov = await runCheckov(programs.checkov, company, path.join(folder, 'checkov'));
    const prowlers = await Promise.all(
      [...company.stacks.keys()].map((stack) =>
        runProwler(programs.prowler, company, stack, path.join(folder, 'prowler', stack)),
      ),
    );
    const findings = [checkov, ...prowlers].flatMap((each) => each.findings);
    const fail = findings.filter(({ status, ours }) => status === 'FAIL' && ours !== undefined);
    print(`${setting}: ${fail.length} of ${findings.length} findings are failures of ours`);
    return {
      findings,
      versions: { Prowler: prowlers[0]?.version ?? '', Checkov: checkov.version },
      types: resources.flatMap(({ type }) => terraformTypes[type]?.type ?? []),
    };
  } finally {
    await company.moto.stop();
  }
}

async function write(outcome: Outcome): Promise<void> {
  const options = { ...(await resolveConfig(outcomeFile)), filepath: outcomeFile };
  writeFileSync(outcomeFile, await format(JSON.stringify(outcome), options));
  writeFileSync(page, await pageOf(outcome, reasons));
  print('docs/scanners.md is written: read the difference');
}

/** But for the day, the committed outcome must be this one: docs/scanners.md is made of it. */
function differencesFrom(outcome: Outcome): readonly string[] {
  const committed = JSON.parse(readFileSync(outcomeFile, 'utf8')) as Outcome;
  const found = JSON.parse(JSON.stringify({ ...outcome, date: committed.date })) as Outcome;
  if (JSON.stringify(found) === JSON.stringify(committed)) return [];
  return [
    'docs/scanners.md is of another outcome: npm run test:scanners -- --write, and read the difference',
  ];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 2;
});
