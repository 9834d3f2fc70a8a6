import assert from 'node:assert/strict';
import type { PackageBundle } from '../package-bundles';
import type { LicensedPackage } from './licensed-packages';
import { sbom, valid } from './sbom';

const own = { name: 'acme', version: '1.2.3', license: 'Apache-2.0' };

const licensed = (name: string, version: string, license = 'MIT'): LicensedPackage => ({
  name,
  version,
  license,
  files: [{ name: 'LICENSE', text: 'its text' }],
});

const one: PackageBundle = {
  file: 'dist/one.js',
  sha256: 'a'.repeat(64),
  packages: [licensed('left', '1.0.0'), licensed('@acme/right', '2.0.0', '(MIT OR Apache-2.0)')],
};
const two: PackageBundle = {
  file: 'dist/two.js',
  sha256: 'b'.repeat(64),
  packages: [licensed('@acme/right', '3.0.0-rc.1', '(MIT)'), licensed('left', '1.0.0')],
};

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp?: string };
  readonly components: readonly {
    readonly type: string;
    readonly name: string;
    readonly group?: string;
    readonly 'bom-ref': string;
    readonly purl?: string;
    readonly licenses?: unknown;
    readonly hashes?: unknown;
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: string[] }[];
}

const bomOf = async (...args: Parameters<typeof sbom>) => JSON.parse(await sbom(...args)) as Bom;

describe('the bill of materials', () => {
  it('has every package once, by its package URL, and every bundle with its digest', async () => {
    const { components } = await bomOf(own, [one, two]);
    assert.deepEqual(
      components.map((each) => each.purl ?? `${each.type} ${each.name}`).toSorted(),
      [
        'file dist/one.js',
        'file dist/two.js',
        'pkg:npm/%40acme/right@2.0.0',
        'pkg:npm/%40acme/right@3.0.0-rc.1',
        'pkg:npm/left@1.0.0',
      ],
    );
    const bundle = components.find(({ name }) => name === 'dist/two.js');
    assert.deepEqual(bundle?.hashes, [{ alg: 'SHA-256', content: 'b'.repeat(64) }]);
  });

  it('says what licence each has, as it says itself', async () => {
    const { components } = await bomOf(own, [one, two]);
    const licenses = new Map(components.map((each) => [each.purl, each.licenses]));
    assert.deepEqual(licenses.get('pkg:npm/left@1.0.0'), [{ license: { id: 'MIT' } }]);
    assert.deepEqual(licenses.get('pkg:npm/%40acme/right@2.0.0'), [
      { expression: '(MIT OR Apache-2.0)' },
    ]);
    assert.deepEqual(licenses.get('pkg:npm/%40acme/right@3.0.0-rc.1'), [{ expression: '(MIT)' }]);
  });

  it('says which bundle has which package, and names nothing that is not there', async () => {
    const { components, dependencies } = await bomOf(own, [one, two]);
    const of = (ref: string) =>
      dependencies.find((each) => each.ref === ref)?.dependsOn?.toSorted();
    assert.deepEqual(of('pkg:npm/acme@1.2.3'), ['dist/one.js', 'dist/two.js']);
    assert.deepEqual(of('dist/one.js'), ['pkg:npm/%40acme/right@2.0.0', 'pkg:npm/left@1.0.0']);
    assert.deepEqual(of('dist/two.js'), ['pkg:npm/%40acme/right@3.0.0-rc.1', 'pkg:npm/left@1.0.0']);
    const refs = new Set([...components.map((each) => each['bom-ref']), 'pkg:npm/acme@1.2.3']);
    assert.equal(refs.size, components.length + 1);
    for (const { ref, dependsOn = [] } of dependencies)
      for (const each of [ref, ...dependsOn]) assert.ok(refs.has(each), each);
  });

  it('is the same for the same, in whatever order, and another for another', async () => {
    const text = await sbom(own, [one, two]);
    const turned = { ...one, packages: one.packages.toReversed() };
    assert.equal(await sbom(own, [two, turned]), text);
    const { serialNumber, metadata } = JSON.parse(text) as Bom;
    assert.equal(metadata.timestamp, undefined);
    const others = [
      await bomOf(own, [one, { ...two, sha256: 'c'.repeat(64) }]),
      await bomOf({ ...own, version: '1.2.4' }, [one, two]),
      await bomOf(own, [one, two], new Date(0)),
    ].map((bom) => bom.serialNumber);
    assert.equal(new Set([serialNumber, ...others]).size, 4);
  });

  it('has the time that it is given', async () => {
    const { metadata } = await bomOf(own, [one], new Date('2026-03-01T12:00:00Z'));
    assert.equal(metadata.timestamp, '2026-03-01T12:00:00.000Z');
  });

  const good = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 };
  for (const [what, bom] of [
    [
      'a licence that SPDX does not know',
      {
        ...good,
        components: [{ type: 'library', name: 'a', licenses: [{ license: { id: 'Mine-1.0' } }] }],
      },
    ],
    [
      'a digest that is none',
      {
        ...good,
        components: [{ type: 'file', name: 'a', hashes: [{ alg: 'SHA-256', content: 'xyz' }] }],
      },
    ],
    ['a serial number that is no UUID', { ...good, serialNumber: 'urn:uuid:1' }],
    ['a field that there is not', { ...good, contents: [] }],
  ] as const)
    it(`is refused by CycloneDX's validator for ${what}`, async () => {
      assert.equal(await valid(JSON.stringify(good)), JSON.stringify(good));
      await assert.rejects(valid(JSON.stringify(bom)), /the bill of materials is not valid: /);
    });
});
