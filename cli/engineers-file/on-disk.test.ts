import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EngineersOnDisk } from './on-disk';

describe('engineers.yaml on the disk', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-move-'));
    file = path.join(folder, 'engineers.yaml');
    writeFileSync(file, 'before\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is replaced whole, with the rights that it had', () => {
    chmodSync(file, 0o664);
    EngineersOnDisk.read(file, 'engineers.yaml').replace('after\n');
    assert.equal(readFileSync(file, 'utf8'), 'after\n');
    assert.equal(statSync(file).mode & 0o777, 0o664);
    assert.deepEqual(readdirSync(folder), ['engineers.yaml']);
  });

  it('stays where a link leads to', () => {
    const link = path.join(folder, 'link.yaml');
    symlinkSync(file, link);
    EngineersOnDisk.read(link, 'link.yaml').replace('after\n');
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(file, 'utf8'), 'after\n');
  });

  it('is left alone where somebody else has changed it meanwhile', () => {
    const read = EngineersOnDisk.read(file, 'engineers.yaml');
    writeFileSync(file, 'theirs\n');
    assert.throws(() => read.replace('after\n'), /engineers\.yaml was changed by somebody else/);
    assert.equal(readFileSync(file, 'utf8'), 'theirs\n');
    assert.deepEqual(readdirSync(folder), ['engineers.yaml']);
  });

  it('that is not there, or can’t be written, is one line', () => {
    assert.throws(
      () => EngineersOnDisk.read(path.join(folder, 'none.yaml'), 'none.yaml'),
      /none\.yaml can't be read/,
    );
    const read = EngineersOnDisk.read(file, 'engineers.yaml');
    rmSync(folder, { recursive: true });
    assert.throws(() => read.assertWritable(), /engineers\.yaml can't be written/);
    assert.throws(() => read.replace('after\n'), /engineers\.yaml can't be written/);
  });
});
