import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../project-files';
import { accountsPictures } from './draw';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the picture of the three accounts', () => {
  const pictures = accountsPictures();

  it('is the one that the documentation has, light and dark: `npm run docs:accounts` renews it', () => {
    assert.equal(pictures.size, 2);
    const page = read('docs/roll-out.md');
    for (const [file, svg] of pictures) {
      assert.equal(read(file), svg, file);
      assert.ok(page.includes(path.posix.relative('docs', file)), file);
    }
  });

  for (const [file, svg] of pictures) {
    const words = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);

    it(`${file} has the accounts of the example, by their names`, () => {
      const folder = 'examples/three-accounts';
      for (const name of ['identity', 'production', 'monitor']) {
        assert.ok(words.includes(name));
        assert.ok(parse(read(`${folder}/Pulumi.${name}.yaml`)) !== null);
      }
    });

    it(`${file} has no text or arrow outside of it, and no arrow without a head`, () => {
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
      assert.ok(width && height);
      for (const [, xs, ys] of svg.matchAll(/ x="([\d.]+)" y="([\d.]+)"/g))
        assert.ok(Number(xs) < width && Number(ys) < height);
      const heads = new Set([...svg.matchAll(/<marker id="(\w+)"/g)].map(([, id]) => id));
      const used = [...svg.matchAll(/url\(#(\w+)\)/g)].map(([, id]) => id);
      assert.ok(used.length > 10);
      assert.deepEqual(new Set(used), heads);
    });
  }
});
