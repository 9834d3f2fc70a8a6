import assert from 'node:assert/strict';
import { wrongCommands } from './commands';
import { compile } from './compile';
import { wrongJson, wrongYaml } from './data';
import { markdownPages, readPage, type Sample } from './markdown';

const pages = markdownPages();
const samples = pages.flatMap((page) => page.samples);
const of = (language: string) => samples.filter((sample) => sample.language === language);
const commandsOf = ({ place, text }: Sample) =>
  wrongCommands(text).map((each) => `${place}: ${each}`);

describe('the samples of code in the Markdown files', () => {
  it('are in a language that is looked at here, or are `text`', () => {
    const languages = new Set(samples.map(({ language }) => language));
    for (const language of ['ts', 'json', 'yaml', 'sh', 'text', '']) languages.delete(language);
    assert.deepEqual([...languages], []);
  });

  it('compile, if they are TypeScript', () => {
    // With planted mistakes, to see that it looks: one compilation for all, since it loads the types of AWS.
    const planted = [
      "import { NoSuch } from 'keyturn';",
      "new Engineer('ada', { userName: 1, slackId: 'U0', groupName });",
      "new aws.iam.User('ada', { name: 'ada' });",
      'const a = ;',
    ].map((text, i) => ({ place: `planted:${i}`, language: 'ts', text }));
    const found = compile([...planted, ...of('ts')]);
    const isPlanted = (mistake: string) => mistake.startsWith('planted:');
    assert.deepEqual(
      found.filter((mistake) => !isPlanted(mistake)),
      [],
    );
    const noticed = found.filter(isPlanted).map((mistake) => mistake.split(': ')[0]);
    assert.deepEqual([...new Set(noticed)], ['planted:0', 'planted:1', 'planted:3']);
  });

  it('are YAML that the program takes, if they are YAML', () =>
    assert.deepEqual(of('yaml').flatMap(wrongYaml), []));

  it('are JSON, if they are JSON', () => assert.deepEqual(of('json').flatMap(wrongJson), []));

  it('name scripts, commands and options that there are', () =>
    assert.deepEqual(of('sh').flatMap(commandsOf), []));

  it('do so in the middle of the text too', () =>
    assert.deepEqual(
      pages.flatMap(({ file, inlineCode }) =>
        inlineCode.flatMap((text) => wrongCommands(text).map((each) => `${file}: ${each}`)),
      ),
      [],
    ));
});

describe('the look at samples', () => {
  const sampleOf = (language: string, text: string): Sample => {
    const [sample] = readPage('a.md', `\`\`\`${language}\n${text}\n\`\`\`\n`).samples;
    assert.ok(sample);
    return sample;
  };

  for (const [text, isWrong] of [
    ['npm test', false],
    ['npm run demo -- --slack', false],
    ['npm run -s keyturn -- audit --profile x --fail-on mfa', false],
    ['npm run no-such-script', true],
    ['npm ci && npm run bild', true],
    ['npm run -s keyturn -- audit --no-such-option', true],
    ['npm run -s keyturn -- validate --stack a', false],
    ['npm run -s keyturn -- vallidate', true],
    ['keyturn plan \\\n  --on 2027-01-15 --untaged-as engineer', true],
    ['aws-vault exec me -- npm run -s keyturn -- oddit', true],
    ['KEYTURN_UPDATE_SNAPSHOTS=1 npx mocha rules/plan-day.test.ts', false],
    ['npx mocha rules/plan-night.test.ts', true],
    ['keyturn --version', false],
    ['keyturn <command> # any of them', false],
    ['aws iam list-users --no-such-option', false],
  ] as const)
    it(`${isWrong ? 'finds' : 'finds nothing in'} ${JSON.stringify(text)}`, () =>
      assert.equal(wrongCommands(text).length, isWrong ? 1 : 0));

  for (const [text, complaint] of [
    ['engineers: { ada: { slackId: U0ADA000001 } }', undefined],
    ['engineers: { ada: { slackId: C0ADA000001 } }', /pattern/],
    ['keyturn:dryRun: true', undefined],
    ['keyturn:dryrun: true', /property name/],
    ['keyturn:settings: { graceDays: soon }', /must be/],
    ['config: { keyturn:dryRun: true }', undefined],
    ['config: { keyturn:dryrun: true }', /property name/],
    ['{ name: keyturn, config: { keyturn:dryrun: { value: true } } }', undefined],
    ['a: 1\na: 2', /a\.md:1/],
    ['anything: else', undefined],
  ] as const)
    it(`${complaint ? 'finds' : 'finds nothing in'} the YAML ${JSON.stringify(text)}`, () => {
      const found = wrongYaml(sampleOf('yaml', text)).join('\n');
      if (complaint) assert.match(found, complaint);
      else assert.equal(found, '');
    });
});
