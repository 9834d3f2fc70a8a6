import assert from 'node:assert/strict';
import { formatProblem } from './problem';
import { parseYaml } from './yaml-file';

const stackFile = `config:
  aws:region: eu-central-1
  keyturn:accountKinds: [member]
  keyturn:accountId: '222222222222'
  keyturn:roles:
    - name: deploy
      policyArns: [arn:aws:iam::aws:policy/PowerUserAccess]
    - name: read-only
`;
const engineers = `engineers:
  ada:
    slackId: U0ADA000001
    roles:
      - production/deploy
  ben:
    slackId: U0BEN000001
`;
const withTabs = (text: string) =>
  text.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2));

describe('bad YAML is one mistake, in words that help', () => {
  const space = 'spaces: indent with spaces';
  const column = 'the keys of a map, and the - of a list, in one column: indent with spaces';
  const first = 'it to begin in the first column, as the other keys of the file do';
  const cases: [what: string, text: string, place: string, found: string, expected: string][] = [
    ...[1, 2, 4].map((indent): (typeof cases)[number] => [
      `a line indented by ${indent} above the others`,
      `${' '.repeat(indent)}encryptionsalt: v1:abc\n${stackFile}`,
      `1:${indent + 1}`,
      'a first line that is indented',
      first,
    ]),
    [
      'such a line under a comment',
      `# The salt.\n  encryptionsalt: v1:abc\n${stackFile}`,
      '2:3',
      'a first line that is indented',
      first,
    ],
    ['tabs in a stack file', withTabs(stackFile), '2:1', 'a tab before the text', space],
    ['tabs in engineers.yaml', withTabs(engineers), '2:1', 'a tab before the text', space],
    [
      'a tab in one line',
      stackFile.replace('  keyturn:accountId', '\tkeyturn:accountId'),
      '4:1',
      'a tab before the text',
      space,
    ],
    [
      'tabs in a list, which make other errors before them',
      stackFile.replace('    - name: deploy', '\t\t- name: deploy'),
      '6:1',
      'a tab before the text',
      space,
    ],
    ...(
      [
        ['farther in', '   keyturn:accountId'],
        ['less far in', ' keyturn:accountId'],
      ] as const
    ).map(([what, line]): (typeof cases)[number] => [
      `a line ${what} than the others`,
      stackFile.replace('  keyturn:accountId', line),
      '4:1',
      'a line that is not under the others',
      column,
    ]),
    [
      'a person farther in than the one before',
      engineers.replace('  ben:', '   ben:'),
      '6:1',
      'a line that is not under the others',
      column,
    ],
    [
      'no space after a colon',
      stackFile.replace("accountId: '", "accountId:'"),
      '4:3',
      'a line without a key',
      'key: value, with a space after the colon',
    ],
    [
      'no colon, of the last line of a map',
      `${engineers}    roles\n`,
      '8:5',
      'a line without a key',
      'key: value, with a space after the colon',
    ],
    [
      'a key less far in than those after it',
      engineers.replace('    slackId: U0ADA', '  slackId: U0ADA'),
      '3:12',
      'a value, and under it a line that is farther in',
      column,
    ],
    [
      'no space after a - of a list',
      engineers.replace('  ben:', '      -production/read-only\n  ben:'),
      '6:7',
      'a - without a space after it',
      '- and a space',
    ],
    ...(
      [
        ['before the text', '    slackId: U0ADA', '\u00a0   slackId: U0ADA', '3:1', '00A0'],
        ['after a colon', 'slackId: U0ADA', 'slackId:\u202fU0ADA', '3:13', '202F'],
        ['after a -', 'deploy\n', 'deploy\n      -\u3000prod/deploy\n', '6:8', '3000'],
      ] as const
    ).map(([what, plain, other, place, code]): (typeof cases)[number] => [
      `a space ${what} that is none to YAML`,
      engineers.replace(plain, other),
      place,
      `the space U+${code}, which is a letter to YAML`,
      'a plain space',
    ]),
    [
      'a conflict that git left',
      engineers.replace(
        '    slackId: U0BEN000001\n',
        '<<<<<<< HEAD\n    slackId: U0BEN000001\n=======\n    slackId: U0BEN000002\n>>>>>>> theirs\n',
      ),
      '7:1',
      'a conflict of a merge',
      'one of the two sides, without the marks of git',
    ],
    [
      'the name that Slack shows, for an id',
      engineers.replace('U0ADA000001', '@ada'),
      '3:14',
      'a value that begins with @',
      'quotes around it; of a person in Slack, the member id in its place (their profile, ⋮, Copy member ID)',
    ],
    [
      'a colon in a name',
      engineers.replace('slackId: U0ADA000001', 'fullName: Ada: Adams'),
      '3:15',
      'a value with a colon and a space in it',
      'quotes around it; or, for a map, a line of its own for each key',
    ],
    [
      'two keys in one line',
      stackFile.replace('\n  keyturn:accountKinds', ' keyturn:accountKinds'),
      '2:15',
      'a value with a colon and a space in it',
      'quotes around it; or, for a map, a line of its own for each key',
    ],
    [
      'a backtick',
      engineers.replace('U0ADA000001', '`ada`'),
      '3:14',
      'a value that begins with a mark of YAML',
      'quotes around it',
    ],
    [
      'a quote that is left open',
      stackFile.replace("2222'", '2222'),
      '9:1',
      'the end, and a quote that is open',
      'a closing quote',
    ],
  ];
  for (const [what, text, place, found, expected] of cases)
    it(what, () =>
      assert.deepEqual(parseYaml(text, 'f.yaml').problems.map(formatProblem), [
        `f.yaml:${place}: found ${found}, expected ${expected}`,
      ]),
    );

  it('of which the parser has no better words than its own', () => {
    const [problem, ...others] = parseYaml(stackFile.replace('[member]', '[member'), 'f').problems;
    assert.deepEqual(others, []);
    assert.match(problem?.found ?? '', /^bad YAML: Flow sequence/);
  });

  it('of which the parser shows a control', () => {
    const [problem] = parseYaml('a: "b\\\u0000c"\n', 'f').problems;
    assert.equal(problem?.found, 'bad YAML: Invalid escape sequence \\\\u0000');
  });
});

describe('a number with a zero in front', () => {
  const expected =
    'quotes around it: with a zero in front it is another number to other readers of YAML';
  for (const [what, text, place, path, number] of [
    ['an account id', 'config:\n  id: 012345678901\n', '2:7', 'config.id', '012345678901'],
    // The engine's own reader takes it for 1402433619.
    ['one that could be octal', 'id: 012345670123\n', '1:5', 'id', '012345670123'],
    ['in a list', 'ids: [1, 007]\n', '1:10', 'ids[1]', '007'],
    ['with a sign', 'a: -012\n', '1:4', 'a', '-012'],
  ] as const)
    it(`is refused: ${what}`, () =>
      assert.deepEqual(parseYaml(text, 'f.yaml').problems.map(formatProblem), [
        `f.yaml:${place}: ${path}: found the number ${number}, expected ${expected}`,
      ]));

  it('is text in quotes, and zero itself is a number', () =>
    assert.deepEqual(parseYaml('a: "012"\nb: 0\nc: 0.5\nd: 08:00\n', 'f.yaml').value, {
      a: '012',
      b: 0,
      c: 0.5,
      d: '08:00',
    }));
});
