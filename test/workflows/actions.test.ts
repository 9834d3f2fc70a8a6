import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';
import { sbomFile } from '../../scripts/build-package';

const root = path.join(__dirname, '..', '..');
const folders = ['.github/workflows', 'docs/workflows'];
const workflows = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder)).map((file) => path.join(folder, file)),
);

type Permissions = Readonly<Record<string, 'read' | 'write' | 'none'>>;

interface Workflow {
  readonly on: { readonly push?: { readonly tags?: readonly string[] } };
  readonly permissions?: Permissions;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly 'timeout-minutes'?: number;
        readonly permissions?: Permissions;
        readonly steps: readonly {
          readonly uses?: string;
          readonly run?: string;
          readonly with?: Readonly<Record<string, unknown>>;
        }[];
      }
    >
  >;
}

const isWrite = ([, access]: readonly [string, string]) => access === 'write';

describe('the workflows', () => {
  for (const file of workflows)
    describe(file, () => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const { on, permissions, defaults, jobs } = parse(text) as Workflow;
      const steps = Object.values(jobs).flatMap((job) => job.steps);

      it('pins every action by its commit', () => {
        for (const { uses } of steps)
          if (uses !== undefined) assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      });

      it('says what it may, and how long it may take', () => {
        assert.ok(permissions !== undefined);
        for (const job of Object.values(jobs)) assert.ok((job['timeout-minutes'] ?? 360) <= 60);
      });

      // zizmor: excessive-permissions, undocumented-permissions.
      it('lets only the job write that does, and says what for', () => {
        assert.deepEqual(Object.entries(permissions ?? {}).filter(isWrite), []);
        for (const job of Object.values(jobs))
          for (const [scope] of Object.entries(job.permissions ?? {}).filter(isWrite))
            assert.match(text, new RegExp(`^ +${scope}: write # to .+$`, 'm'));
      });

      // zizmor: cache-poisoning. A branch's run may leave in a cache what a release would be made of.
      it('publishes nothing from a cache', () => {
        const writes = Object.values(jobs).some(({ permissions: own }) =>
          Object.entries(own ?? {}).some(isWrite),
        );
        if (!writes && !on.push?.tags) return;
        for (const { uses = '', with: given } of steps)
          if (uses.startsWith('actions/setup-node@'))
            assert.equal(given?.['package-manager-cache'], false);
      });

      // Without a name GitHub runs `bash -e`, in which `curl … | sh` goes well when curl does not.
      it('fails where any part of a pipe does', () => assert.equal(defaults?.run?.shell, 'bash'));

      // What a pull request or a tag is called is anybody's text: bash must get it as a variable.
      it('puts no expression into a script', () => {
        for (const { run = '' } of steps) assert.ok(!run.includes('${{'), run);
      });

      it('runs scripts that there are', () => {
        const named = steps.flatMap(({ run = '' }) =>
          [...run.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script = '']) => script),
        );
        assert.deepEqual(
          named.filter((script) => !(script in scripts)),
          [],
        );
      });
    });
});

describe('.github/workflows/release.yml', () => {
  const text = readFileSync(path.join(root, '.github/workflows/release.yml'), 'utf8');
  const runs = Object.values((parse(text) as Workflow).jobs).flatMap((job) =>
    job.steps.map(({ run = '' }) => run),
  );
  const stepOf = (command: string) => runs.findIndex((run) => run.includes(command));

  it('publishes and releases what it has built and tested', () => {
    const order = ['bash .ci/run', 'npm run build:package', 'npm publish', 'gh release create'];
    const steps = order.map(stepOf);
    assert.ok(!steps.includes(-1), steps.join());
    assert.deepEqual(
      steps.toSorted((a, b) => a - b),
      steps,
    );
    assert.equal(runs.filter((run) => run.includes('build:package')).length, 1);
  });

  it('gives the bill of materials along, with a time that is in the repository', () => {
    const release = runs[stepOf('gh release create')] ?? '';
    assert.ok(release.split(' ').includes(path.relative(root, sbomFile)), release);
    const build = runs[stepOf('npm run build:package')] ?? '';
    assert.match(build, /^SOURCE_DATE_EPOCH=\$\(git log -1 --format=%ct\) /);
  });
});
