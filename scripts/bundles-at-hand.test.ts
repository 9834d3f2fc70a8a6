import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeAtHand, takeBundles, type Bundles } from './bundles-at-hand';

describe('bundles at hand', () => {
  let folder: string;
  let repository: string;
  let bundles: Bundles<string>;
  let made: string[];
  /** What somebody does while bundles are made. */
  let meanwhile: () => void;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-at-hand-'));
    repository = path.join(folder, 'repository');
    for (const room of ['cli', 'components', 'functions', 'reports', 'rules', 'scripts', 'stacks'])
      give(`${room}/deep/a.ts`, room);
    for (const file of ['package.json', 'package-lock.json', 'tsconfig.json']) give(file, '{}');
    made = [];
    meanwhile = () => undefined;
    bundles = {
      folder: path.join(repository, 'dist', 'cli'),
      make: (into) => {
        mkdirSync(path.join(into, 'deep'), { recursive: true });
        writeFileSync(path.join(into, 'deep', 'index.js'), `bundle ${made.length}`);
        made.push(into);
        meanwhile();
        return Promise.resolve('made');
      },
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function give(name: string, text: string): void {
    const file = path.join(repository, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async function take(): Promise<string> {
    const into = mkdtempSync(path.join(folder, 'into-'));
    await takeBundles(bundles, into, repository);
    assert.deepEqual(readdirSync(into), ['deep']);
    return readFileSync(path.join(into, 'deep', 'index.js'), 'utf8');
  }

  it('are made where none are', async () => {
    assert.equal(await take(), 'bundle 0');
    assert.equal(await take(), 'bundle 1');
    assert.ok(!made.includes(bundles.folder));
  });

  it('are copied where they were made of the same sources', async () => {
    assert.equal(await makeAtHand(bundles, repository), 'made');
    assert.equal(await take(), 'bundle 0');
    assert.deepEqual(made, [bundles.folder]);
  });

  for (const source of [
    'rules/deep/a.ts',
    'scripts/deep/texts/b.txt',
    'cli/c.ts',
    'package-lock.json',
  ])
    it(`are made anew for another ${source}`, async () => {
      await makeAtHand(bundles, repository);
      give(source, 'another');
      assert.equal(await take(), 'bundle 1');
    });

  it('are made anew where a source is gone, or is called otherwise', async () => {
    give('rules/b.ts', 'b');
    await makeAtHand(bundles, repository);
    rmSync(path.join(repository, 'rules', 'b.ts'));
    assert.equal(await take(), 'bundle 1');
    give('rules/c.ts', 'b');
    assert.equal(await take(), 'bundle 2');
  });

  it('are copied where only tests are others', async () => {
    await makeAtHand(bundles, repository);
    for (const file of ['rules/a.test.ts', 'scripts/deep/b.test.ts', 'cli/testing/c.ts'])
      give(file, 'another');
    assert.equal(await take(), 'bundle 0');
  });

  it('are not at hand where a source changed while they were made', async () => {
    meanwhile = () => give('rules/deep/a.ts', 'edited');
    await makeAtHand(bundles, repository);
    assert.equal(await take(), 'bundle 1');
  });

  it('are not at hand where the last time they could not be made', async () => {
    await makeAtHand(bundles, repository);
    meanwhile = () => {
      throw new Error('no licence');
    };
    await assert.rejects(makeAtHand(bundles, repository));
    meanwhile = () => undefined;
    assert.equal(await take(), 'bundle 2');
  });
});
