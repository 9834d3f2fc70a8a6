import assert from 'node:assert/strict';
import { goodStacks, TestProject } from '../testing/project';
import { planStack } from './plan';
import { formatProblem } from './problem';
import { readProjectFolder } from './project-folder';

const beside = 'a key beside config, expected it under config, indented, where Pulumi reads it';

describe('a key beside config', () => {
  let project: TestProject;
  beforeEach(() => (project = new TestProject(goodStacks)));
  afterEach(() => project.remove());

  function problemsOf(text: string): readonly string[] {
    project.write('Pulumi.identity.yaml', text);
    return planStack(readProjectFolder(project.folder), 'identity').problems.map(formatProblem);
  }
  const good = `config:${goodStacks.identity}`;
  const line = (text: string) => text.trimEnd().split('\n').length;

  it('is refused, since Pulumi would not keep these tags', () => {
    const text = `${good}encryptionsalt: v1:abc\naws:ignoreTags:\n  keys: [team]\n`;
    assert.deepEqual(problemsOf(text), [
      `Pulumi.identity.yaml:${line(text) - 1}:1: aws:ignoreTags: found ${beside}`,
    ]);
  });

  it('is the one mistake where it is missed under config', () => {
    const text = `${good.replace(/^ *keyturn:accountId:.*\n/m, '')}keyturn:accountId: '111111111111'\n`;
    assert.deepEqual(problemsOf(text), [
      `Pulumi.identity.yaml:${line(text)}:1: keyturn:accountId: found ${beside}`,
    ]);
  });

  it('is another spelling of config itself, and the one mistake', () =>
    assert.deepEqual(problemsOf(good.replace('config:', 'Config:')), [
      'Pulumi.identity.yaml:1:1: Config: found a key beside config, expected config',
    ]));

  it('is fine where it is Pulumi’s, of this version or a later one', () => {
    const own = ['secretsprovider: awskms:///x', 'encryptedkey: eA==', 'environment: [acme]'];
    for (const each of [...own, 'encryptionsalt: v1:abc', 'somethingNew: {a: b}'])
      assert.deepEqual(problemsOf(`${good}${each}\n`), [], each);
  });

  for (const [what, text, problem] of [
    ['a text', 'see the wiki\n', ':1:1: found "see the wiki", expected a map with config in it'],
    ['a list', '- config: {}\n', ':1:1: found a list of 1, expected a map with config in it'],
    ['a config that is a list', 'config: [a]\n', ':1:1: config: found ["a"], expected a map'],
  ] as const)
    it(`is none, and the one mistake is said, where the file is ${what}`, () =>
      assert.deepEqual(problemsOf(text), [`Pulumi.identity.yaml${problem}`]));
});
