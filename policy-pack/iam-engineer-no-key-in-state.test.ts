import { iam } from './core/resource-types';
import { iamEngineerNoKeyInState } from './iam-engineer-no-key-in-state';
import { describePolicy } from './testing/policy-cases';
import { bucket, engineer, machine, resource, user } from './testing/resources';
import { unknown } from './testing/run-policy';

const ada = engineer('ada');
const keyOf = (name: unknown) => resource(iam.accessKey, 'key', { user: name });

describePolicy(iamEngineerNoKeyInState, {
  passes: [
    ['an engineer without a key', ada],
    ['a machine without a key', machine('ci')],
  ],
  refuses: [
    ["an engineer's key", [ada, keyOf('ada')], /key is an access key of the engineer ada/],
    ["an engineer's key by a name in capitals", [ada, keyOf('ADA')], /of the engineer ADA/],
    ['a key that comes before its engineer', [keyOf('ada'), ada], /of the engineer ada/],
    ["an engineer's key among others", [machine('ci'), ada, keyOf('ada')], /of the engineer ada/],
    [
      'a key of an engineer of another stack, whom the config names',
      keyOf('ada.l'),
      /of the engineer ada\.l/,
      { engineers: ['ada.*'] },
    ],
    [
      'a key of a name that is a machine in one account and an engineer in the other',
      [
        machine('ada'),
        { ...ada, urn: 'urn:pulumi:test::keyturn::aws:iam/user:User::2' },
        keyOf('ada'),
      ],
      /of the engineer ada/,
    ],
  ],
  advises: [
    ["a machine's key", [machine('ci'), keyOf('ci')], /of the machine ci into the state/],
    ['a key of somebody of another stack', keyOf('bob'), /of bob, who is not in this stack/],
    [
      'a key of somebody without a type',
      [user('x', { tags: {} }), keyOf('x')],
      /of x, who has no valid tag type/,
    ],
    [
      'a key of a machine of another stack, whom the config names',
      keyOf('ci-deploy'),
      /of the machine ci-deploy/,
      { machines: ['ci-*'] },
    ],
  ],
  notApplicable: [['another resource', bucket]],
  unknown: [
    ['whose key it is', [ada, keyOf(unknown)]],
    ["what the key's user is", [engineer('ada', { type: unknown }), keyOf('ada')]],
  ],
  bad: [ada, keyOf('ada')],
});
