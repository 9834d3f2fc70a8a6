import { iam } from './core/resource-types';
import { iamUniqueWithoutCase } from './iam-unique-without-case';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource, user } from './testing/resources';
import { unknown } from './testing/run-policy';

const tagged = (tags: unknown, defaults?: Record<string, unknown>) =>
  user('ada', { tags }, { defaultTags: JSON.stringify({ tags: defaults }) });
const named = (type: string, ...names: unknown[]) =>
  names.map((name, i) => resource(type, `resource-${i}`, { name }));

describePolicy(iamUniqueWithoutCase, {
  passes: [
    ['names that differ by more', named(iam.user, 'ada', 'Ada2', 'adam')],
    [
      'a user, a group, a role and a policy of one name',
      [iam.user, iam.group, iam.role, iam.policy].flatMap((type) => named(type, 'deploy')),
    ],
    ['names that the provider makes up', named(iam.role, undefined, undefined)],
    ['the same resource a second time', [named(iam.user, 'ada'), named(iam.user, 'ada')].flat()],
    ['tags that differ by more', tagged({ type: 'engineer', types: 'a', 'type-': 'b' })],
    [
      "the provider's default for a tag of its own",
      tagged({ Type: 'engineer' }, { Type: 'robot' }),
    ],
    ['no tags', user('ada', {})],
    [
      'tags of a policy, whose keys have case',
      resource(iam.policy, 'x', { tags: { a: '', A: '' } }),
    ],
    ['a group, which has no tags', named(iam.group, 'engineers')],
    ['values that are not known yet', tagged({ type: unknown, team: unknown })],
  ],
  refuses: [
    [
      'two users',
      named(iam.user, 'ada', 'ADA'),
      /resource-1 is the user ADA, and resource-0 is the user ada: IAM takes both names for one/,
    ],
    ['two groups', named(iam.group, 'engineers', 'Engineers'), /is the group Engineers, and/],
    ['two roles', named(iam.role, 'Deploy', 'deploy'), /is the role deploy, and/],
    [
      'two managed policies, whatever their paths',
      [
        resource(iam.policy, 'first', { name: 'deploy', path: '/' }),
        resource(iam.policy, 'second', { name: 'Deploy', path: '/teams/' }),
      ],
      /second is the policy Deploy, and first is the policy deploy/,
    ],
    ['two of one name', named(iam.user, 'ada', 'ada'), /is the user ada, and/],
    [
      'two tags of a user',
      tagged({ Type: 'engineer', team: 'a', type: 'machine' }),
      /ada has the tags Type and type: IAM takes them for one tag/,
    ],
    [
      'two tags of a role',
      resource(iam.role, 'deploy', { name: 'deploy', tags: { Team: 'a', team: 'a' } }),
      /deploy has the tags Team and team/,
    ],
    [
      "a tag beside the provider's default",
      tagged({ type: 'engineer' }, { Type: 'x' }),
      /the tags type and Type: .*the provider's defaultTags count/,
    ],
    [
      "two of the provider's defaults",
      tagged(undefined, { Team: 'a', TEAM: 'b' }),
      /the tags Team and TEAM/,
    ],
    [
      'two tags beside a name that is not known yet',
      resource(iam.role, 'deploy', { name: unknown, tags: { Team: 'a', team: 'a' } }),
      /the tags Team and team/,
    ],
    [
      'two tags whose values are not known yet',
      tagged({ Type: unknown, type: unknown }),
      /the tags Type and type/,
    ],
  ],
  notApplicable: [['another resource', bucket]],
  unknown: [
    ['a name', named(iam.user, unknown)],
    ['tags', tagged(unknown)],
    ['default tags', user('ada', {}, { defaultTags: unknown })],
  ],
  bad: named(iam.group, 'engineers', 'Engineers'),
});
