import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { dependencies } from '../package.json';
import { planStack } from '../stacks/config/plan';
import { formatProblem } from '../stacks/config/problem';
import { readProjectFolder } from '../stacks/config/project-folder';

const root = path.join(__dirname, '..');
const examples = path.join(root, 'examples');

interface Schema {
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly inputProperties: Readonly<Record<string, unknown>>;
        readonly requiredInputs?: string[];
      }
    >
  >;
}
const schema = JSON.parse(readFileSync(path.join(root, 'plugin', 'schema.json'), 'utf8')) as Schema;

/** A component as an example uses it: the inputs by their names in the schema. */
interface Use {
  readonly component: string;
  readonly inputs: readonly string[];
}

/** Finds every `keyturn.Component(name, input=…)`. */
const pythonUses = `
import ast, json, sys
uses = []
for node in ast.walk(ast.parse(open(sys.argv[1]).read())):
    call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func
    if call and isinstance(call.value, ast.Name) and call.value.id == "keyturn":
        uses.append({"component": call.attr, "inputs": [word.arg for word in node.keywords]})
print(json.dumps(uses))
`;

function usesInPython(): readonly Use[] {
  const python = path.join(root, '.venv', 'bin', 'python');
  const program = path.join(examples, 'python', '__main__.py');
  const uses = JSON.parse(
    execFileSync(python, ['-c', pythonUses, program], { encoding: 'utf8' }),
  ) as Use[];
  return uses
    .filter(({ component }) => component !== 'WatchedAccountArgs')
    .map(({ component, inputs }) => ({
      component,
      inputs: inputs.map((name) =>
        name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      ),
    }));
}

function usesInYaml(): readonly Use[] {
  const { resources } = parse(readFileSync(path.join(examples, 'yaml', 'Pulumi.yaml'), 'utf8')) as {
    resources: Record<string, { type: string; properties?: object }>;
  };
  return Object.values(resources).map(({ type, properties = {} }) => ({
    component: type.replace('keyturn:', ''),
    inputs: Object.keys(properties),
  }));
}

/** Whoever copies one goes through days of reading before anything is done: that is what the guides say. */
describe('what is there to be copied', () => {
  for (const folder of ['.', 'examples/one-account', 'examples/three-accounts'])
    it(`${folder} only listens`, () => {
      const project = readProjectFolder(path.join(root, folder));
      const plans = project.stacks.map((stack) => planStack(project, stack).value?.config);
      const monitors = plans.filter((config) => config?.accountKinds.includes('monitor'));
      assert.deepEqual(
        monitors.map((config) => config?.dryRun),
        [true],
      );
    });

  it('no program or template switches a dry run off', () => {
    const files = execFileSync('git', ['ls-files', 'examples', 'template', 'Pulumi*.yaml'], {
      cwd: root,
      encoding: 'utf8',
    });
    const acting = files
      .split('\n')
      .filter((file) => file !== '')
      .filter((file) => {
        const text = readFileSync(path.join(root, file), 'utf8');
        return /dry_?run["']?\s*[:=]\s*["']?false/i.test(text);
      });
    assert.deepEqual(acting, []);
  });
});

describe('the examples', () => {
  for (const [folder, stacks] of [
    ['one-account', ['acme']],
    ['three-accounts', ['identity', 'monitor', 'production']],
  ] as const)
    it(`${folder} is without a mistake`, () => {
      const project = readProjectFolder(path.join(examples, folder));
      assert.deepEqual(project.stacks, stacks);
      for (const stack of stacks)
        assert.deepEqual(planStack(project, stack).problems.map(formatProblem), []);
    });

  for (const [language, read] of [
    ['python', usesInPython],
    ['yaml', usesInYaml],
  ] as const)
    it(`${language} gives each component the inputs that it has, and all that it needs`, () => {
      const uses = read();
      assert.ok(uses.length > 2);
      for (const { component, inputs } of uses) {
        const { inputProperties = {}, requiredInputs = [] } =
          schema.resources[`keyturn:index:${component}`] ?? {};
        assert.deepEqual(
          inputs.filter((name) => !(name in inputProperties)),
          [],
          component,
        );
        assert.deepEqual(
          requiredInputs.filter((name) => !inputs.includes(name)),
          [],
          component,
        );
      }
    });

  for (const folder of [
    'examples/one-account',
    'examples/three-accounts',
    'examples/typescript',
    'template',
  ])
    it(`${folder} asks npm for the Pulumi that it is tested with, for nobody's keyturn, and runs the installed one`, () => {
      const manifest = JSON.parse(
        readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
      ) as {
        dependencies: Record<string, string>;
        scripts: Record<string, string>;
        allowScripts: Record<string, boolean>;
      };
      assert.deepEqual(manifest.dependencies, {
        '@pulumi/aws': `^${dependencies['@pulumi/aws']}`,
        '@pulumi/pulumi': `^${dependencies['@pulumi/pulumi']}`,
      });
      assert.deepEqual(manifest.scripts, { keyturn: 'keyturn' });
      // Else npm warns of a script that only compares version numbers.
      assert.deepEqual(manifest.allowScripts, { protobufjs: false });
    });

  for (const folder of [
    ...['one-account', 'python', 'typescript', 'yaml'].map((name) => `examples/${name}`),
    'template',
  ])
    it(`${folder} keeps out of git what the guides keep out of that of three accounts`, () => {
      const ignoredIn = (each: string) =>
        readFileSync(path.join(root, each, '.gitignore'), 'utf8')
          .trim()
          .split('\n');
      const ignored = ignoredIn(folder);
      for (const line of ignoredIn('examples/three-accounts'))
        assert.ok(ignored.includes(line), line);
    });

  it('what the README makes in a clone is ignored there', () =>
    assert.equal(
      execFileSync('git', ['check-ignore', 'keys.html', 'import.json'], {
        cwd: root,
        encoding: 'utf8',
      }),
      'keys.html\nimport.json\n',
    ));
});
