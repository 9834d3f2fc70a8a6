import assert from 'node:assert/strict';
import { goodStacks, planOf, TestProject } from '../testing/project';
import { askForOwnIds } from './invented-ids';
import { planStack } from './plan';
import { formatProblem } from './problem';
import { readProjectFolder } from './project-folder';

const own = { identity: '123123123123', production: '456456456456', monitor: '789789789789' };
const secret = (suffix: string) =>
  `arn:aws:secretsmanager:eu-central-1:${own.monitor}:secret:keyturn/slack-token-${suffix}`;

/** A company that has edited its files, which hold nothing of the examples. */
const edited = {
  identity: goodStacks.identity.replace('111111111111', own.identity),
  production: goodStacks.production.replace('222222222222', own.production),
  monitor: goodStacks.monitor
    .replaceAll('333333333333', own.monitor)
    .replace('C0INFRA0001', 'C08KEYROOM1'),
};
const people = 'engineers:\n  ada: {slackId: U08OWNADA01}\n';

function problemsOf(
  stack: keyof typeof edited,
  changes: Readonly<Record<string, string>>,
  engineers = people,
): readonly string[] {
  return planOf(stack, { ...edited, ...changes }, { engineers }).problems;
}

describe('an id of the examples beside an account of one’s own', () => {
  it('is in none of the files of a company that has edited them', () => {
    for (const stack of ['identity', 'production', 'monitor'] as const)
      assert.deepEqual(problemsOf(stack, {}), []);
  });

  const cases: [what: string, stack: keyof typeof edited, config: string, expected: RegExp][] = [
    [
      'the channel',
      'monitor',
      edited.monitor.replace('C08KEYROOM1', 'C0INFRA0001'),
      /^Pulumi\.monitor\.yaml:5:24: keyturn:teamChannel: found "C0INFRA0001", expected your own channel's id/,
    ],
    [
      'the secret, with one’s own account',
      'monitor',
      edited.monitor.replace(/(secretsmanager.*)/, secret('AbCdEf').slice('arn:aws:'.length)),
      /^Pulumi\.monitor\.yaml:6:32: keyturn:slackTokenSecretArn: found "arn:.*, expected your own secret's ARN/,
    ],
    [
      'the address',
      'monitor',
      `${edited.monitor}  keyturn:alarmEmails: [ops@acme.example, infrastructure@example.com]\n`,
      /^Pulumi\.monitor\.yaml:7:43: keyturn:alarmEmails\[1\]: found "infrastructure@example\.com", expected an address/,
    ],
    [
      'the organization, and an account within an ARN',
      'monitor',
      `${edited.monitor}  keyturn:accounts: {organization: {id: o-abcdefghij, roleArn: 'arn:aws:iam::444444444444:role/list'}}\n`,
      /keyturn:accounts\.organization\.id: found "o-abcdefghij", expected your own organization's id.*\n.*roleArn: found "arn:.*, expected your own account's id/,
    ],
    [
      'an account whose users would get the roles',
      'production',
      `${edited.production}  keyturn:identityAccountId: '111111111111'\n`,
      /keyturn:identityAccountId: found "111111111111", expected your own account's id/,
    ],
  ];
  for (const [what, stack, config, expected] of cases)
    it(`is refused: ${what}`, () =>
      assert.match(problemsOf(stack, { [stack]: config }).join('\n'), expected));

  it('is refused in another stack’s file: its account would be watched, or let in', () =>
    assert.deepEqual(problemsOf('monitor', { production: goodStacks.production }), [
      'Pulumi.production.yaml:4:22: keyturn:accountId: found "222222222222", expected your own account\'s id: this one is the example\'s',
    ]));

  it('is refused in engineers.yaml, where the users are made', () => {
    const example = 'engineers:\n  ada: {slackId: U0ADA000001}\n';
    assert.deepEqual(problemsOf('identity', {}, example), [
      'stacks/engineers.yaml:2:18: engineers.ada.slackId: found "U0ADA000001", expected the member id that Slack has for this person: this one is the example\'s',
    ]);
    assert.deepEqual(problemsOf('monitor', {}, example), []);
  });

  it('is refused as the engine gives it, too, and a secret is not looked into', () => {
    const values = new Map<string, unknown>([
      ['aws:region', 'eu-central-1'],
      ['keyturn:accountKinds', ['monitor']],
      ['keyturn:accountId', own.monitor],
      ['keyturn:teamChannel', 'C0INFRA0001'],
      ['keyturn:slackToken', 'xoxb-' + 'C0INFRA0001'],
    ]);
    const { problems } = planOf('monitor', edited, { values });
    assert.deepEqual(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', /keyturn:teamChannel/);
  });

  for (const text of ['11111111111', '1111111111110', 'XC0INFRA0001', 'slack-token-AbCdEf0'])
    it(`is not found in ${text}`, () =>
      assert.deepEqual(
        problemsOf('identity', {
          identity: `${edited.identity}  keyturn:groupName: '${text}'\n`,
        }),
        [],
      ));
});

describe('a stack file that is an example’s altogether', () => {
  const plansOf = (project: TestProject) => {
    const folder = readProjectFolder(project.folder);
    const plans = folder.stacks.map((stack) => planStack(folder, stack));
    return { folder, plans };
  };

  it('is without a mistake, and each id in it is asked for', () => {
    const project = new TestProject(goodStacks, 'engineers:\n  ada: {slackId: U0ADA000001}\n');
    const { folder, plans } = plansOf(project);
    const asked = askForOwnIds(
      folder,
      plans.flatMap(({ value }) => value ?? []),
    );
    project.remove();
    assert.deepEqual(
      plans.flatMap(({ problems }) => problems),
      [],
    );
    assert.deepEqual(
      asked.map(formatProblem).map((each) => each.replace(/: found .*/, '')),
      [
        'Pulumi.identity.yaml:4:22: keyturn:accountId',
        'stacks/engineers.yaml:2:18: engineers.ada.slackId',
        'Pulumi.monitor.yaml:4:22: keyturn:accountId',
        'Pulumi.monitor.yaml:5:24: keyturn:teamChannel',
        'Pulumi.monitor.yaml:6:32: keyturn:slackTokenSecretArn',
        'Pulumi.production.yaml:4:22: keyturn:accountId',
      ],
    );
  });
});
