import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keysIn, sectionsOf, UnclearSection, valueOf, withOtherKey, type FileKind } from './ini';

const OLD = 'AKIAOLD0000000000001';
const fresh = { accessKeyId: 'AKIANEW0000000000002', secretAccessKey: 'new/secret+0' };
const key = `aws_access_key_id = ${OLD}\naws_secret_access_key = old/secret+0\n`;

const edited = (text: string, kind: FileKind = 'credentials') =>
  withOtherKey(text, kind, OLD, fresh);

describe('AWS’s profile files', () => {
  const shapes: Readonly<Record<string, string>> = {
    'as AWS’s tools write it': `[default]\n${key}`,
    'without blanks': `[default]\n${key.replaceAll(' ', '')}`,
    'with tabs, indented, without an end of line': `[default]\n\t${key.replaceAll(' = ', '\t=\t').trimEnd().replaceAll('\n', '\n  ')}`,
    'with CRLF': `[default]\r\n${key.replaceAll('\n', '\r\n')}`,
    'with comments at the ends of lines': `[default] # mine\n${key.replaceAll('\n', ' # old\n')}`,
    'in capitals': `[default]\n${key.replaceAll('aws_', 'AWS_')}`,
    'between comments that name it': `; ${OLD}\n# aws_access_key_id = ${OLD}\n[default]\n#x\n${key}; ${OLD}\n`,
    'after a setting with others below it': `[default]\ns3 =\n  max_concurrent_requests = 2\n${key}`,
    'with colons, as the AWS CLI and boto take them': `[default]\n${key.replaceAll(' =', ':')}`,
    'with a byte order mark': `\xEF\xBB\xBF[default]\n${key}`,
    'in several sections, one of no profile': `[a]\n${key}[b]\n${key}[services x]\n${key}`,
  };
  for (const [what, text] of Object.entries(shapes))
    it(`are edited in place: ${what}`, () => {
      const [found] = keysIn(text, 'credentials');
      assert.deepEqual([found?.accessKeyId, found?.secretAccessKey], [OLD, 'old/secret+0']);
      const result = edited(text);
      const [now, ...others] = keysIn(result, 'credentials');
      assert.deepEqual({ ...now }, { ...fresh, sections: found?.sections });
      assert.deepEqual(others, []);
      const unlike = (one: string, other: string) =>
        one.split('\n').filter((line, i) => line !== other.split('\n')[i]).length;
      assert.equal(unlike(text, result), 2 * (found?.sections.length ?? 0));
      const back = { accessKeyId: OLD, secretAccessKey: 'old/secret+0' };
      assert.equal(withOtherKey(result, 'credentials', fresh.accessKeyId, back), text);
    });

  it('have names with blanks and quotes', () => {
    const names = (text: string, kind: FileKind) =>
      sectionsOf(text, kind).map(({ name, isProfile }) => (isProfile ? name : `not ${name}`));
    assert.deepEqual(
      names(
        '[default]\n[profile a b]\n[profile "c d"]\n[ profile e+f@g ]\n[sso-session x]\n[y]',
        'config',
      ),
      ['default', 'a b', 'c d', 'e+f@g', 'not sso-session x', 'not y'],
    );
    assert.deepEqual(names('[a b]\n[profile c]', 'credentials'), ['a b', 'profile c']);
    const [umlaut] = sectionsOf(Buffer.from('[zoë]\nrole = é').toString('latin1'), 'credentials');
    assert.equal(umlaut?.name, 'zoë');
    assert.equal(umlaut && valueOf(umlaut, 'role'), 'é');
  });

  it('leave alone what is nested, and other keys', () => {
    const text = `[a]\nx =\n  ${key.trim().replaceAll('\n', '\n  ')}\n[b]\n${key.replaceAll('OLD', 'OTH')}`;
    assert.equal(edited(text), text);
  });

  for (const [what, text] of [
    ['a key without its secret', `[a]\naws_access_key_id = ${OLD}\n`],
    ['two keys', `[a]\n${key}${key}`],
    ['two secrets', `[a]\n${key}aws_secret_access_key = x\n`],
  ] as const)
    it(`are not guessed at: ${what}`, () =>
      assert.throws(
        () => edited(text),
        (error: Error) =>
          error instanceof UnclearSection &&
          /^\[a\] has \d lines .*: expected one of each$/.test(error.message) &&
          !/old\/secret/.test(error.message),
      ));

  it('keep every other byte, whatever stands there', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) =>
        Buffer.from(text)
          .toString('latin1')
          .replaceAll(/[\r\n[]/g, ''),
      ),
      fc.constantFrom(
        '',
        '[x]',
        '[profile y]',
        'a = b',
        '# c',
        'aws_access_key_id = AKIAOTHER00000000001',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.array(line),
        fc.constantFrom('\n', '\r\n'),
        (above, below, end) => {
          const own = `[mine]${end}${key.replaceAll('\n', end)}`;
          const before = above.map((each) => `${each}${end}`).join('');
          const after = `[theirs]${end}${below.join(end)}`;
          assert.equal(edited(`${before}${own}${after}`), `${before}${edited(own)}${after}`);
        },
      ),
    );
  });
});
