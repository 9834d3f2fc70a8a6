import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import { answerOfIam } from '../../testing/answering-iam';
import { parsePlainXml, readingPlainXml } from './plain-xml';

interface Reader {
  parseXml(xml: string): unknown;
}

function readerOf(client: IAMClient): Reader {
  return (client.config.protocol as unknown as { deserializer: Reader }).deserializer;
}

/** As the SDK's own parser has it; undefined where that throws. */
const bySdk = readerOf(new IAMClient({ region: 'us-east-1' }));
function asSdk(xml: string): unknown {
  try {
    return bySdk.parseXml(xml);
  } catch {
    return undefined;
  }
}

/** It may leave XML to the SDK, and never has anything else of it than that. */
function assertNoOther(xml: string): void {
  const plain = parsePlainXml(xml);
  if (plain !== undefined) assert.deepEqual(plain, asSdk(xml));
}

const users = answerOfIam('get-account-authorization-details.xml');

describe('plain XML', () => {
  const folder = path.join(__dirname, '..', '..', 'testing', 'aws-answers');
  const answers = readdirSync(folder).filter((file) => file.endsWith('.xml'));

  for (const file of answers)
    it(`is what IAM answers, and is read as the SDK reads it: ${file}`, () => {
      const xml = answerOfIam(file);
      const plain = parsePlainXml(xml);
      assert.ok(plain);
      assert.deepEqual(plain, asSdk(xml));
    });

  const cases: [string, string, unknown][] = [
    ['an element that is empty', '<A><B></B><C/></A>', { B: '', C: '' }],
    ['one that is there twice', '<A><B>1</B><C>2</C><B/></A>', { B: ['1', ''], C: '2' }],
    ['members', '<A><L><member>1</member></L></A>', { L: { member: '1' } }],
    ['layout', '<A>\n  <B>\n  </B>\n</A>\n', { B: '' }],
    ['a space, which is a text', '<A><B> </B></A>', { B: ' ' }],
    ['characters with names', '<A><B>&lt;&amp;lt;&gt;&quot;&apos;</B></A>', { B: `<&lt;>"'` }],
    ['a name space', '<?xml version="1.0"?>\n<A xmlns="x"><B>1</B></A>', { B: '1', xmlns: 'x' }],
    ['itself within itself', '<A><A><A>1</A></A></A>', { A: { A: '1' } }],
  ];
  for (const [name, xml, expected] of cases)
    it(`has ${name}`, () => {
      assert.deepEqual(parsePlainXml(xml), expected);
      assert.deepEqual(asSdk(xml), expected);
    });

  const left: [string, string][] = [
    ['nothing', ''],
    ['no element in the root', '<A xmlns="x"></A>'],
    ['text beside elements', '<A>x<B>1</B></A>'],
    ['a space beside elements', '<A> <B>1</B></A>'],
    ['an attribute', '<A><B c="d">1</B></A>'],
    ['a comment', '<A><!-- --><B>1</B></A>'],
    ['a section', '<A><B><![CDATA[1]]></B></A>'],
    ['an instruction', '<A><?b?><B>1</B></A>'],
    ['lines of Windows', '<A><B>1\r\n2</B></A>'],
    ['a character by its number', '<A><B>&#x26;</B></A>'],
    ['an ampersand of its own', '<A><B>a & b</B></A>'],
    ['a name that every object knows', '<A><constructor>1</constructor></A>'],
    ['a space in a tag', '<A><B >1</B></A>'],
    ['another end', '<A><B>1</C></A>'],
    ['no end', '<A><B>1</B>'],
    ['half a tag', '<A><B>1</B></A'],
    ['a page', '<html><body>Sign in</body></html>'],
  ];
  for (const [name, xml] of left)
    it(`is not what has ${name}`, () => assert.equal(parsePlainXml(xml), undefined));

  it('is the same to the SDK, however it is laid out', () => {
    const mostly = (plain: readonly string[], odd: readonly string[]) =>
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...plain) },
        { weight: 1, arbitrary: fc.constantFrom(...odd) },
      );
    const name = mostly(['A', 'B', 'Tags', 'member'], ['value', '__proto__', 'toString']);
    const attributes = mostly(['', ''], [' xmlns="x"', ' a="&lt;"', ' ']);
    const gap = mostly(['', '\n', '\n  '], [' ', '\r\n', '<!-- -->', '<?a b?>', 'x']);
    const text = fc.oneof(
      mostly(['', '\n', ' ', 'a', '&amp;&lt;'], ['&#38;', '&nope;', 'a & b', '<![CDATA[x]]>']),
      fc.stringMatching(/^[ab&;<>#x0-9\n\t ]{0,8}$/),
    );
    const { xml } = fc.letrec<{ xml: string; inside: string }>((tie) => ({
      xml: fc
        .tuple(name, attributes, tie('inside'))
        .map(([tag, more, inside]) => `<${tag}${more}>${inside}</${tag}>`),
      inside: fc.oneof(
        { depthSize: 'small' },
        text,
        fc
          .tuple(
            fc.array(
              fc.tuple(
                gap,
                fc.oneof(
                  tie('xml'),
                  name.map((tag) => `<${tag}/>`),
                ),
              ),
              {
                minLength: 1,
                maxLength: 4,
              },
            ),
            gap,
          )
          .map(([parts, last]) => [...parts.flat(), last].join('')),
      ),
    }));
    const around = mostly(['', '<?xml version="1.0"?>', '\n'], ['\uFEFF', '<!DOCTYPE a>', 'x']);
    let plain = 0;
    fc.assert(
      fc.property(around, xml, around, (before, root, after) => {
        const whole = `${before}<A xmlns="x">${root}</A>${after}`;
        assertNoOther(whole);
        plain += parsePlainXml(whole) ? 1 : 0;
      }),
      { numRuns: 3000 },
    );
    assert.ok(plain > 500, `only ${plain} of 3000 were plain`);
  });

  it('is the same to the SDK where an answer is torn or spoilt', () => {
    const position = fc.nat(users.length);
    const spoilt = fc.constantFrom(
      '',
      '<',
      '>',
      '/',
      '&',
      ' ',
      '\n',
      '\r',
      '<!',
      '</',
      '"',
      'A',
      '/>',
    );
    fc.assert(
      fc.property(position, fc.nat(12), spoilt, fc.option(position), (from, taken, put, end) => {
        const changed = users.slice(0, from) + put + users.slice(from + taken);
        assertNoOther(changed.slice(0, end ?? undefined));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read so by a client, which leaves the rest to the SDK', () => {
    const client = readingPlainXml(new IAMClient({ region: 'us-east-1' }));
    assert.ok(Object.hasOwn(readerOf(client), 'parseXml'));
    const commented = '<A><!-- --><B>1</B></A>';
    for (const xml of [users, commented])
      assert.deepEqual(readerOf(client).parseXml(xml), asSdk(xml));
    assert.throws(() => readerOf(client).parseXml('<A><B>'), /XML parse error/);
  });
});
