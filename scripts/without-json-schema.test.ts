import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { bundleOptions } from './build-functions';
import { withoutJsonSchema } from './without-json-schema';

const contents = `
  import * as z from 'zod';
  const schema = z.strictObject({ a: z.array(z.iso.datetime()), b: z.enum(['c']).optional() });
  const problems = schema.safeParse({ a: ['soon'], d: 1 }).error.issues.map(({ path, code }) => [path.join('.'), code]);
  let written;
  try {
    written = schema.toJSONSchema().type;
  } catch ({ message }) {
    written = message;
  }
  console.log(JSON.stringify({ read: schema.parse({ a: [] }), problems, written }));`;

describe('a bundle without JSON Schema', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'keyturn-schemas-'))));
  after(() => rmSync(folder, { recursive: true }));

  const bundled = async (name: string, plugins: Plugin[]) => {
    const outfile = path.join(folder, `${name}.js`);
    const stdin = { contents, resolveDir: __dirname };
    const { metafile } = await build({ ...bundleOptions, plugins, stdin, outfile });
    const { stdout } = await promisify(execFile)(process.execPath, [outfile]);
    const [output] = Object.values(metafile.outputs);
    return { bytes: output?.bytes ?? NaN, says: JSON.parse(stdout) as Record<string, unknown> };
  };

  it('reads as any other, is smaller, and says so where one is to be written', async () => {
    const whole = await bundled('whole', []);
    const without = await bundled('without', [withoutJsonSchema]);
    assert.deepEqual(without.says, { ...whole.says, written: 'JSON Schema is not in the bundle' });
    assert.deepEqual([whole.says['read'], whole.says['written']], [{ a: [] }, 'object']);
    assert.ok(without.bytes < whole.bytes - 10_000, `${without.bytes} of ${whole.bytes}`);
  });
});
