import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import emulation from '../emulation/package.json';
import own from '../package.json';
import { projectFiles, root } from '../scripts/project-files';

const versionsOf = (manifest: {
  readonly dependencies?: object;
  readonly devDependencies?: object;
}): Readonly<Record<string, string>> => ({
  ...manifest.dependencies,
  ...manifest.devDependencies,
});

describe('the packages of the repository', () => {
  it('are the workspaces', () => assert.deepEqual(own.workspaces, ['emulation']));

  it('ask for exact versions, and for the same of the same', () => {
    const [ours, theirs] = [versionsOf(own), versionsOf(emulation)];
    for (const [name, version] of [...Object.entries(ours), ...Object.entries(theirs)])
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
    for (const [name, version] of Object.entries(theirs))
      assert.equal(version, ours[name] ?? version, name);
  });

  it('bring nothing to whoever installs without what is for development', () =>
    assert.ok(!('dependencies' in emulation)));
});

describe('npm test', () => {
  const globs = [...own.scripts.unit.matchAll(/"([^"]+)"/g)].map(([, glob = '']) => glob);
  const found = globs.flatMap((glob) => globSync(glob, { cwd: root }));
  const times = (file: string) => found.filter((each) => each === file).length;

  it('runs every test once, those of the workspace among them', () => {
    const all = projectFiles('*.test.ts');
    assert.ok(all.filter((file) => file.startsWith('emulation/')).length > 20);
    assert.deepEqual(
      all.filter((file) => times(file) !== 1),
      [],
    );
  });
});
