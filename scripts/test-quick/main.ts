import { execFileSync, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFiles, root } from '../project-files';
import { counted } from '../../rules/counted';
import { readTestTimes } from '../test-times/file';
import { withTypeScript } from '../typescript/options';
import { choose, type Reached } from './choose';
import { Graph } from './graph';
import { isSeenAsBefore } from './shape';

const help = `npm run test:quick -- [--seconds N | --all] [FILE…]

Of \`npm test\`, what says most about the changed files: those that Git finds changed since the last commit, or those
that are given. Tests that reach a changed file by imports, or by a path in their source, the nearest first, as many
as fit; types and lint of the changed files, and of what imports them where their own types are others than they were
at the last commit. It names what it leaves out.

  --seconds N  how long the tests may take together, two files at a time, by the times of the last \`npm test\` (8)
  --all        every test that reaches a changed file
  --help       print this`;

const JOBS = 2;
/** On what every test runs. */
const surroundings = [
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  '.mocharc.json',
  'emulation/package.json',
  'emulation/requirements.txt',
  'test/attacks/suite-output.ts',
  'scripts/typescript/transpiler.cjs',
  'scripts/typescript/register.cjs',
];
/** What takes longer to know the types of than all that there is time for. */
const slowTypes = /^@pulumi\//;

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '8' },
      all: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return (console.log(help), true);
  if (!/^\d{1,4}$/.test(values.seconds))
    throw new RangeError(`--seconds: expected a number, found ${JSON.stringify(values.seconds)}`);
  const changed = positionals.length > 0 ? given(positionals) : changedFiles();
  if (changed.length === 0) return (console.log('nothing is changed, and nothing was run'), true);
  const graph = await Graph.read();
  const reached = reachedBy(graph, changed);
  const budget = values.all ? Infinity : Number(values.seconds) * 1000 * JOBS;
  const { run, leftOut } = choose(reached, readTestTimes() ?? [], budget);
  const tests = testsPass(graph, run);
  const checked = checkedWith(graph, changed);
  const outcomes = await Promise.all([
    tests,
    checked.files.length === 0
      ? undefined
      : passes(process.execPath, [...withTypeScript, 'scripts/lint/main.ts', ...checked.files]),
    passes('node_modules/.bin/prettier', ['--check', '--ignore-unknown', ...changed]),
  ]);
  const ok = outcomes.every((each) => each ?? true);
  console.log(
    [
      `${counted(changed.length, 'file')} changed, ${counted(reached.length, 'test file')} of ${projectFiles('*.test.ts').length} reached.`,
      `Tests of ${counted(run.length, 'file')}: ${said(outcomes[0])}. Types and ESLint of ${counted(checked.files.length, 'file')}: ${said(outcomes[1])}. Format of what is changed: ${said(outcomes[2])}.`,
      ...(leftOut.length > 0
        ? [`Left out, though reached: ${leftOut.map(({ file }) => file).join(', ')}.`]
        : []),
      ...(checked.leftOut > 0
        ? [
            `Types and ESLint left out for ${counted(checked.leftOut, 'file')} that import what is changed.`,
          ]
        : []),
      'Not looked at: what leads to a change neither by imports nor by a path in the source. `npm test` runs all.',
    ].join('\n'),
  );
  return ok;
}

/** @throws Error for a file that the repository does not have */
function given(files: readonly string[]): readonly string[] {
  const known = new Set(projectFiles());
  const names = files.map((file) => path.relative(root, path.resolve(file)));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`the repository has no file ${unknown.join(', ')}`);
  return names;
}

/** Changed or new since the last commit. What is deleted is found by the types of what needed it. */
function changedFiles(): readonly string[] {
  const differing = execFileSync('git', ['diff', '--name-only', '-z', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0');
  const fresh = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0');
  const known = new Set(projectFiles());
  return [...new Set([...differing, ...fresh])].filter((file) => known.has(file));
}

/** Undefined where there was no such file. */
function atLastCommit(file: string): string | undefined {
  const shown = spawnSync('git', ['show', `HEAD:${file}`], { cwd: root, encoding: 'utf8' });
  return shown.status === 0 ? shown.stdout : undefined;
}

function reachedBy(graph: Graph, changed: readonly string[]): readonly Reached[] {
  const everywhere = surroundings.flatMap((file) => [...graph.reachOf(file).keys()]);
  const isEverywhere = changed.some((file) => everywhere.includes(file));
  return projectFiles('*.test.ts').flatMap((file) => {
    const reach = graph.reachOf(file);
    const distances = changed.flatMap((each) => reach.get(each) ?? []);
    if (distances.length > 0) return [{ file, distance: Math.min(...distances) }];
    return isEverywhere ? [{ file, distance: Infinity }] : [];
  });
}

/**
 * The changed files of TypeScript and what imports them, unless that sees what it saw before; and what is slow only where
 * a changed one is, too.
 */
function checkedWith(
  graph: Graph,
  changed: readonly string[],
): { readonly files: readonly string[]; readonly leftOut: number } {
  const isTypeScript = (file: string) =>
    file.endsWith('.ts') && !/^(examples|template)\//.test(file);
  const sources = changed.filter(isTypeScript);
  if (isSeenAsBefore(root, sources, atLastCommit)) return { files: sources, leftOut: 0 };
  const isSlow = (file: string) => graph.needs(file, slowTypes);
  const importers = new Set(
    sources.flatMap((file) => graph.importersOf(file)).filter(isTypeScript),
  );
  const others = [...importers].filter((file) => !sources.includes(file));
  const wanted = sources.some(isSlow) ? others : others.filter((file) => !isSlow(file));
  return { files: [...sources, ...wanted], leftOut: others.length - wanted.length };
}

/** Undefined where there is none to run. */
async function testsPass(graph: Graph, run: readonly Reached[]): Promise<boolean | undefined> {
  if (run.length === 0) return undefined;
  const files = run.map(({ file }) => file);
  const needBundles = files.some((file) =>
    [...graph.reachOf(file).keys()].some((each) => each.startsWith('dist/')),
  );
  if (needBundles && !(await passes('npm', ['run', '-s', 'build']))) return false;
  const parallel = files.length > 1 ? ['--parallel', '--jobs', String(JOBS)] : [];
  const required = ['./scripts/typescript/register.cjs', './test/attacks/suite-output.ts'];
  const requires = required.flatMap((each) => ['--require', each]);
  return passes('node_modules/.bin/mocha', [...parallel, ...requires, ...files]);
}

/** Whether the command ends well. */
async function passes(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

function said(outcome: boolean | undefined): string {
  if (outcome === undefined) return 'none to run';
  return outcome ? 'no mistake' : 'MISTAKES, see above';
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
