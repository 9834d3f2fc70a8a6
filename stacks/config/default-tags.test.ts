import assert from 'node:assert/strict';
import { goodStacks, planOf } from '../testing/project';

type Stack = keyof typeof goodStacks;

const problemsOf = (stack: Stack, line: string) =>
  planOf(stack, { [stack]: `${goodStacks[stack]}  ${line}\n` }).problems;

describe('the provider’s default tags', () => {
  const fine: [string, Stack, string][] = [
    ['of other names', 'identity', 'aws:defaultTags: {tags: {team: platform, types: x}}'],
    ['as users have them, who have their own', 'identity', 'aws:defaultTags: {tags: {type: x}}'],
    ['like users’, where there are none', 'production', 'aws:defaultTags: {tags: {Type: x}}'],
    ['as text', 'identity', `aws:defaultTags: '{"tags":{"team":"platform"}}'`],
    ['that are none', 'identity', 'aws:defaultTags: {}'],
    ['that are nonsense, which the provider refuses', 'identity', 'aws:defaultTags: "{"'],
    ['that are nothing', 'identity', 'aws:defaultTags:'],
  ];
  for (const [what, stack, line] of fine)
    it(`may be there ${what}`, () => assert.deepEqual(problemsOf(stack, line), []));

  const wrong: [Stack, string, RegExp][] = [
    [
      'identity',
      'aws:defaultTags: {tags: {team: platform, Type: x}}',
      /^Pulumi\.identity\.yaml:5:44: aws:defaultTags\.tags\.Type: found the tag "Type", expected another one: IAM takes it for type, which users have$/,
    ],
    [
      'identity',
      `aws:defaultTags: '{"tags":{"Slack-Id":"x"}}'`,
      /^Pulumi\.identity\.yaml:5:3: aws:defaultTags\.tags\.Slack-Id: found the tag "Slack-Id", .* for slack-id, which users have$/,
    ],
    [
      'production',
      'aws:defaultTags: {tags: {Team: a, team: b}}',
      /^Pulumi\.production\.yaml:\d+:\d+: aws:defaultTags\.tags\.team: found the tag "team", expected another one: IAM takes it for Team$/,
    ],
  ];
  for (const [stack, line, expected] of wrong)
    it(`may not be ${line}`, () => {
      const problems = problemsOf(stack, line);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', expected);
    });
});
