import { iamUserAccessUntil } from './iam-user-access-until';
import { describePolicy, testDay } from './testing/policy-cases';
import { bucket, engineer, machine, user } from './testing/resources';
import { unknown } from './testing/run-policy';
import type { TestResource } from './testing/requests';

const before = '2026-11-22';
const noUsers = { newUsersUntil: before };
const noKeys = { newKeysUntil: before };
const existing = (tags = {}): TestResource => {
  const ada = engineer('ada', tags);
  return { ...ada, props: { ...ada.props, uniqueId: 'AIDAEXAMPLE0000000000' } };
};
const notMadeYet = (tags = {}): TestResource => {
  const ada = engineer('ada', tags);
  return { ...ada, props: { ...ada.props, uniqueId: unknown } };
};
const withWays = (access: string) => notMadeYet({ access });

describePolicy(iamUserAccessUntil, {
  passes: [
    ['everybody where nothing is said', notMadeYet()],
    ['a new engineer on the last day', notMadeYet(), { newUsersUntil: testDay }],
    ['a new engineer with keys on the last day', notMadeYet(), { newKeysUntil: testDay }],
    ['an engineer who is there', existing(), noUsers],
    ['an engineer with keys who is there', existing(), noKeys],
    ['a machine', machine('ci'), noUsers],
    ['a user of no type, who has a policy of their own', user('x', { tags: {} }), noUsers],
    ['a new engineer without keys', withWays('sign-in'), noKeys],
    ['a new engineer with two other ways', withWays('sign-in+identity-center'), noKeys],
    [
      'an engineer without keys who is there, judged like a new one',
      existing({ access: 'sign-in' }),
      { ...noKeys, existingToo: true },
    ],
    ['a machine, judged like new engineers', machine('ci'), { ...noUsers, existingToo: true }],
  ],
  refuses: [
    [
      'a new engineer',
      notMadeYet(),
      /ada is a new IAM user of an engineer: there is none after 2026-11-22\. Let/,
      noUsers,
    ],
    [
      'a new engineer without keys where there are no users',
      withWays('sign-in'),
      /after 2026-11-22/,
      noUsers,
    ],
    [
      'a new engineer with keys',
      notMadeYet(),
      /with access keys after 2026-11-22\. Set tags/,
      noKeys,
    ],
    [
      'a new engineer with keys and another way',
      withWays('key+sign-in'),
      /with access keys/,
      noKeys,
    ],
    [
      'a new engineer whose ways nobody can read',
      withWays('sign-in+keys'),
      /with access keys/,
      noKeys,
    ],
    [
      'the sooner of both days',
      notMadeYet(),
      /there is none after 2026-11-22/,
      { newUsersUntil: before, newKeysUntil: testDay },
    ],
    [
      'an engineer who is there, judged like a new one',
      existing(),
      /ada is an IAM user of an engineer: there is none with access keys/,
      { ...noKeys, existingToo: true },
    ],
  ],
  notApplicable: [['another resource', bucket, noUsers]],
  unknown: [
    ['a type', user('ada', { tags: { type: unknown } }), { ...noUsers, existingToo: true }],
    [
      'the ways of an engineer',
      engineer('ada', { access: unknown }),
      { ...noKeys, existingToo: true },
    ],
  ],
  bad: notMadeYet(),
  badConfig: noUsers,
});
