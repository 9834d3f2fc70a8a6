import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packFolder, PackProcess } from './testing/pack-process';
import { engineer, user } from './testing/resources';

const installed = path.join(packFolder, '..', 'node_modules');

/**
 * A copy of the folder outside of the repository, as `pulumi policy publish` sends it, with the packages that its
 * own package.json asks for and no others. They are links, so that the test needs no network.
 */
function copyPack(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-policy-pack-'));
  cpSync(packFolder, folder, {
    recursive: true,
    filter: (file) => path.basename(file) !== 'node_modules' && !file.endsWith('.test.ts'),
  });
  rmSync(path.join(folder, 'testing'), { recursive: true });
  for (const name of Object.keys(manifest(packFolder).dependencies)) {
    const link = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(installed, name), link, 'dir');
  }
  return folder;
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

describe('a copy of the policy pack outside of the repository', () => {
  let folder: string;
  let pack: PackProcess;
  before(async () => {
    folder = copyPack();
    pack = await PackProcess.start(folder);
  });
  after(async () => {
    await pack?.stop();
    rmSync(folder, { recursive: true });
  });

  it('starts, type-checked, and works', async () => {
    assert.equal((await pack.info()).getVersion(), manifest(packFolder).version);
    assert.deepEqual(await pack.runProgram([engineer('ada')]), []);
    const [violation] = await pack.runProgram([user('ada', {})]);
    assert.match(violation?.message ?? '', /The tag type is missing/);
  });

  it('asks for its compiler as for the rest: an install for production leaves devDependencies out', () => {
    for (const name of ['typescript', 'ts-node', '@types/node'])
      assert.ok(name in manifest(packFolder).dependencies, name);
  });

  it('asks for the packages of the versions with which it is tested', () => {
    for (const [name, version] of Object.entries(manifest(packFolder).dependencies)) {
      const found = manifest(path.join(installed, name)).version;
      // @pulumi/policy writes its version as its tag.
      assert.equal(found.replace(/^v/, ''), version, name);
    }
  });
});
