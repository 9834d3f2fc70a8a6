import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kept, type Translated } from './kept.cjs';
import { withTypeScript } from './options';

describe('JavaScript that is kept', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'keyturn-kept-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const outputOf = (how: unknown, code: string, fileName = 'a.ts') => {
    const asked: string[] = [];
    const translate = (text: string): Translated => {
      asked.push(text);
      return { outputText: `${String(how)}(${text})`, sourceMapText: '{}' };
    };
    const { outputText } = kept(how, translate, folder)(code, fileName);
    return [outputText, asked.length];
  };

  it('is asked for once', () => {
    assert.deepEqual(outputOf('x', '1'), ['x(1)', 1]);
    assert.deepEqual(outputOf('x', '1'), ['x(1)', 0]);
  });

  it('is another for another source, file or compiler', () => {
    outputOf('x', '1');
    assert.deepEqual(outputOf('x', '2'), ['x(2)', 1]);
    assert.deepEqual(outputOf('x', '1'), ['x(1)', 1]);
    assert.deepEqual(outputOf('x', '1', 'b.ts'), ['x(1)', 1]);
    assert.deepEqual(outputOf('y', '1'), ['y(1)', 1]);
  });

  it('is made again where the disk has half of it, and leaves nothing else there', () => {
    outputOf('x', '1');
    const [how = ''] = readdirSync(folder);
    const [file = '', ...others] = readdirSync(path.join(folder, how));
    assert.deepEqual(others, []);
    writeFileSync(path.join(folder, how, file), '{"key":');
    assert.deepEqual(outputOf('x', '1'), ['x(1)', 1]);
  });

  it('is made each time where it cannot be kept', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const translate = (outputText: string): Translated => ({ outputText });
    for (const time of ['first', 'second'])
      assert.equal(kept('x', translate, file)('1', 'a.ts').outputText, '1', time);
  });

  it('is not kept with what is wrong with its source', () => {
    const translate = (): Translated => ({ outputText: 'x', diagnostics: ['no'] });
    for (const time of ['first', 'second'])
      assert.deepEqual(kept('x', translate, folder)('?', 'a.ts').diagnostics, ['no'], time);
  });

  for (const [loader, options] of [
    ['ts-node', withTypeScript],
    ['load.cjs', ['-r', path.join(__dirname, 'load.cjs'), '--enable-source-maps']],
  ] as const)
    it(`is loaded by ${loader}, and throws at the source’s own line, kept or not`, () => {
      const file = path.join(folder, `thrown-${loader}.ts`);
      writeFileSync(
        file,
        `interface A {\n  a: 1;\n}\n\nexport const a: A = { a: 1 };\nthrow new Error('x');\n`,
      );
      for (const time of ['first', 'second'])
        assert.throws(
          () => execFileSync(process.execPath, [...options, file], { stdio: 'pipe' }),
          new RegExp(`${path.basename(file)}:6:`),
          time,
        );
    });
});
