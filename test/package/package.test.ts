import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Company } from '../../cli/testing/company';
import { version } from '../../package.json';
import { PackProcess } from '../../policy-pack/testing/pack-process';
import { engineer, user } from '../../policy-pack/testing/resources';
import { InstalledProject } from './installed-project';

const root = path.join(__dirname, '..', '..');

/** Every file that the package may hold, by where it is. */
const belongs: readonly RegExp[] = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|(engineers|stack-config)\.schema\.json)$/,
  /^(dist\/(functions\/(monitor|notify|key-events|slack-in|act)|cli)\/)?THIRD-PARTY-NOTICES$/,
  /^(components|rules|stacks|policy-pack|plugin)\/.*\.(js|d\.ts)$/,
  /^policy-pack\/(PulumiPolicy\.yaml|package\.json)$/,
  /^plugin\/(PulumiPlugin\.yaml|package\.json|schema\.json)$/,
  /^dist\/functions\/(monitor|notify|key-events|slack-in|act)\/index\.js(\.LEGAL\.txt)?$/,
  /^dist\/cli\/keyturn\.js(\.LEGAL\.txt)?$/,
  // What each subcommand does, in a bundle of its own.
  /^dist\/cli\/run-[a-z-]+\/(index\.js(\.LEGAL\.txt)?|THIRD-PARTY-NOTICES)$/,
  /^stacks\/THIRD-PARTY-NOTICES$/,
];

describe('the package', () => {
  const project = new InstalledProject();
  let company: Company;
  before(() => project.install());
  after(() => project.delete());
  before(async () => (company = await Company.open()));
  after(() => company?.stop());

  function files(): string[] {
    return readdirSync(project.keyturn, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(path.join(project.keyturn, file)).isFile(),
    );
  }

  it('holds what is needed and nothing else', () => {
    const found = files();
    const strangers = found.filter(
      (file) => !belongs.some((place) => place.test(file)) || /testing|\.test\./.test(file),
    );
    assert.deepEqual(strangers, []);
    const missing = belongs.filter((place) => !found.some((file) => place.test(file)));
    assert.deepEqual(missing, []);
  });

  it('names no folder of the machine that made it', () => {
    const telling = files().filter((file) =>
      readFileSync(path.join(project.keyturn, file), 'utf8').includes(root),
    );
    assert.deepEqual(telling, []);
  });

  it('finds favour with publint and attw', () => {
    const tarball = path.join(project.folder, project.tarball);
    for (const [tool, ...args] of [
      ['publint', '--strict', tarball],
      ['attw', '--no-color', tarball],
    ] as const) {
      const { status, stdout } = spawnSync(path.join(root, 'node_modules', '.bin', tool), args, {
        encoding: 'utf8',
      });
      assert.equal(status, 0, stdout);
    }
  });

  it('has types with which a user’s program is checked, without skipping any', () =>
    assert.equal(project.compilerOutput, ''));

  for (const [name, node] of Object.entries(project.nodes))
    describe(`on ${name}`, () => {
      it('is that Node', () => {
        const found = execFileSync(node, ['--version'], { encoding: 'utf8' });
        assert.ok(found.startsWith(`v${name.replace('Node ', '')}.`), found);
      });

      it('has components, with the functions that it brings', () => {
        const registered = JSON.parse(project.run(node, 'components.js')) as {
          type: string;
          name: string;
          code?: string;
        }[];
        const types = registered.map(({ type }) => type);
        for (const type of [
          'aws:iam/user:User',
          'aws:dynamodb/table:Table',
          'keyturn:index:Engineer',
        ])
          assert.ok(types.includes(type), type);
        const folders = registered.flatMap(({ code }) => code ?? []);
        assert.deepEqual(folders.map((folder) => path.relative(project.keyturn, folder)).sort(), [
          'dist/functions/key-events',
          'dist/functions/monitor',
          'dist/functions/notify',
        ]);
      });

      it('has the rules: an old key is warned of first', () => {
        const decisions = JSON.parse(project.run(node, 'rules.js')) as string[];
        assert.ok(decisions.includes('send'), decisions.join());
        assert.ok(!decisions.includes('disable'), decisions.join());
      });

      it('has the stacks, for a project’s main', () =>
        assert.equal(
          project
            .run(node, '-p', "typeof require('./node_modules/keyturn/stacks/index.js')")
            .trim(),
          'function',
        ));

      it('has the command', () => {
        const bin = path.join(project.folder, 'node_modules', '.bin', 'keyturn');
        assert.equal(project.run(node, bin, '--version').trim(), version);
        const { status, stderr } = spawnSync(node, [bin, 'plan', '--on', 'yesterday'], {
          encoding: 'utf8',
        });
        assert.equal(status, 2, stderr);
      });

      it('audits, as a page and as JSON', () => {
        const bin = path.join(project.folder, 'node_modules', '.bin', 'keyturn');
        for (const [format, expected] of [
          ['json', /"format": ?"keyturn-report\/1"/],
          ['html', /<h2 id="ages">/],
        ] as const) {
          const args = [bin, 'audit', '--format', format];
          const { status, stdout, stderr } = spawnSync(node, args, {
            encoding: 'utf8',
            env: { PATH: process.env['PATH'], ...company.env },
          });
          assert.deepEqual([status, stderr], [0, '']);
          assert.match(stdout, expected);
        }
      });

      it('has the policy pack', async () => {
        const pack = await PackProcess.start(path.join(project.keyturn, 'policy-pack'), {}, node);
        try {
          assert.equal((await pack.info()).getVersion(), version);
          assert.deepEqual(await pack.runProgram([engineer('ada')]), []);
          assert.notDeepEqual(await pack.runProgram([user('ada', {})]), []);
        } finally {
          await pack.stop();
        }
      });
    });
});
