import assert from 'node:assert/strict';
import { bucket } from '../testing/resources';
import { runPolicy, unknown } from '../testing/run-policy';
import { definePolicy, type Definition } from './define-policy';
import { keyturnRule } from './frameworks';

function policy(check: Definition['check'], more: Partial<Definition> = {}) {
  return definePolicy({
    name: 'a-policy',
    displayName: 'A policy',
    description: 'Something is right.',
    level: 'mandatory',
    severity: 'low',
    framework: keyturnRule(1),
    remediationSteps: 'Make it right.',
    types: [bucket.type],
    check,
    ...more,
  });
}

describe('a policy', () => {
  it('that throws rejects', async () => {
    const broken = policy(() => {
      throw new TypeError('a bug');
    });
    await assert.rejects(
      runPolicy(broken, [bucket]),
      /Error validating resource.*TypeError: a bug/s,
    );
  });

  it('that throws as it looks, or as it remediates, rejects', async () => {
    const throws = () => {
      throw new TypeError('a bug');
    };
    const nothing = () => undefined;
    for (const more of [{ observe: throws }, { remediate: throws, level: 'remediate' as const }])
      await assert.rejects(runPolicy(policy(nothing, more), [bucket]), /TypeError: a bug/);
  });

  it('says what is wrong after what it is for, at its own level or as a warning', async () => {
    const { violations } = await runPolicy(
      policy(({ name }, report) => {
        report(`${name} is wrong.`);
        report(`${name} is odd.`, 'advisory');
      }),
      [bucket],
    );
    assert.deepEqual(violations, [
      {
        resource: 'logs',
        policy: 'a-policy',
        level: 'mandatory',
        message: 'Something is right.\nlogs is wrong.',
      },
      {
        resource: 'logs',
        policy: 'a-policy',
        level: 'advisory',
        message: 'Something is right.\nlogs is odd.',
      },
    ]);
  });

  it('keeps what it found where something else is not known yet', async () => {
    const { violations } = await runPolicy(
      policy(({ props }, report) => {
        report('It is wrong.');
        assert.ok(props['bucket']);
      }),
      [{ ...bucket, props: { bucket: unknown } }],
    );
    assert.deepEqual(
      violations.map(({ level }) => level),
      ['mandatory', 'advisory'],
    );
  });

  const wrongConfigs: [object, RegExp][] = [
    [{ exemptions: 'all' }, /a-policy has exemptions "all": expected a list/],
    [{ exemptions: ['x'] }, /exemptions\[0\] of a-policy has neither urn nor name/],
    [{ exemptions: [{ reason: 'r', until: '2027-01-01' }] }, /has neither urn nor name/],
    [
      { exemptions: [{ urn: '*', name: 'x', reason: 'r', until: '2027-01-01' }] },
      /has both urn and name/,
    ],
    [{ exemptions: [{ name: 'x', until: '2027-01-01' }] }, /has reason undefined: expected a text/],
    [{ exemptions: [{ name: 'x', reason: ' ', until: '2027-01-01' }] }, /has reason " "/],
    [{ exemptions: [{ name: 'x', reason: 'r' }] }, /has until undefined: expected a date/],
    [{ exemptions: [{ name: 'x', reason: 'r', until: '2027-02-29' }] }, /expected a date/],
    [
      { exemptions: [{ name: 'x', reason: 'r', until: '2027-01-01', by: 'me' }] },
      /has the unknown key by/,
    ],
    [{ names: [1] }, /a-policy has names \[1\]: expected a list of texts/],
    [{ names: 'x' }, /expected a list/],
    [{ days: 0 }, /a-policy has days 0: expected a whole number of 1 to 90/],
    [{ days: 91 }, /expected a whole number of 1 to 90/],
    [{ days: 1.5 }, /expected a whole number/],
    [{ days: '5' }, /expected a whole number/],
    [{ day: 5 }, /unknown key day: expected one of exemptions, names, days/],
    [{ 'a\nb\u202E': 5 }, /unknown key "a\\nb\\u202e": expected one of/],
    [{ days: 'x'.repeat(100) }, /has days "x{79}…: expected a whole number/],
  ];
  for (const [config, says] of wrongConfigs)
    it(`rejects the config ${JSON.stringify(config)} in one line`, async () => {
      const configurable = policy(() => undefined, {
        settings: {
          names: { type: 'array', items: { type: 'string' }, default: [] },
          days: { type: 'integer', minimum: 1, maximum: 90, default: 5 },
        },
      });
      await assert.rejects(
        runPolicy(configurable, [bucket], { ...config }),
        ({ message }: Error) => {
          assert.match(message, says);
          // The runtime's own line goes before it.
          assert.equal(message.split('\n').length, 2, message);
          return true;
        },
      );
    });
});
