import assert from 'node:assert/strict';
import { SecretWatch } from './secrets';

// In parts, so that no scanner takes them for secrets.
const keyId = 'AKIA' + 'EXAMPLE0PLANTED1';
const sessionKeyId = 'ASIA' + 'EXAMPLE0PLANTED1';
const slackToken = ['xoxb', '1234567890', 'planted'].join('-');
const secretKey = 'wJalrXUtnFEMI/K7MDENG/' + 'bPxRfiCYEXAMPLEKEY';

describe('the watch over output', () => {
  const cases: readonly (readonly [string, readonly string[], boolean])[] = [
    ['a key id', [`of ${keyId}.`], true],
    ["a session's key id", [`"${sessionKeyId}"`], true],
    ['a key id in two pieces', [keyId.slice(0, 9), keyId.slice(9)], true],
    ['a Slack token', [`Bearer ${slackToken}\n`], true],
    ['a secret access key', [`{"secret":"${secretKey}"}`], true],
    ['a planted secret', ['so hidden-in-here it is'], true],
    ['the last four characters of a key id', ['…NTED1 and …TED1'], false],
    ['words about a token', ['expected xoxb-…'], false],
    ['a digest', ['0123456789abcdef0123456789abcdef01234567'], false],
    ['an ordinary line', ['{"level":"INFO","account":"111111111111"}'], false],
  ];
  for (const [what, chunks, isSecret] of cases)
    it(`${isSecret ? 'finds' : 'passes over'} ${what}`, () => {
      const watch = new SecretWatch();
      for (const chunk of chunks) watch.read(chunk, 'a', 'a test', ['hidden-in-here']);
      assert.equal(watch.found.length > 0, isSecret, String(watch.found));
    });

  it('does not say what it found', () => {
    const watch = new SecretWatch();
    watch.read(`the key ${keyId}`, 'a', 'a test');
    assert.match(String(watch.found), /the whole id of an access key in a test, after "the key "/);
    assert.ok(!String(watch.found).includes(keyId));
  });

  it('keeps two streams apart', () => {
    const watch = new SecretWatch();
    watch.read(keyId.slice(0, 9), 'a', 'a');
    watch.read(keyId.slice(9), 'b', 'b');
    assert.deepEqual(watch.found, []);
  });
});
