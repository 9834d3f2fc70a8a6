import { iamEngineerOneUser } from './iam-engineer-one-user';
import { describePolicy } from './testing/policy-cases';
import { bucket, engineer, engineerTags, user } from './testing/resources';
import { unknown } from './testing/run-policy';

const ada = engineer('ada');
const grace = engineer('grace', { 'slack-id': 'U9999999999' });

describePolicy(iamEngineerOneUser, {
  passes: [
    ['one engineer', ada],
    ['two engineers', [ada, grace]],
    ['one engineer who goes by twice', [ada, ada]],
    [
      "an engineer and their machine's user",
      [ada, user('ci', { tags: { type: 'machine', 'slack-id': engineerTags['slack-id'] } })],
    ],
    ['users without a type', [user('x', { tags: {} }), user('y', { tags: {} })]],
    [
      'two engineers without a Slack id, which is for another policy',
      [user('x', { tags: { type: 'engineer' } }), user('y', { tags: { type: 'engineer' } })],
    ],
    [
      'a second one that is exempt, and does not make the first one a second',
      [engineer('ada-2'), ada],
      { exemptions: [{ name: 'ada-2', reason: 'being moved', until: '2026-12-31' }] },
    ],
  ],
  refuses: [
    [
      'a second user',
      [ada, engineer('ada-2')],
      /ada-2 and ada are both engineers with the slack-id/,
    ],
    ['a second user, others between', [ada, grace, bucket, engineer('ada-2')], /ada-2 and ada are/],
    [
      'a second user whose type is a default of its provider',
      [
        ada,
        user(
          'ada-2',
          { tags: { 'slack-id': engineerTags['slack-id'] } },
          { defaultTags: JSON.stringify({ tags: { type: 'engineer' } }) },
        ),
      ],
      /ada-2 and ada are/,
    ],
  ],
  notApplicable: [['another resource', bucket]],
  unknown: [
    ['a Slack id', [ada, engineer('ada-2', { 'slack-id': unknown })]],
    ['a type', [ada, engineer('ada-2', { type: unknown })]],
    ['tags', [ada, user('ada-2', { tags: unknown })]],
  ],
  bad: [ada, engineer('ada-2')],
});
