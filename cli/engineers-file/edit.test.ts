import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { WayIn } from '../../rules/ways-in';
import { withAccess, withoutEngineer, withoutIamUser } from './edit';
import { lineDiff } from './line-diff';

const file = `# Everybody.

engineers:
  # Backend
  ada: { slackId: U0ADA000001 }   # first of all
  ben:
    slackId: U0BEN000001     # two m's no more
    roles:   [ "production/deploy" ]

  # Frontend
  cleo: {slackId: U0CLEO00001, access: [sign-in], roles: []}
  dan:
    fullName: 'Dan D'
    access:
      # until the audit
      - key        # his script
      - sign-in
    slackId: U0DAN000001
    # likes mornings

machineUsers: {}
`;

/** The lines that changed, without what stands around them. */
const changed = (after: string, before = file) =>
  lineDiff('f', before, after)
    .split('\n')
    .slice(3)
    .filter((line) => /^[-+]/.test(line));

describe('the edit of engineers.yaml', () => {
  const cases: readonly [string, string, readonly WayIn[], readonly string[]][] = [
    [
      'puts it into braces',
      'ada',
      ['key', 'sign-in'],
      [
        '-  ada: { slackId: U0ADA000001 }   # first of all',
        '+  ada: { slackId: U0ADA000001, access: [key, sign-in] }   # first of all',
      ],
    ],
    [
      'puts it on a line of its own, below the Slack id and its comment',
      'ben',
      ['key', 'identity-center'],
      ['+    access: [key, identity-center]'],
    ],
    [
      'changes the one that is there',
      'cleo',
      ['key', 'sign-in'],
      [
        '-  cleo: {slackId: U0CLEO00001, access: [sign-in], roles: []}',
        '+  cleo: {slackId: U0CLEO00001, access: [key, sign-in], roles: []}',
      ],
    ],
    ['takes a line from a list of lines', 'dan', ['sign-in'], ['-      - key        # his script']],
    ['leaves a file alone that says it', 'dan', ['key', 'sign-in'], []],
    [
      'finds the user whatever the case of the letters',
      'BEN',
      ['sign-in'],
      ['+    access: [sign-in]'],
    ],
  ];
  for (const [what, name, access, expected] of cases)
    it(what, () => assert.deepEqual(changed(withAccess(file, name, access)), expected));

  it('gives back to a list of lines what was taken', () => {
    const without = withAccess(file, 'dan', ['sign-in']);
    const back = withAccess(without, 'dan', ['key', 'sign-in']);
    assert.deepEqual(changed(back, without), ['+      - key']);
    assert.deepEqual(parse(back), parse(file));
  });

  const gone: readonly [string, string, readonly string[]][] = [
    [
      'in braces',
      'cleo',
      [
        '-  cleo: {slackId: U0CLEO00001, access: [sign-in], roles: []}',
        '+  cleo: {slackId: U0CLEO00001, access: [sign-in], iamUser: false, roles: []}',
      ],
    ],
    ['on a line of its own, below the list of what they come by', 'dan', ['+    iamUser: false']],
    ['below the Slack id where nothing is said of that', 'ben', ['+    iamUser: false']],
  ];
  for (const [what, name, expected] of gone)
    it(`says that an engineer has no IAM user, ${what}`, () =>
      assert.deepEqual(changed(withoutIamUser(file, name)), expected));

  it('says it once, and changes a file that says the contrary', () => {
    const once = withoutIamUser(file, 'dan');
    assert.ok(once.includes('      - sign-in\n    iamUser: false\n    slackId: U0DAN000001\n'));
    assert.equal(withoutIamUser(once, 'dan'), once);
    const contrary = once.replace('iamUser: false', 'iamUser: true # for now');
    assert.deepEqual(changed(withoutIamUser(contrary, 'dan'), contrary), [
      '-    iamUser: true # for now',
      '+    iamUser: false # for now',
    ]);
  });

  describe('takes an engineer out', () => {
    const without = (name: string, before = file) => withoutEngineer(before, name).text;
    const takenOut: readonly [string, string, readonly string[]][] = [
      [
        'with the comment directly above, which is said of them',
        'ada',
        ['-  # Backend', '-  ada: { slackId: U0ADA000001 }   # first of all'],
      ],
      [
        'with one of two empty lines that would be left',
        'cleo',
        ['-  # Frontend', '-  cleo: {slackId: U0CLEO00001, access: [sign-in], roles: []}'],
      ],
      [
        'with what is said within and further in',
        'DAN',
        [
          '-  dan:',
          "-    fullName: 'Dan D'",
          '-    access:',
          '-      # until the audit',
          '-      - key        # his script',
          '-      - sign-in',
          '-    slackId: U0DAN000001',
          '-    # likes mornings',
        ],
      ],
    ];
    for (const [what, name, expected] of takenOut)
      it(what, () => assert.deepEqual(changed(without(name)), expected));

    it('and leaves a comment with an empty line below, a heading', () => {
      const headed = file.replace('  # Backend\n', '  # Backend\n\n  # on call\n  # until May\n');
      assert.deepEqual(changed(without('ada', headed), headed), [
        '-  # on call',
        '-  # until May',
        '-  ada: { slackId: U0ADA000001 }   # first of all',
      ]);
      assert.deepEqual(withoutEngineer(headed, 'ada').comment, ['  # on call', '  # until May']);
    });

    it('and leaves the comment of whoever comes next', () => {
      const ben = without('ben').slice(0, -'machineUsers: {}\n'.length);
      assert.match(ben, /# first of all\n\n {2}# Frontend\n {2}cleo:/);
    });

    it('between two empty lines, and leaves one', () => {
      const apart = file.replace('  dan:', '\n  dan:');
      assert.match(without('cleo', apart), /"production\/deploy" \]\n\n {2}dan:/);
    });

    it('as the last of all, and leaves a map', () => {
      const one =
        '# All\nengineers:\n  # Backend\n\n  # hers\n  ada: { slackId: U0ADA000001 }\nmachineUsers: {}\n';
      const { text, comment } = withoutEngineer(one, 'ada');
      assert.deepEqual(parse(text), { engineers: {}, machineUsers: {} });
      assert.match(text, /^# All[^]*# Backend/);
      assert.deepEqual(comment, ['# hers']);
      assert.ok(!text.includes('hers'));
    });

    it('keeps the ends of lines, and of the file', () => {
      const windows = file.replaceAll('\n', '\r\n');
      for (const name of ['ada', 'ben', 'cleo', 'dan'])
        assert.equal(without(name, windows), without(name).replaceAll('\n', '\r\n'));
      const open =
        'engineers:\n  ada: { slackId: U0ADA000001 }\n  # his\n  ben: { slackId: U0BEN000001 }';
      assert.equal(without('ben', open), 'engineers:\n  ada: { slackId: U0ADA000001 }\n');
    });

    it('where the file has to be written anew', () => {
      const odd = `engineers: { ada: { slackId: U0ADA000001 }, # hers
        ben: { slackId: U0BEN000001 } } # all of us\n`;
      assert.deepEqual(parse(without('ada', odd)), {
        engineers: { ben: { slackId: 'U0BEN000001' } },
      });
      assert.match(without('ben', odd), /# all of us/);
    });
  });

  it('keeps comments where the file has to be written anew', () => {
    const odd = `engineers: { ada: { slackId: U0ADA000001, # hers
      access: [key, # for now
        sign-in] }, ben: { slackId: U0BEN000001 } } # all of us\n`;
    const closed = withAccess(odd, 'ada', ['sign-in']);
    assert.deepEqual(parse(closed), {
      engineers: {
        ada: { slackId: 'U0ADA000001', access: ['sign-in'] },
        ben: { slackId: 'U0BEN000001' },
      },
    });
    for (const comment of ['# hers', '# all of us']) assert.ok(closed.includes(comment), closed);
    assert.deepEqual(parse(withoutIamUser(odd, 'ben')), {
      engineers: {
        ada: { slackId: 'U0ADA000001', access: ['key', 'sign-in'] },
        ben: { slackId: 'U0BEN000001', iamUser: false },
      },
    });
  });

  it('keeps the ends of lines, and of the file', () => {
    const windows = file.replaceAll('\n', '\r\n');
    const edited = withAccess(windows, 'ben', ['key', 'sign-in']);
    assert.equal(edited, withAccess(file, 'ben', ['key', 'sign-in']).replaceAll('\n', '\r\n'));
    const open = 'engineers:\n  ada:\n    slackId: U0ADA000001';
    assert.equal(
      withAccess(open, 'ada', ['key', 'sign-in']),
      `${open}\n    access: [key, sign-in]\n`,
    );
  });

  it('says what was meant and nothing else, however people lay the file out', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            form: fc.constantFrom('braces', 'lines', 'list', 'wide'),
            access: fc.subarray<WayIn>(['key', 'sign-in'], { minLength: 1 }),
            comment: fc.constantFrom('', '  # so'),
            blank: fc.boolean(),
            above: fc.boolean(),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        fc.nat(),
        fc.subarray<WayIn>(['key', 'sign-in'], { minLength: 1 }),
        (people, nth, access) => {
          const text = `engineers:\n${people.map(written).join('')}`;
          const name = `user-${nth % people.length}`;
          const before = parse(text) as { engineers: Record<string, object> };
          const after = withAccess(text, name, access);
          assert.deepEqual(parse(after), {
            engineers: { ...before.engineers, [name]: { ...before.engineers[name], access } },
          });
          assert.equal(after.match(/#/g)?.length ?? 0, text.match(/#/g)?.length ?? 0);
          const without = withoutIamUser(text, name);
          assert.deepEqual(parse(without), {
            engineers: {
              ...before.engineers,
              [name]: { ...before.engineers[name], iamUser: false },
            },
          });
          assert.equal(without.match(/#/g)?.length ?? 0, text.match(/#/g)?.length ?? 0);
          const others = Object.entries(before.engineers).filter(([each]) => each !== name);
          const left = withoutEngineer(text, name).text;
          assert.deepEqual(parse(left), { engineers: Object.fromEntries(others) });
          assert.deepEqual(
            abovesIn(left),
            abovesIn(text).filter((each) => each !== name),
          );
        },
      ),
    ));
});

function written(
  each: {
    form: string;
    access: readonly WayIn[];
    comment: string;
    blank: boolean;
    above: boolean;
  },
  i: number,
): string {
  const { form, access, comment, blank, above } = each;
  const slackId = `U0USER0000${i}`;
  const forms: Record<string, string> = {
    braces: `  user-${i}: { slackId: ${slackId}, access: [${access.join(', ')}] }${comment}\n`,
    lines: `  user-${i}:${comment}\n    slackId: ${slackId}${comment}\n    roles: []\n`,
    list: `  user-${i}:\n    access:\n${access.map((way) => `      - ${way}\n`).join('')}    slackId: ${slackId}${comment}\n`,
    wide: `  user-${i}:\n      roles:\n      - production/deploy\n      slackId: "${slackId}"\n`,
  };
  return `${above ? `  # about user-${i}\n` : ''}${forms[form] ?? ''}${blank ? '\n' : ''}`;
}

/** Of whom a comment above is left, as it was written. */
function abovesIn(text: string): readonly string[] {
  return [...text.matchAll(/# about (\S+)/g)].map(([, name = '']) => name);
}
