import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IConfiguration, IModule } from 'dependency-cruiser';
import { projectFiles, root } from '../scripts/project-files';

const LONGEST_FILE = 240;

// Not import: the configuration is JavaScript, for dependency-cruiser's own command.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const config = require('../.dependency-cruiser.cjs') as IConfiguration;

/** What breaks a rule, as `rule: file → file it imports`. */
async function wrongIn(files: readonly string[], baseDir: string): Promise<readonly string[]> {
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = config;
  const { output } = await cruise([...files], {
    ...options,
    baseDir,
    ruleSet: { forbidden },
    validate: true,
  });
  assert.ok(typeof output !== 'string');
  assert.deepEqual(notLookedAt(files, output.modules), []);
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

function notLookedAt(files: readonly string[], modules: readonly IModule[]): readonly string[] {
  const looked = new Set(modules.map(({ source }) => source));
  return files.filter((file) => !looked.has(file));
}

describe('the house', () => {
  it('has arrows that point one way, and no circles', async () => {
    // Programs of others, which find the package where it is installed.
    const isOthers = /^(examples|findings|template)\/|\/programs\//;
    const files = projectFiles('*.ts').filter((file) => !isOthers.test(file));
    assert.ok(files.length > 1000, `${files.length} files`);
    assert.deepEqual(await wrongIn(files, root), []);
  });

  it('has no clock and no environment in its rules', () => {
    const wrong = projectFiles('rules/*.ts')
      .filter((file) => !file.endsWith('.test.ts') && !file.includes('/testing/'))
      .filter((file) =>
        /\bprocess\.|Date\.now\(|new Date\(\)|DateTime\.(now|local|utc)\(\)|Math\.random/.test(
          readFileSync(path.join(root, file), 'utf8'),
        ),
      );
    assert.deepEqual(wrong, []);
  });

  it(`has no file over ${LONGEST_FILE} lines outside tests`, () => {
    const files = projectFiles('*.ts', '*.mjs', '*.cjs', '*.py').filter(
      (file) => !/\.test\.ts$|\/testing\/|^test\//.test(file),
    );
    assert.ok(files.length > 500, `${files.length} files`);
    const linesOf = (file: string) =>
      readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length;
    assert.deepEqual(
      files.filter((file) => linesOf(file) > LONGEST_FILE),
      [],
    );
  });
});

/** A house in which each of these is wrong, or right: a file, what it imports, and the rule that has a word to say. */
const planted: readonly (readonly [file: string, source: string, rule?: string])[] = [
  ['rules/plan.ts', "import './ledger';", 'no circle'],
  ['rules/ledger.ts', "import './plan';", 'no circle'],
  ['cli/summary.ts', "import type { A } from './lines'; export type B = A;", 'no circle'],
  ['cli/lines.ts', "import type { B } from './summary'; export type A = B;", 'no circle'],
  ['rules/up.ts', "import '../functions/free';", 'rules imports only what it may'],
  [
    'rules/typed.ts',
    "import type { Free } from '../functions/free'; export type A = Free;",
    'rules imports only what it may',
  ],
  ['rules/disk.ts', "import 'node:fs';", 'rules imports only what it may'],
  ['rules/late.ts', "void import('../functions/free');", 'rules imports only what it may'],
  ['rules/pretended.ts', "import './testing/free';", 'what only tests use is used by tests'],
  [
    'rules/credentials/up.ts',
    "import '../plan/free';",
    'credentials and notices know nothing of plan, disabling, report, summary',
  ],
  [
    'rules/notices/up.ts',
    "import '../summary/free';",
    'credentials and notices know nothing of plan, disabling, report, summary',
  ],
  [
    'rules/plan/up.ts',
    "import '../report/free';",
    'plan knows nothing of disabling, report, summary',
  ],
  [
    'rules/key-up.ts',
    "import './plan/free';",
    'what stands beside the rooms of rules is below them',
  ],
  ['components/up.ts', "import '../stacks/free';", 'components imports only what it may'],
  ['policy-pack/up.ts', "import '../rules/free';", 'policy-pack imports only what it may'],
  ['emulation/up.ts', "import '../rules/free';", 'emulation imports only what it may'],
  ['emulation/up.test.ts', "import '../rules/free';", 'emulation imports only what it may'],
  ['functions/up.ts', "import '../cli/free';", 'functions imports only what it may'],
  ['functions/dev.ts', "import 'dev';", 'what is for development stays here'],
  ['functions/unnamed.ts', "import 'unnamed';", 'packages are those that package.json names'],
  ['functions/gone.ts', "import './nowhere';", 'everything can be found'],
  ['functions/ports/up.ts', "import '../adapters/free';", 'ports know the rules alone'],
  ['functions/adapters/up.ts', "import '../acting/free';", 'adapters know nothing of what acts'],
  ['functions/acting/up.ts', "import '../monitor/free';", 'handlers are imported by nobody'],
  [
    'functions/notify/up.ts',
    "import '../monitor/free';",
    'handlers are imported by no other handler',
  ],
  [
    'functions/slack-in/up.ts',
    "import '../monitor/free';",
    'handlers are imported by no other handler',
  ],
  [
    'functions/slack-in/sideways.ts',
    "import '../adapters/free';",
    'handlers meet adapters where they are put together',
  ],
  [
    'functions/monitor/sideways.ts',
    "import '../adapters/free';",
    'handlers meet adapters where they are put together',
  ],
  [
    'functions/monitor/pretended.ts',
    "import '../in-memory/free';",
    'what only tests use is used by tests',
  ],
  ['cli/up.ts', "import '../stacks/free';", 'cli imports only what it may'],
  [
    'rules/policies/ask.test.ts',
    "import '@cloud-copilot/iam-simulate';",
    'the simulation is asked about one thing',
  ],
  ['cli/acts.ts', "import '../functions/adapters/iam/switch';", 'the command disables nothing'],

  ['functions/monitor/down.ts', "import '../acting/free'; import 'node:fs';"],
  ['functions/monitor/wire.ts', "import '../adapters/free';"],
  ['functions/in-memory/down.ts', "import '../adapters/free'; import './free';"],
  ['rules/report/down.ts', "import '../plan/free'; import '../summary/free';"],
  ['rules/plan-day.ts', "import './plan/free';"],
  ['functions/acting/down.ts', "import '../adapters/free'; import '../ports/free'; import 'prod';"],
  ['stacks/down.ts', "import '../components/free'; import '../rules/free';"],
  ['cli/down.ts', "import '../stacks/config/free'; import '../rules/free';"],
  ['rules/plan.test.ts', "import '../functions/free'; import './testing/free'; import 'dev';"],
  ['rules/policies/testing/simulation.ts', "import '@cloud-copilot/iam-simulate';"],
];
/** What imports nothing. */
const free = [
  ...['cli', 'components', 'functions', 'functions/acting', 'functions/adapters'],
  ...['functions/in-memory', 'functions/monitor', 'functions/ports', 'rules', 'rules/plan'],
  ...['rules/report', 'rules/summary', 'rules/testing', 'stacks', 'stacks/config'],
].map((room) => `${room}/free.ts`);

describe('the rules of the house', () => {
  let found: readonly string[];

  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-house-'));
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    try {
      const simulation = '@cloud-copilot/iam-simulate';
      const dependencies = {
        dependencies: { prod: '1.0.0' },
        devDependencies: { dev: '1.0.0', [simulation]: '1.0.0' },
      };
      write('package.json', JSON.stringify(dependencies));
      for (const name of ['prod', 'dev', 'unnamed', simulation]) {
        write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
        write(`node_modules/${name}/index.js`, '');
      }
      for (const file of [...free, 'functions/adapters/iam/switch.ts'])
        write(file, 'export type Free = 1;');
      for (const [file, source] of planted) write(file, source);
      found = await wrongIn([...planted.map(([file]) => file), ...free], folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const [file, source, rule] of planted)
    it(`${rule === undefined ? 'let' : `(${rule}) refuse`} ${file}: ${source}`, () => {
      const own = found.filter((each) => each.includes(`: ${file} → `));
      if (rule === undefined) assert.deepEqual(own, []);
      else
        assert.ok(
          found.some((each) => isOf(each, rule, file)),
          found.join('\n'),
        );
    });

  it('refuse nothing else', () => {
    const wrong = planted.filter(([, , rule]) => rule !== undefined).map(([file]) => file);
    const others = found.filter((each) => !wrong.some((file) => each.includes(file)));
    assert.deepEqual(others, []);
  });
});

/** A circle is told once, from one of its files. */
function isOf(violation: string, rule: string, file: string): boolean {
  const [from = '', to = ''] = violation.slice(rule.length + 2).split(' → ');
  return (
    violation.startsWith(`${rule}: `) && (from === file || (rule === 'no circle' && to === file))
  );
}
