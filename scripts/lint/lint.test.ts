import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../project-files';
import { lint } from './eslint';
import { programOf, typeErrorsOf } from './program';

describe('npm run lint', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-lint-'));
    const config = pathToFileURL(path.join(root, 'eslint.config.mjs')).href;
    give('eslint.config.mjs', `export { default } from ${JSON.stringify(config)};\n`);
    give('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const compilerOptions = { strict: true, lib: ['es2024'], target: 'es2024', types: [] };
  const give = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const program = () => programOf(path.join(folder, 'tsconfig.json'));
  const messages = async (patterns = ['*.ts']) => lint(program(), patterns, folder);

  it('has nothing to say of what is right', async () => {
    give('a.ts', 'export const a: number = 1;\n');
    assert.equal(typeErrorsOf(program()), '');
    assert.deepEqual(await messages(), { text: '', errors: 0 });
  });

  it('names what does not fit the types', () => {
    give('a.ts', "export const a: number = 'one';\n");
    assert.match(typeErrorsOf(program()), /a\.ts.*\n?.*TS2322/);
  });

  it('names what only a rule with types sees', async () => {
    give('a.ts', 'export const a = () => Promise.resolve(1);\n');
    give('b.ts', "import { a } from './a';\nexport const b = () => {\n  a();\n};\n");
    const { text, errors } = await messages();
    assert.match(text, /b\.ts[^]*3:3[^]*no-floating-promises/);
    assert.equal(errors, 1);
  });

  it('refuses a file of TypeScript that the program does not have', async () => {
    give('a.ts', 'export const a = 1;\n');
    const before = program();
    give('late.ts', 'export const late = 1;\n');
    const { text, errors } = await lint(before, ['*.ts'], folder);
    assert.match(text, /late\.ts[^]*not found in any of the provided program/);
    assert.equal(errors, 1);
  });

  it('refuses a configuration that is none', () => {
    assert.throws(() => programOf(path.join(folder, 'none.json')));
    give(
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { target: 'es1' }, include: ['*.ts'] }),
    );
    give('a.ts', 'export {};\n');
    assert.match(typeErrorsOf(program()), /--target/);
  });
});
