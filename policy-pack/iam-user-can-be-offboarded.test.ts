import assert from 'node:assert/strict';
import { iamUserCanBeOffboarded } from './iam-user-can-be-offboarded';
import { describePolicy } from './testing/policy-cases';
import { bucket, engineerTags, machine, user } from './testing/resources';
import { runPolicy, unknown } from './testing/run-policy';

const engineer = (props: Readonly<Record<string, unknown>>) =>
  user('ada', { tags: engineerTags, ...props });
const mandatory = { enforcementLevel: 'mandatory' };

describePolicy(iamUserCanBeOffboarded, {
  passes: [
    ['an engineer with forceDestroy', engineer({ forceDestroy: true })],
    ['an engineer whom it gives forceDestroy', engineer({})],
    ['a machine', machine('ci')],
    ['a user without a type', user('x', {})],
  ],
  refuses: [
    ['an engineer without it', engineer({}), /ada is an engineer without forceDestroy/, mandatory],
    ['an engineer with it off', engineer({ forceDestroy: false }), /set forceDestroy/, mandatory],
  ],
  notApplicable: [['another resource', bucket]],
  unknown: [
    ['tags', engineer({ tags: unknown })],
    ['forceDestroy', engineer({ forceDestroy: unknown })],
  ],
  bad: engineer({}),
});

describe('iam-user-can-be-offboarded, as it remediates', () => {
  const secret = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' };

  it('sets forceDestroy and leaves the rest, unknown and secret, as it is', async () => {
    const path = { ...secret, value: '/hidden/' };
    const ada = engineer({ forceDestroy: false, path, permissionsBoundary: unknown });
    const { props } = await runPolicy(iamUserCanBeOffboarded, [ada]);
    assert.deepEqual(props, [{ ...ada.props, forceDestroy: true }]);
  });

  const untouched: [string, ReturnType<typeof engineer>, object?][] = [
    ['a machine', machine('ci')],
    ['a user without a type', user('x', { tags: {} })],
    ['a level that is not remediate', engineer({}), { enforcementLevel: 'advisory' }],
    [
      'an exempt engineer',
      engineer({}),
      { exemptions: [{ name: 'ada', reason: 'by hand', until: '9999-12-31' }] },
    ],
  ];
  for (const [title, before, config] of untouched)
    it(`changes nothing for ${title}`, async () => {
      const { props } = await runPolicy(iamUserCanBeOffboarded, [before], { ...config });
      assert.deepEqual(props, [before.props]);
    });
});
