import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { generatedFiles } from '../../scripts/generated-files';
import { goodStacks } from '../testing/project';
import { describeConfig, engineersJsonSchema, stackFileJsonSchema } from './schemas';
import { stackConfigSchema } from './stack-keys';

const root = path.join(__dirname, '..', '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

interface ProjectFile {
  readonly config: Readonly<
    Record<string, { type: string; description: string; default?: unknown; items?: object }>
  >;
}

describe('the files made from the schemas', () => {
  it('are as `npm run schemas` writes them', async () => {
    for (const [name, text] of await generatedFiles())
      assert.equal(read(name), text, `${name}: run npm run schemas`);
  });
});

describe('Pulumi.yaml', () => {
  const { config } = parse(read('Pulumi.yaml')) as ProjectFile;

  it('describes every key, with the type that Pulumi checks', () => {
    assert.deepEqual(
      Object.keys(config),
      Object.keys(stackConfigSchema.shape).map((key) => `keyturn:${key}`),
    );
    for (const [key, { type, description, items }] of Object.entries(config)) {
      assert.match(type, /^(string|integer|boolean|array|object)$/, key);
      assert.equal(items !== undefined, type === 'array', key);
      assert.ok(description.length > 10, key);
    }
  });

  it('describes every key that the docs tell people to set', () => {
    const pages = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join('docs', name));
    const named = ['README.md', ...pages].flatMap((name) =>
      // The types of components are keyturn:index:Engineer and the like.
      [...read(name).matchAll(/\bkeyturn:(?!index)[a-z]\w*/g)].map(([key]) => ({ name, key })),
    );
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter(({ key }) => !(key in config)),
      [],
    );
  });

  it('has the defaults of the schema: Pulumi asks every stack for a key without', () => {
    const required = ['keyturn:accountKinds', 'keyturn:accountId'];
    const standard = stackConfigSchema.parse({
      accountKinds: ['member'],
      accountId: '222222222222',
    });
    for (const [key, declared] of Object.entries(config)) {
      assert.equal('default' in declared, !required.includes(key), key);
      const own = (standard as Record<string, unknown>)[key.replace('keyturn:', '')];
      if (typeof (own ?? declared.default) !== 'object' && !required.includes(key))
        assert.equal(declared.default, own ?? '', key);
    }
  });

  it('keeps the defaults, comments and other keys that a company has put there', () => {
    const before = `name: keyturn\nconfig:\n  keyturn:externalId:\n    type: string\n    default: turn-it # ours\n  aws:region:\n    value: eu-west-1\n`;
    const after = describeConfig(before);
    const written = (parse(after) as ProjectFile).config;
    assert.equal(written['keyturn:externalId']?.default, 'turn-it');
    assert.match(after, /turn-it # ours/);
    assert.deepEqual(written['aws:region'], { value: 'eu-west-1' });
    assert.equal(describeConfig(after), after);
  });
});

describe('the JSON Schema for editors', () => {
  const ajv = new Ajv({ strict: false });
  const isEngineers = ajv.compile(engineersJsonSchema());
  const isStack = ajv.compile(stackFileJsonSchema());

  it('takes the examples', () => {
    assert.ok(
      isEngineers(parse(read('stacks/engineers.yaml'))),
      JSON.stringify(isEngineers.errors),
    );
    for (const stack of ['identity', 'production', 'monitor'])
      assert.ok(isStack(parse(read(`Pulumi.${stack}.yaml`))), JSON.stringify(isStack.errors));
  });

  const wrongPeople: [string, object][] = [
    ["a channel's id for an engineer", { engineers: { alice: { slackId: 'C0TEAM00001' } } }],
    ['a name that IAM refuses', { engineers: { 'a b': { slackId: 'U0ALICE0001' } } }],
    ['an unknown field', { engineers: { alice: { slackId: 'U0ALICE0001', role: [] } } }],
    ['a role without its stack', { roleSets: { a: ['deploy'] } }],
    ['no Slack id', { machineUsers: { ci: {} } }],
  ];
  for (const [name, file] of wrongPeople)
    it(`refuses ${name}`, () => assert.equal(isEngineers(file), false));

  const good = parse(`config:${goodStacks.monitor}`) as { config: object };
  const stackFiles: [string, object, boolean][] = [
    ['a misspelt key of ours', { 'keyturn:dryrun': true }, false],
    ['a wrong type', { 'keyturn:dryRun': 'yes' }, false],
    ['a switch as pulumi stack init leaves it', { 'keyturn:dryRun': 'true' }, true],
    ['a number as pulumi stack init leaves it', { 'keyturn:concurrency': '8' }, true],
    ['a number that is none', { 'keyturn:concurrency': 'many' }, false],
    ["a provider's key", { 'aws:profile': 'x' }, true],
    ['a secret token', { 'keyturn:slackToken': { secure: 'AAAB' } }, true],
    ['a secret channel', { 'keyturn:teamChannel': { secure: 'AAAB' } }, false],
  ];
  for (const [name, keys, isGood] of stackFiles)
    it(`${isGood ? 'takes' : 'refuses'} ${name}`, () =>
      assert.equal(
        isStack({ encryptionsalt: 'v1:x', config: { ...good.config, ...keys } }),
        isGood,
      ));
});
