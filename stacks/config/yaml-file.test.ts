import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatProblem } from './problem';
import { LARGEST_FILE_BYTES, parseYaml, readYamlFile } from './yaml-file';

const problemsOf = (text: string) => parseYaml(text, 'f.yaml').problems.map(formatProblem);

describe('a YAML file', () => {
  const refused: [string, string, string[]][] = [
    [
      'an alias and its anchor',
      'a: &all [1]\nb: *all\n',
      [
        'f.yaml:1:9: a: found the anchor &all, expected no anchors',
        'f.yaml:2:4: b: found the alias *all, expected the value written out',
      ],
    ],
    ['an anchor on a key', '&k a: 1\n', ['f.yaml:1:4: found the anchor &k, expected no anchors']],
    [
      'a key that stands twice, at any depth',
      'a:\n  b: 1\n  c: 2\n  b: 3\n',
      ['f.yaml:4:3: a.b: found the key again, expected it once (it stands in line 2)'],
    ],
    [
      'keys that are no text',
      '1: x\ntrue: y\n? [z]\n: w\n',
      [
        'f.yaml:1:1: found the key 1, expected text as a key (in quotes, if it looks like a number)',
        'f.yaml:2:1: found the key true, expected text as a key (in quotes, if it looks like a number)',
        'f.yaml:3:3: found another key, expected text as a key (in quotes, if it looks like a number)',
      ],
    ],
    [
      'the key that JavaScript keeps for itself',
      '__proto__: {}\n',
      [
        'f.yaml:1:1: found the key "__proto__", expected text as a key (in quotes, if it looks like a number)',
      ],
    ],
    [
      'a tag that means nothing here',
      'a: !secret x\n',
      ['f.yaml:1:12: a: found the tag !secret, expected no tags'],
    ],
    ...['binary', 'set', 'omap', 'timestamp', 'int', 'str', 'map'].map(
      (tag): [string, string, string[]] => {
        const value = { set: '{x, y}', omap: '[x: 1]', map: '{x: 1}', timestamp: '2001-12-14' }[
          tag
        ];
        return [
          `the tag !!${tag}`,
          `a: !!${tag} ${value ?? '"16"'}\n`,
          [
            `f.yaml:1:${7 + tag.length}: a: found the tag tag:yaml.org,2002:${tag}, expected no tags`,
          ],
        ];
      },
    ),
    [
      'a tag that would run code',
      'a: !!js/function "function () { return 1 }"\n',
      ['f.yaml:1:18: a: found the tag tag:yaml.org,2002:js/function, expected no tags'],
    ],
    [
      'a tag on a key',
      '!!str a: 1\n',
      ['f.yaml:1:7: found the tag tag:yaml.org,2002:str, expected no tags'],
    ],
    [
      'an older YAML, in which “no” is false',
      '%YAML 1.1\n---\na: no\n',
      ['f.yaml:1:1: found YAML 1.1, expected YAML 1.2, which needs no %YAML'],
    ],
    [
      'merging, which is a key like others, with an alias',
      'x: &x {a: 1}\ny:\n  <<: *x\n',
      [
        'f.yaml:1:7: x: found the anchor &x, expected no anchors',
        'f.yaml:3:7: y.<<: found the alias *x, expected the value written out',
      ],
    ],
    ...(
      [
        ['a reversed direction in a comment', '# \u202Eadmin\na: 1\n', '1:3', '202E'],
        ['an isolated direction in a name', 'a: "x\u2066y"\n', '1:6', '2066'],
        ['a control', 'a: x\u0001\n', '1:5', '0001'],
        ['an escape sequence of a terminal', 'a: 1\n# \u001B[2J\n', '2:3', '001B'],
        ['a byte order mark within', 'a: 1\n\uFEFFb: 2\n', '2:1', 'FEFF'],
        ['line ends of old Macs', '# c\ra: 1\n', '1:4', '000D'],
      ] as const
    ).map(([what, text, position, codePoint]): [string, string, string[]] => [
      what,
      text,
      [
        `f.yaml:${position}: found the invisible character U+${codePoint}, expected text that can be seen`,
      ],
    ]),
    ...(
      [
        [
          'a name with # in place of a value',
          'config:\n  a: #infra\n  b: 1\n',
          '2:6: config.a',
          'infra',
        ],
        ['the same at the end', 'a: #infra', '1:4: a', 'infra'],
        ['the same in a list', 'a:\n  - #infra\n  - b\n', '2:5: a[0]', 'infra'],
      ] as const
    ).map(([what, text, place, word]): [string, string, string[]] => [
      what,
      text,
      [
        `f.yaml:${place}: found nothing: to YAML #${word} is a comment, expected quotes around what begins with #, or a space after it`,
      ],
    ]),
    [
      'two documents',
      'a: 1\n---\nb: 2\n',
      ['f.yaml:2:1: found a second document, expected one in a file'],
    ],
  ];
  for (const [name, text, problems] of refused)
    it(`refuses ${name}`, () => assert.deepEqual(problemsOf(text), problems));

  it('says where bad YAML is', () => {
    const [problem] = parseYaml('a: 1\nb: [1,\n', 'f.yaml').problems;
    assert.equal(problem?.position?.line, 3);
  });

  it('does not expand a bomb of aliases', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) =>
        `l${i}: &l${i} [${
          i === 0
            ? 'x'
            : Array(10)
                .fill(`*l${i - 1}`)
                .join(', ')
        }]`,
    );
    assert.equal(problemsOf(levels.join('\n')).length, 30 + 29 * 10);
  });

  const list = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const blocks = (depth: number) =>
    Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join('');
  for (const [what, text, place] of [
    ['lists at the limit', list(32), undefined],
    ['lists one over it', list(33), '1:33'],
    ['lists far over it', list(20_000), '1:33'],
    ['maps without an end', '{a: '.repeat(5000), '1:129'],
    ['lists beside each other', `[${list(32)}, ${list(32)}]`, '1:33'],
    ['maps at the limit', blocks(32), undefined],
    ['maps one over it', blocks(33), '33:33'],
    ['a list as a key', `? ${list(32)}\n: 1\n`, '1:34'],
    ['maps in lists at the limit', `${'[a: '.repeat(16)}1${']'.repeat(16)}`, undefined],
    ['maps in lists over it', `[${'[a: '.repeat(16)}1${']'.repeat(17)}`, '1:63'],
    ['a second document', `a: 1\n---\n${list(33)}`, '3:33'],
  ] as const)
    it(`takes only so much nesting, and says so once: ${what}`, () => {
      const deep = problemsOf(text).filter((line) => line.includes('nesting'));
      const line = `f.yaml:${place}: found deeper nesting, expected at most 32 levels`;
      assert.deepEqual(deep, place === undefined ? [] : [line]);
    });

  it('says of deep nesting the same where few calls are left', () => {
    const text = '{a: '.repeat(5000);
    const deep = (calls: number): readonly string[] =>
      calls === 0 ? problemsOf(text) : deep(calls - 1);
    assert.deepEqual(deep(5000), problemsOf(text));
  });

  for (const [what, text] of [
    ['with a space after the #', 'a: # ask Ada\nb: 1\n'],
    ['below an empty map', 'a:\n  #b: 1\nc: 1\n'],
    ['beside a value', 'a: 1 #one\n'],
    ['beside a null that is written', 'a: ~ #none\n'],
    ['beside the key of a map', 'a: #all\n  b: 1\n'],
    ['made of signs', 'a: ####\n'],
  ] as const)
    it(`takes a comment ${what}`, () => assert.deepEqual(problemsOf(text), []));

  it('merges nothing', () =>
    assert.deepEqual(parseYaml('a: {<<: {b: 1}, c: 2}', 'f.yaml').value, {
      a: { '<<': { b: 1 }, c: 2 },
    }));

  it('reads what is right', () =>
    assert.deepEqual(parseYaml('a: {b: [1, "2", off, null]}', 'f.yaml').value, {
      a: { b: [1, '2', 'off', null] },
    }));

  it('knows where values, keys and missing things stand', () => {
    const file = parseYaml('top:\n  one: 1\n  list:\n    - x\n    - y: z\n', 'f.yaml');
    for (const [at, part, expected] of [
      [['top', 'one'], 'value', [2, 8]],
      [['top', 'one'], 'key', [2, 3]],
      [['top', 'list', 0], 'value', [4, 7]],
      [['top', 'list', 1, 'y'], 'value', [5, 10]],
      [['top', 'list'], 'value', [3, 3]],
      [['top', 'missing'], 'value', [1, 1]],
      [['top', 'list', 7], 'value', [3, 3]],
      [['top', 'list', 1, 'missing', 'deeper'], 'value', [5, 7]],
      [['missing'], 'value', [1, 1]],
    ] as const) {
      const position = file.positionOf(at, part);
      assert.deepEqual([position?.line, position?.column], expected, at.join('.'));
    }
  });

  describe('on disk', () => {
    let folder: string;
    before(() => (folder = mkdtempSync(path.join(tmpdir(), 'yaml-'))));
    after(() => rmSync(folder, { recursive: true }));

    const cases: [string, string | Buffer | undefined, string[]][] = [
      ['that is not there', undefined, ['f.yaml: found no such file, expected a YAML file']],
      [
        'that is no text',
        Buffer.from([0x61, 0xff, 0xfe]),
        ['f.yaml: found other bytes, expected text in UTF-8'],
      ],
      [
        'that is huge',
        ' '.repeat(LARGEST_FILE_BYTES + 1),
        [`f.yaml: found ${LARGEST_FILE_BYTES + 1} bytes, expected at most ${LARGEST_FILE_BYTES}`],
      ],
      [
        'in UTF-16',
        Buffer.from('\uFEFFa: 1\n', 'utf16le'),
        ['f.yaml: found other bytes, expected text in UTF-8'],
      ],
      [
        'in Latin-1',
        Buffer.from('a: é\n', 'latin1'),
        ['f.yaml: found other bytes, expected text in UTF-8'],
      ],
      [
        'with a character written too long',
        Buffer.from([0x61, 0x3a, 0x20, 0xc0, 0xaf]),
        ['f.yaml: found other bytes, expected text in UTF-8'],
      ],
      [`of ${LARGEST_FILE_BYTES} bytes`, '#'.repeat(LARGEST_FILE_BYTES), []],
      ['with a byte order mark and Windows line ends', '\uFEFFa: 1\r\nb: 2\r\n', []],
    ];
    for (const [name, content, problems] of cases)
      it(`one ${name}`, () => {
        const file = path.join(folder, name.replaceAll(' ', '-'));
        if (content !== undefined) writeFileSync(file, content);
        assert.deepEqual(readYamlFile(file, 'f.yaml').problems.map(formatProblem), problems);
      });

    it('that is a folder', () =>
      assert.deepEqual(readYamlFile(folder, 'f.yaml').problems.map(formatProblem), [
        'f.yaml: found a folder, expected a YAML file',
      ]));
  });
});
