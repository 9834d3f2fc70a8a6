import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildFunctions, type Bundle } from './build-functions';

describe('the functions’ bundles', () => {
  let folder: string;
  let bundles: Readonly<Record<string, Bundle>>;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bundles-'));
    bundles = await buildFunctions(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are those of the three functions, each of a megabyte at most', () => {
    assert.deepEqual(Object.keys(bundles).toSorted(), ['key-events', 'monitor', 'notify']);
    for (const [name, { bytes }] of Object.entries(bundles))
      assert.ok(bytes > 0 && bytes <= 1_000_000, `${name} has ${bytes} bytes`);
  });

  for (const name of ['key-events', 'monitor', 'notify'])
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
});
