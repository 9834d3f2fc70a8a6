import assert from 'node:assert/strict';
import path from 'node:path';
import { BundledProject, mit } from './testing/bundled-project';
import { headsOf } from './testing/heads';

const good = { name: 'good', version: '1.0.0', license: 'MIT' };

describe('the notices beside a bundle', () => {
  let project: BundledProject;
  beforeEach(() => (project = new BundledProject()));
  afterEach(() => project.delete());

  /** @returns what the build is refused with */
  async function refusal(...modules: readonly string[]): Promise<string> {
    const error = await project.build(...modules).then(
      () => assert.fail('the bundle was made'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof Error);
    return error.message;
  }

  it('name what the bundler took, and not what is only installed or listed', async () => {
    project
      .add('.', { name: 'acme', version: '1.0.0', dependencies: { good: '*', idle: '*' } })
      .add('node_modules/good', good, { LICENSE: mit('Good') })
      .add('node_modules/idle', { ...good, name: 'idle' }, { LICENSE: mit('Idle') });
    await project.build('good');
    assert.deepEqual(headsOf(project.notices), ['good 1.0.0 (MIT)']);
    assert.ok(project.notices.includes(mit('Good')));
    assert.ok(!project.notices.includes('Idle'));
  });

  it('tell the versions of a package apart, and name one that is there twice once', async () => {
    const shared = (version: string) => ({ name: '@acme/shared', version, license: 'MIT' });
    const user = (name: string) => ({ name, version: '1.0.0', license: 'MIT' });
    for (const [name, version] of [
      ['a', '2.0.0'],
      ['b', '2.0.0'],
      ['c', '10.0.0'],
    ] as const)
      project
        .add(`node_modules/${name}`, user(name), {
          'index.js': "module.exports = require('@acme/shared');",
          LICENSE: mit(name),
        })
        .add(`node_modules/${name}/node_modules/@acme/shared`, shared(version), {
          LICENSE: mit('shared'),
        });
    await project.build('a', 'b', 'c');
    assert.deepEqual(
      headsOf(project.notices).filter((head) => head.startsWith('@acme')),
      ['@acme/shared 10.0.0 (MIT)', '@acme/shared 2.0.0 (MIT)'],
    );
    assert.equal(project.notices.split(mit('shared')).length, 2, 'the same text stands once');
    for (const name of ['a', 'b', 'c']) assert.ok(project.notices.includes(mit(name)));
  });

  it('name an alias as the package that it is', async () => {
    project.add('node_modules/alias', good, { LICENSE: mit('Good') });
    await project.build('alias');
    assert.deepEqual(headsOf(project.notices), ['good 1.0.0 (MIT)']);
  });

  it('hold NOTICE files, and the licences of what a package holds itself', async () => {
    project.add('node_modules/good', good, {
      'License.md': mit('Good').replaceAll('\n', '\r\n'),
      'NOTICE.txt': 'Good contains Better.',
      'ThirdPartyNotices.txt': 'Best, by others.',
      'LICENSES/inner/BSD.txt': 'BSD of the inner one.',
      'license.js': 'throw new Error("not a text");',
    });
    await project.build('good');
    for (const text of [mit('Good'), 'Good contains Better.', 'Best, by others.', 'BSD of the'])
      assert.ok(project.notices.includes(text), text);
    assert.ok(!project.notices.includes('not a text'));
  });

  it('are the same wherever the project is', async () => {
    const other = new BundledProject();
    try {
      for (const each of [project, other])
        await each
          .add('node_modules/good', good, { LICENSE: mit('Good') })
          .add('node_modules/b', { ...good, name: 'b' }, { LICENSE: mit('Good') })
          .build(...(each === project ? ['good', 'b'] : ['b', 'good']));
      assert.equal(other.notices, project.notices);
      assert.ok(!project.notices.includes(path.basename(project.folder)));
    } finally {
      other.delete();
    }
  });

  for (const [license, found] of [
    ['GPL-3.0-only', '"GPL-3.0-only"'],
    ['MIT AND GPL-3.0-only', '"MIT AND GPL-3.0-only"'],
    ['Apache-2.0+', '"Apache-2.0+"'],
    ['Apache-2.0 WITH LLVM-exception', '"Apache-2.0 WITH LLVM-exception"'],
    ['UNLICENSED', '"UNLICENSED"'],
    ['SEE LICENSE IN LICENSE', '"SEE LICENSE IN LICENSE"'],
    ['toString', '"toString"'],
    ['', '""'],
    [{ type: 'MIT' }, '{"type":"MIT"}'],
    [undefined, 'no licence'],
  ] as const)
    it(`are refused for the licence ${JSON.stringify(license)}`, async () => {
      project
        .add('node_modules/good', good, { LICENSE: mit('Good') })
        .add(
          'node_modules/evil',
          { name: 'evil', version: '6.6.6', license },
          { LICENSE: mit('E') },
        );
      const message = await refusal('good', 'evil');
      assert.match(message, /^evil 6\.6\.6 \(.*node_modules.evil\): /);
      assert.ok(message.includes(found), message);
      assert.match(message, /allowed are Apache-2\.0, ISC, MIT, MIT-0/);
      assert.ok(!message.includes('good'), message);
      assert.ok(!project.hasBundle, 'what may not be passed on is left');
    });

  it('are refused for each package at once', async () => {
    for (const name of ['evil', 'worse'])
      project.add(`node_modules/${name}`, { name, version: '1.0.0', license: 'SSPL-1.0' });
    assert.match(await refusal('evil', 'worse'), /^evil 1\.0\.0 .*\nworse 1\.0\.0 /);
  });

  it('are made for a choice of licences of which one is allowed', async () => {
    const license = '(GPL-2.0-only OR MIT)';
    project.add('node_modules/good', { ...good, license }, { LICENSE: mit('Good') });
    const [{ license: kept } = { license: '' }] = await project.build('good');
    assert.equal(kept, license);
  });

  for (const [what, files] of [
    ['no text', {}],
    ['an empty text', { LICENSE: '\n' }],
    ['a text that only names the licence', { LICENSE: 'MIT, see https://opensource.org/mit' }],
    ['the text in code only', { 'license.json': JSON.stringify(mit('Good')) }],
    ['the text of its dependency only', { 'node_modules/dep/LICENSE': mit('Dep') }],
  ] as const)
    it(`are refused for ${what}`, async () => {
      project.add('node_modules/good', good, files);
      const message = await refusal('good');
      assert.match(message, /^good 1\.0\.0 \(.*\): the full text of MIT is in none of its files/);
      assert.ok(!project.hasBundle);
    });

  it('are refused where one of two texts is missing', async () => {
    const license = 'MIT AND ISC';
    project.add('node_modules/good', { ...good, license }, { LICENSE: mit('Good') });
    assert.match(await refusal('good'), /the full text of ISC is in none of its files/);
  });

  it('have the named text of a package that has none, for the licence that it was named for', async () => {
    const nested = { name: '@aws-sdk/nested-clients', version: '9.0.0', license: 'Apache-2.0' };
    const folder = 'node_modules/@aws-sdk/nested-clients';
    project.add(folder, nested);
    await project.build('@aws-sdk/nested-clients');
    assert.match(project.notices, /END OF TERMS AND CONDITIONS/);

    project.add(folder, { ...nested, license: 'MIT' });
    assert.match(await refusal('@aws-sdk/nested-clients'), /the full text of MIT is in none/);

    project.add(folder, { ...nested, license: 'MIT' }, { LICENSE: mit('AWS') });
    await project.build('@aws-sdk/nested-clients');
    assert.ok(project.notices.includes(mit('AWS')));
    assert.doesNotMatch(project.notices, /END OF TERMS AND CONDITIONS/);
  });

  it('are refused for a file of which nobody knows whose it is', async () => {
    const elsewhere = new BundledProject().add('lib', good);
    try {
      const message = await refusal(path.join(elsewhere.folder, 'lib', 'index.js'));
      assert.match(message, /lib\/index\.js is in a bundle, and neither ours nor of a package/);
    } finally {
      elsewhere.delete();
    }
  });

  for (const manifest of [{ name: 'bare', license: 'MIT' }, { version: '1.0.0' }, { name: 7 }])
    it(`are refused for a package.json that is ${JSON.stringify(manifest)}`, async () => {
      project.add('node_modules/bare', manifest, { LICENSE: mit('Bare') });
      assert.match(await refusal('bare'), /bare.package\.json: /);
    });
});
