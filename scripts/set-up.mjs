// Makes what the tests and the demo need: node_modules and the emulation's Python environment. It is the first
// thing they run, on whatever Node there is, so it uses nothing but Node; it is quiet when all is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled } from './installed.mjs';
import { withLock } from './lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packageLock = join(root, 'package-lock.json');
const modulesStamp = join(root, 'node_modules', '.keyturn-set-up');
const requirements = join(root, 'emulation', 'requirements.txt');
const environment = join(root, '.venv');
const environmentStamp = join(environment, '.keyturn-set-up');
const environmentPython = join(environment, 'bin', 'python');
const OLDEST_PYTHON = [3, 11];

class SetUpError extends Error {}

const steps = [
  {
    isCurrent: () => read(modulesStamp) === hash(packageLock),
    run: () => {
      if (isInstalled(root)) say('node_modules is as package-lock.json says');
      else installModules();
      writeFileSync(modulesStamp, hash(packageLock));
    },
  },
  {
    isCurrent: () => existsSync(environmentPython) && read(environmentStamp) === hash(requirements),
    run: () => {
      installPython();
      writeFileSync(environmentStamp, hash(requirements));
    },
  },
];

function installModules() {
  say('installing the Node packages (npm ci)');
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  // Under `npm test` it is the npm that runs us; `npm` on the PATH may be another one.
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm, ...options]] : ['npm', options];
  run(command, args, 'npm ci failed: see its output above');
}

function installPython() {
  const python = findPython();
  say('installing the emulated AWS into .venv (pip)');
  run(
    python,
    ['-m', 'venv', '--clear', environment],
    `${python} could not make .venv: see its output above`,
  );
  run(
    environmentPython,
    [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-input',
      '-r',
      requirements,
    ],
    'pip could not install emulation/requirements.txt: see its output above',
  );
}

/** The first Python that is new enough and can make virtual environments. */
function findPython() {
  const wanted = OLDEST_PYTHON.join('.');
  const problems = [];
  for (const python of [
    'python3',
    'python3.14',
    'python3.13',
    'python3.12',
    'python3.11',
    'python',
  ]) {
    const version = ask(python, 'import sys; print(*sys.version_info[:2])')?.split(' ').map(Number);
    if (version === undefined) continue;
    if (compare(version, OLDEST_PYTHON) < 0)
      problems.push(`${python} is ${version.join('.')}: ${wanted} or newer is needed.`);
    else if (ask(python, 'import venv, ensurepip') === undefined)
      problems.push(
        `${python} has no venv module: install it (on Debian and Ubuntu: apt install python3-venv).`,
      );
    else return python;
  }
  if (problems.length === 0)
    problems.push(`There is no python3 on the PATH: install Python ${wanted} or newer.`);
  throw new SetUpError(problems.join('\n'));
}

function compare([major, minor], [otherMajor, otherMinor]) {
  return major - otherMajor || minor - otherMinor;
}

/** What the Python statement prints; undefined if it fails, or there is no such Python. */
function ask(python, statement) {
  const { status, stdout } = spawnSync(python, ['-c', statement], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function run(command, args, failure) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) throw new SetUpError(`${command} could not be started: ${error.message}`);
  if (status !== 0) throw new SetUpError(failure);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function hash(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function say(text) {
  console.log(`set-up: ${text}`);
}

async function main() {
  if (steps.every(({ isCurrent }) => isCurrent())) return;
  await withLock(
    join(root, '.set-up.lock'),
    async () => {
      // Whoever held the lock before may have done it all.
      for (const { isCurrent, run: make } of steps) if (!isCurrent()) make();
    },
    (owner) => say(`waiting for another set-up (${owner}) to end`),
  );
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`set-up: ${error.message}`);
  process.exitCode = 1;
}
