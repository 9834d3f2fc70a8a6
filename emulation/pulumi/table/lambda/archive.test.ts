import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { archive, assetArchive, fileArchive, fileAsset, stringAsset, zipOf } from './archive';

describe('zipOf', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-archive-'));
    mkdirSync(path.join(folder, 'lib'));
    writeFileSync(path.join(folder, 'index.js'), 'main');
    writeFileSync(path.join(folder, 'lib', 'part.js'), 'part');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function filesIn(zip: Uint8Array): Record<string, string> {
    const files = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith('/'));
    return Object.fromEntries(files.map(([name, content]) => [name, strFromU8(content)]));
  }

  it('packs a folder, with what is below it', () => {
    const files = filesIn(zipOf(fileArchive(folder)));
    assert.deepEqual(files, { 'index.js': 'main', 'lib/part.js': 'part' });
  });

  it('packs what a program put together', () => {
    const code = assetArchive({
      'index.js': stringAsset('text'),
      'copy.js': fileAsset(path.join(folder, 'index.js')),
      nested: fileArchive(path.join(folder, 'lib')),
    });
    assert.deepEqual(filesIn(zipOf(code)), {
      'index.js': 'text',
      'copy.js': 'main',
      'nested/part.js': 'part',
    });
  });

  it('takes a zip as it is', () => {
    const zip = zipSync({ 'a.js': Buffer.from('a') });
    writeFileSync(path.join(folder, 'code.zip'), zip);
    assert.deepEqual(
      Buffer.from(zipOf(fileArchive(path.join(folder, 'code.zip')))),
      Buffer.from(zip),
    );
  });

  it('makes the same zip of the same files, whenever they were written', () => {
    const first = zipOf(fileArchive(folder));
    writeFileSync(path.join(folder, 'index.js'), 'main');
    assert.deepEqual(zipOf(fileArchive(folder)), first);
    writeFileSync(path.join(folder, 'index.js'), 'changed');
    assert.notDeepEqual(zipOf(fileArchive(folder)), first);
  });

  it('is given archives only', () => {
    assert(archive.safeParse(fileArchive(folder)).success);
    assert(archive.safeParse({ ...fileArchive(folder), hash: 'x' }).success);
    for (const wrong of [undefined, folder, { path: folder }, fileAsset(folder), stringAsset('x')])
      assert(!archive.safeParse(wrong).success, JSON.stringify(wrong));
  });
});
