import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';

const root = path.join(__dirname, '..', '..');
const folders = ['.github/workflows', 'docs/workflows'];
const workflows = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder)).map((file) => path.join(folder, file)),
);

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly 'timeout-minutes'?: number;
        readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}

describe('the workflows', () => {
  for (const file of workflows)
    describe(file, () => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const { permissions, jobs } = parse(text) as Workflow;
      const steps = Object.values(jobs).flatMap((job) => job.steps);

      it('pins every action by its commit', () => {
        for (const { uses } of steps)
          if (uses !== undefined) assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      });

      it('says what it may, and how long it may take', () => {
        assert.ok(permissions !== undefined);
        for (const job of Object.values(jobs)) assert.ok((job['timeout-minutes'] ?? 360) <= 60);
      });

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
