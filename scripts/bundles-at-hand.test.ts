import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { haveAtHand, makeAtHand, takeBundles, type Bundles } from './bundles-at-hand';

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
    for (const room of ['cli', 'components', 'functions', 'plugin', 'policy-pack', 'reports'])
      give(`${room}/deep/a.ts`, room);
    for (const room of ['rules', 'scripts', 'stacks']) give(`${room}/deep/a.ts`, room);
    for (const name of ['package', 'package-lock', 'tsconfig', 'tsconfig.package'])
      give(`${name}.json`, '{}');
    for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE']) give(file, file);
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
    'LICENSE',
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

  it('are had at hand: made once, by whoever comes first', async () => {
    await haveAtHand(bundles, repository);
    await haveAtHand(bundles, repository);
    assert.equal(await take(), 'bundle 0');
    give('rules/deep/a.ts', 'another');
    await haveAtHand(bundles, repository);
    assert.equal(await take(), 'bundle 1');
    assert.deepEqual(readdirSync(path.dirname(bundles.folder)).sort(), ['cli', 'cli.sources']);
  });

  it('are had at hand by several who come at a time', async () => {
    await Promise.all([1, 2, 3].map(() => haveAtHand(bundles, repository)));
    assert.match(await take(), /^bundle [012]$/);
    assert.equal(made.length, 3);
    assert.deepEqual(readdirSync(path.dirname(bundles.folder)).sort(), ['cli', 'cli.sources']);
  });

  it('are not had at hand where a source changed while they were made', async () => {
    meanwhile = () => give('rules/deep/a.ts', 'edited');
    await haveAtHand(bundles, repository);
    assert.equal(await take(), 'bundle 1');
  });
});
