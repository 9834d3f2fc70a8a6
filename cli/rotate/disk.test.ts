import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readText, replaceText, tryToReplace, writeOwn, type Disk } from './disk';

describe('a file that is replaced', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'keyturn-disk-'));
    file = path.join(folder, 'credentials');
    fs.writeFileSync(file, 'before', { mode: 0o640 });
    fs.chmodSync(file, 0o640);
  });
  afterEach(() => {
    // Before they are left, whatever was wrong: nothing but the file, which is whole.
    const [inside] = [fs.readdirSync(folder)];
    fs.rmSync(folder, { recursive: true });
    assert.ok(!inside.some((name) => name.endsWith('partial')), inside.join());
  });

  /** A disk of which one call fails. */
  const failing = (name: keyof Disk, code: string, after = 0): Disk => {
    let count = 0;
    const real = fs[name] as (...args: unknown[]) => unknown;
    const value = (...args: unknown[]) => {
      if (count++ < after) return real(...args);
      throw Object.assign(new Error(code), { code });
    };
    return Object.create(fs, { [name]: { value } }) as Disk;
  };

  it('keeps its mode, and is never half written', async () => {
    await replaceText(fs, file, 'before', 'after');
    assert.equal(fs.readFileSync(file, 'utf8'), 'after');
    assert.equal(fs.statSync(file).mode & 0o777, 0o640);
  });

  it('is what a link leads to, which stays one', async () => {
    const link = path.join(folder, 'link');
    fs.symlinkSync('credentials', link);
    await replaceText(fs, link, 'before', 'after');
    assert.ok(fs.lstatSync(link).isSymbolicLink());
    assert.equal(fs.readFileSync(file, 'utf8'), 'after');
  });

  it('is left alone where somebody else has changed it', async () => {
    await assert.rejects(
      replaceText(fs, file, 'earlier', 'after'),
      /was changed by another program just now/,
    );
    assert.equal(fs.readFileSync(file, 'utf8'), 'before');
  });

  it('is left alone where it has another name', () => {
    fs.linkSync(file, path.join(folder, 'other'));
    assert.throws(() => tryToReplace(fs, file, 'after'), /has 2 names \(hard links\)/);
  });

  for (const name of ['openSync', 'writeSync', 'fsyncSync', 'chmodSync', 'renameSync'] as const)
    it(`is what it was where ${name} fails, and the error says so`, async () => {
      await assert.rejects(replaceText(failing(name, 'ENOSPC'), file, 'before', 'after'), {
        name: 'CliError',
        message: `${file} can't be written (no space left): make room, then run this again`,
      });
      assert.equal(fs.readFileSync(file, 'utf8'), 'before');
    });

  it('is waited for while another program holds it, but not for ever', async () => {
    await assert.rejects(replaceText(failing('renameSync', 'EBUSY'), file, 'before', 'after'), {
      message: `${file} can't be written (EBUSY): close the program that has it open, then run this again`,
    });
    assert.equal(fs.readFileSync(file, 'utf8'), 'before');
  }).timeout(5000);

  it('is not changed by a trial', () => {
    tryToReplace(fs, file, 'longer than before');
    assert.throws(() => tryToReplace(failing('writeSync', 'EDQUOT'), file, 'x'), /make room/);
    assert.equal(fs.readFileSync(file, 'utf8'), 'before');
  });

  it('is its owner’s alone where it is new, and its folder too', () => {
    const own = path.join(folder, 'new', 'journal');
    writeOwn(fs, own, 'ids');
    assert.equal(fs.statSync(own).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.dirname(own)).mode & 0o777, 0o700);
  });

  it('may not be there, but must be readable', () => {
    assert.equal(readText(fs, path.join(folder, 'none')), undefined);
    assert.throws(
      () => readText(failing('readFileSync', 'EACCES'), file),
      /can't be read \(permission denied\)/,
    );
  });
});
