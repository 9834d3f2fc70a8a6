import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { engines, version } from '../../package.json';
import { projectFiles, root } from '../../scripts/project-files';
import { readPage } from './markdown';

/** All that people read or copy: pages, examples, workflows, the command's texts. */
const files = projectFiles('*.md', '*.yml', '*.yaml', '*.json', '*.ts', '*.mjs', '*.js', '*.py')
  .filter((file) => file !== 'package-lock.json' && !/snapshots?\//.test(file))
  // These name what they refuse.
  .filter((file) => !/^test\/documentation\/(one-way|samples)\.test\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

/**
 * What has npm ask its registry for the package, which is not there: whoever takes the name would be run.
 * @returns the lines, each with its place
 */
function askingTheRegistry(file: string, text: string): readonly string[] {
  return text.split('\n').flatMap((line, i) => {
    const byNpx = /\bnpx\s+(-\S+\s+)*keyturn\b/.test(line);
    const byNpm = /\bnpm\s+(i|install|add|exec|ci)\b.*\skeyturn(@|\s|`|$)/.test(line);
    const byManifest = /"keyturn":\s*"(?!file:|keyturn"|dist\/|node )/.test(line);
    return byNpx || byNpm || byManifest ? [`${file}:${i + 1}: ${line.trim()}`] : [];
  });
}

/** Versions of Node that a page says are needed, such as 22; `engines` and workflows are read as they are. */
function neededNodes(text: string): readonly string[] {
  return [...text.matchAll(/\bNode(?:\.js)? (\d+(?:\.\d+)?)(?: or newer)?/g)].map(([all]) => all);
}

describe('until there is a release', () => {
  it('nobody is told to take the package from the registry', () =>
    assert.deepEqual(
      files.flatMap(({ file, text }) => askingTheRegistry(file, text)),
      [],
    ));

  for (const [line, isWrong] of [
    ['npx keyturn validate', true],
    ['npx --no-install keyturn validate', true],
    ['npx -y keyturn', true],
    ['npx keyturner', false],
    ['npm install keyturn @pulumi/pulumi', true],
    ['npm install --save-dev keyturn@0.1.0', true],
    ['`npm i keyturn`', true],
    ['npm install ./keyturn-0.1.0.tgz', false],
    ['npm run -s keyturn -- validate', false],
    ['"keyturn": "^0.1.0"', true],
    ['"keyturn": "file:keyturn-0.1.0.tgz"', false],
    ['"keyturn": "keyturn"', false],
  ] as const)
    it(`${isWrong ? 'refuses' : 'takes'} ${line}`, () =>
      assert.equal(askingTheRegistry('a', line).length, isWrong ? 1 : 0));

  it("the guides install the file that is made of this version's package", () => {
    const named = files.flatMap(({ file, text }) =>
      file.endsWith('.md')
        ? [...text.matchAll(/keyturn-(\d+\.\d+\.\d+)\.tgz/g)].map(([, found]) => found)
        : [],
    );
    assert.ok(named.length > 2);
    assert.deepEqual([...new Set(named)], [version]);
  });
});

describe('the Node that is needed', () => {
  it('is the same on every page', () => {
    const found = files
      .filter(
        ({ file }) => file.endsWith('.md') && !/^(CHANGELOG|docs\/performance)\.md$/.test(file),
      )
      .flatMap(({ file, text }) => neededNodes(text).map((node) => `${file}: ${node}`));
    const others = found.filter((each) => !/: Node 22 or newer$/.test(each));
    // What it is that `npm test` brings itself, and a figure's.
    assert.deepEqual(others, [
      'docs/policies.md: Node 24.21',
      'docs/testing.md: Node 24',
      'docs/testing.md: Node 20.19',
    ]);
    for (const page of [
      'README.md',
      'docs/try.md',
      'docs/roll-out.md',
      'docs/cli.md',
      'examples/README.md',
    ])
      assert.ok(found.includes(`${page}: Node 22 or newer`), page);
  });

  it('is what the packages ask for', () => {
    const manifests = files
      .filter(({ file }) => path.basename(file) === 'package.json')
      .map(({ file, text }) => [file, (JSON.parse(text) as { engines?: object }).engines] as const)
      .filter(([, asked]) => asked !== undefined);
    assert.deepEqual(
      [...new Set(manifests.map(([, asked]) => JSON.stringify(asked)))],
      [JSON.stringify({ node: '>=22' })],
    );
    assert.equal(engines.node, '>=22');
  });
});

describe('a guide from the clone', () => {
  for (const file of ['README.md', 'docs/try.md'])
    it(`${file} clones before anything else`, () => {
      const { samples } = readPage(file, readFileSync(path.join(root, file), 'utf8'));
      const [first] = samples.filter(({ language }) => language === 'sh');
      assert.match(first?.text ?? '', /^git clone \S+\ncd keyturn\nnpm ci\n$/);
    });
});
