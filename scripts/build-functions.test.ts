import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FileArchive } from '@pulumi/pulumi/asset';
import { bundlesIn } from '../components/key-monitor/bundles';
import { functionsOf } from '../rules/names';
import { buildFunctions, type Bundle } from './build-functions';
import { headsOf } from './notices/testing/heads';

const all = functionsOf(true).toSorted();

describe('the functions’ bundles', () => {
  let folder: string;
  let bundles: Readonly<Record<string, Bundle>>;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bundles-'));
    bundles = await buildFunctions(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are those of the functions that a monitor has, each of a megabyte at most', () => {
    assert.deepEqual(Object.keys(bundles).toSorted(), all);
    for (const [name, { bytes }] of Object.entries(bundles))
      assert.ok(bytes > 0 && bytes <= 1_100_000, `${name} has ${bytes} bytes`);
  });

  it('has one of 100 KB at most, and nothing of others in it, for whom Slack waits', () => {
    const { bytes = NaN, packages } = bundles['slack-in'] ?? {};
    assert.ok(bytes > 0 && bytes <= 100_000, `slack-in has ${bytes} bytes`);
    assert.deepEqual(packages, []);
    const notices = readFileSync(path.join(folder, 'slack-in', 'THIRD-PARTY-NOTICES'), 'utf8');
    assert.deepEqual(headsOf(notices), []);
  });

  for (const name of all)
    it(`${name} needs nothing but Node, exports its handler and has a source map`, () => {
      const file = path.join(folder, name, 'index.js');
      const needs = bundles[name]?.needs ?? [];
      assert.ok(needs.length > 0);
      assert.deepEqual(
        needs.filter((module) => !isBuiltin(module)),
        [],
      );
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the bundle as Lambda loads it
      const exported = require(file) as Record<string, unknown>;
      assert.equal(typeof exported['handler'], 'function');
      assert.ok(readFileSync(`${file}.map`, 'utf8').includes(`functions/${name}/handler.ts`));
    });

  // The source map is esbuild's other account of what it took.
  for (const name of all.filter((each) => each !== 'slack-in'))
    it(`${name} names whose software its source map has, in what is deployed`, async () => {
      const archive = await (bundlesIn([name], folder)[name] as FileArchive).path;
      const map = JSON.parse(readFileSync(path.join(archive, 'index.js.map'), 'utf8')) as {
        sources: string[];
      };
      const folders = map.sources.flatMap((source) => {
        const [, found] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
        return found === undefined ? [] : [path.resolve(archive, found)];
      });
      const expected = [...new Set(folders)].map((each) => {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- any package's
        const manifest = require(path.join(each, 'package.json')) as Record<string, string>;
        return `${manifest['name']} ${manifest['version']} (${manifest['license']})`;
      });
      const notices = readFileSync(path.join(archive, 'THIRD-PARTY-NOTICES'), 'utf8');
      assert.ok(expected.length > 10);
      assert.deepEqual(headsOf(notices), [...new Set(expected)].toSorted());
    });
});
