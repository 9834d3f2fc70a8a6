import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
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
import { writeFiles } from './write-files';

describe('two files', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'keyturn-files-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const inFolder = (name: string) => path.join(folder, name);
  const target = (name: string, mayExist = false) => ({
    file: inFolder(name),
    option: `--${name}`,
    mayExist,
    howElse: '',
    text: `new ${name}`,
  });
  const read = (name: string) => readFileSync(inFolder(name), 'utf8');

  it('are both written', () => {
    writeFileSync(inFolder('b'), 'old b');
    chmodSync(inFolder('b'), 0o640);
    writeFiles([target('a'), target('b', true)]);
    assert.deepEqual([read('a'), read('b')], ['new a', 'new b']);
    assert.equal(statSync(inFolder('b')).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'b']);
  });

  it('are where a link leads', () => {
    writeFileSync(inFolder('real'), 'old');
    symlinkSync('real', inFolder('link'));
    writeFiles([target('link', true)]);
    assert.equal(read('real'), 'new link');
    assert.deepEqual(readdirSync(folder).sort(), ['link', 'real']);
  });

  for (const [what, second] of [
    ['in a folder that is not there', { name: 'no/such/b' }],
    ['that somebody made just now', { name: 'there' }],
  ] as const)
    it(`are both left as they were where one is not to be written: ${what}`, () => {
      writeFileSync(inFolder('there'), 'theirs');
      writeFileSync(inFolder('old'), 'old');
      const error = /can't be written \(.*\): nothing was written/;
      assert.throws(() => writeFiles([target('a'), target(second.name)]), error);
      assert.throws(() => writeFiles([target('old', true), target(second.name)]), error);
      assert.equal(existsSync(inFolder('a')), false);
      assert.deepEqual([read('old'), read('there')], ['old', 'theirs']);
      assert.deepEqual(readdirSync(folder).sort(), ['old', 'there']);
    });
});
