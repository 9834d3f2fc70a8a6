import assert from 'node:assert/strict';
import { goodStacks, planOf } from '../testing/project';

const member = (lines: string) => ({ production: `${goodStacks.production}  ${lines}\n` });
const problemsOf = (...args: Parameters<typeof planOf>) => planOf(...args).problems;

describe('a key under another namespace', () => {
  for (const namespace of [
    'keytrun', // two letters that changed places
    'keytun',
    'keyturns',
    'keyturm',
    'kyturn',
    'key-turn',
    'key_turn',
    'Keyturn',
    'KEYTURN',
    'keytrurn',
  ])
    it(`is refused where it is a letter or two from ours: ${namespace}`, () =>
      assert.deepEqual(problemsOf('production', member(`${namespace}:allowDisable: false`)), [
        `Pulumi.production.yaml:7:3: ${namespace}:allowDisable: found the namespace ${namespace}, expected keyturn:allowDisable`,
      ]));

  for (const namespace of ['aws', 'awsx', 'acme', 'keycloak', 'keyvault', 'kubernetes', 'pulumi'])
    it(`is somebody else’s: ${namespace}`, () =>
      assert.deepEqual(problemsOf('production', member(`${namespace}:allowDisable: false`)), []));

  it('is the one mistake where all that is missing stands there', () =>
    assert.deepEqual(
      problemsOf('production', {
        production: goodStacks.production.replace('keyturn:accountId', 'keytrun:accountId'),
      }),
      [
        'Pulumi.production.yaml:4:3: keytrun:accountId: found the namespace keytrun, expected keyturn:accountId',
      ],
    ));

  it('is refused in what the engine gives to the program, also where no file has it', () => {
    const { value } = planOf('production');
    assert.ok(value);
    const values = new Map<string, unknown>([
      ['aws:region', 'eu-central-1'],
      ['keyturn:accountKinds', ['member']],
      ['keyturn:accountId', '222222222222'],
      ['keytrun:allowDisable', 'false'],
    ]);
    assert.deepEqual(problemsOf('production', {}, { values }), [
      'Pulumi.production.yaml: keytrun:allowDisable: found the namespace keytrun, expected keyturn:allowDisable',
    ]);
  });

  it('is refused among the defaults of all stacks', () => {
    const project = 'name: keyturn\nconfig:\n  keytrun:externalId: {default: secret-id}\n';
    assert.deepEqual(problemsOf('production', {}, { project }), [
      'Pulumi.yaml:3:3: keytrun:externalId: found the namespace keytrun, expected keyturn:externalId',
    ]);
  });

  describe('in a project of another name', () => {
    const project = 'name: acme-iam\n';

    it('is refused where it has none, as Pulumi takes it for the project’s', () =>
      assert.deepEqual(problemsOf('production', member('allowDisable: false'), { project }), [
        'Pulumi.production.yaml:7:3: acme-iam:allowDisable: found a key of the project acme-iam, expected keyturn:allowDisable',
      ]));

    it('is refused where it names the project', () =>
      assert.deepEqual(
        problemsOf('production', member('acme-iam:allowDisable: false'), { project }),
        [
          'Pulumi.production.yaml:7:3: acme-iam:allowDisable: found a key of the project acme-iam, expected keyturn:allowDisable',
        ],
      ));

    it('is the project’s own where none of ours is called so', () =>
      assert.deepEqual(problemsOf('production', member('budget: 20'), { project }), []));
  });

  it('is ours without one in a project that is called keyturn', () => {
    const { value, problems } = planOf('production', member('allowDisable: false'));
    assert.deepEqual(problems, []);
    assert.equal(value?.config.allowDisable, false);
  });
});
