import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isFullText, licensesToKeep } from './notices/allowed-licenses';
import { licenseFiles, readTextFromElsewhere, textsFromElsewhere } from './notices/license-files';
import { sbom } from './notices/sbom';
import { headsOf } from './notices/testing/heads';
import { buildPackageBundles, type PackageBundle } from './package-bundles';
import { root } from './project-files';

const own = { name: 'keyturn', version: '1.2.3', license: 'Apache-2.0' };

describe('the bundles of npm’s package', () => {
  let folder: string;
  let bundles: readonly PackageBundle[];
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-package-bundles-'));
    bundles = await buildPackageBundles(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  const noticesIn = (...parts: readonly string[]) =>
    readFileSync(path.join(folder, ...parts, 'THIRD-PARTY-NOTICES'), 'utf8');
  const heads = (some: readonly PackageBundle[]) =>
    [
      ...new Set(
        some.flatMap(({ packages }) =>
          packages.map(({ name, version, license }) => `${name} ${version} (${license})`),
        ),
      ),
    ].toSorted();

  it('are all the JavaScript, each with its own notices', () => {
    const made = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => file.replaceAll('\\', '/'));
    assert.deepEqual(bundles.map(({ file }) => file).toSorted(), made.toSorted());
    for (const bundle of bundles)
      assert.deepEqual(headsOf(noticesIn(path.dirname(bundle.file))), heads([bundle]));
  });

  it('have notices of all of them together, with every text', () => {
    const all = noticesIn();
    assert.deepEqual(headsOf(all), heads(bundles));
    for (const { packages } of bundles)
      for (const { name, files } of packages) {
        assert.ok(files.length > 0, name);
        for (const { text } of files) assert.ok(all.includes(text), name);
      }
  });

  it('stand in the bill of materials with all that is in them, and nothing else', async () => {
    const { components } = JSON.parse(await sbom(own, bundles)) as {
      components: {
        type: string;
        group?: string;
        name: string;
        version: string;
        hashes?: { content: string }[];
        licenses?: { license: { id: string } }[];
      }[];
    };
    const libraries = components.filter(({ type }) => type === 'library');
    assert.deepEqual(
      libraries
        .map(({ group, name, version, licenses }) => {
          const full = group === undefined ? name : `${group}/${name}`;
          return `${full} ${version} (${licenses?.[0]?.license.id})`;
        })
        .toSorted(),
      headsOf(noticesIn()),
    );
    const files = components.filter(({ type }) => type === 'file');
    assert.equal(files.length, bundles.length);
    for (const { name, hashes } of files) {
      const digest = createHash('sha256').update(readFileSync(path.join(folder, name)));
      assert.equal(hashes?.[0]?.content, digest.digest('hex'));
    }
  });

  it('are the same when they are made again, elsewhere', async () => {
    const again = mkdtempSync(path.join(tmpdir(), 'keyturn-again-'));
    try {
      const made = await buildPackageBundles(again);
      assert.equal(await sbom(own, made), await sbom(own, bundles));
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        if (/NOTICES$|\.(js|txt)$/.test(file)) {
          const [one, other] = [folder, again].map((each) => readFileSync(path.join(each, file)));
          assert.ok(one?.equals(other ?? Buffer.of()), file);
        }
    } finally {
      rmSync(again, { recursive: true });
    }
  });

  it('have texts from elsewhere only where a package has none, and those in full', () => {
    const names = new Set(bundles.flatMap(({ packages }) => packages.map(({ name }) => name)));
    for (const [name, elsewhere] of textsFromElsewhere) {
      assert.ok(names.has(name), `${name} is in no bundle`);
      const found = licenseFiles(path.join(root, 'node_modules', name));
      assert.deepEqual(found, [], `${name} has its text: take it out of textsFromElsewhere`);
      const { text } = readTextFromElsewhere(elsewhere);
      for (const license of licensesToKeep(elsewhere.license) ?? [''])
        assert.ok(isFullText(license, [text]), elsewhere.file);
    }
  });
});
