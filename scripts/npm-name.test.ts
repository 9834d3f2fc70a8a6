import assert from 'node:assert/strict';
import { NpmNameError, ownerOfName } from './npm-name';

const ours = 'git+https://github.com/keyturn/keyturn.git';

describe('whose the name on npm is', () => {
  for (const [what, code, answer, expected] of [
    ['no such package', 1, { error: { code: 'E404', summary: 'Not found' } }, 'nobody'],
    ['ours', 0, ours, 'us'],
    ['ours, as npm writes URLs', 0, 'https://github.com/Keyturn/keyturn', 'us'],
    ['ours, by SSH', 0, 'git+ssh://git@github.com/keyturn/keyturn.git', 'us'],
  ] as const)
    it(`is known from npm's answer: ${what}`, () =>
      assert.equal(ownerOfName({ code, stdout: JSON.stringify(answer) }, ours), expected));

  for (const [what, code, stdout, complaint] of [
    ["somebody's", 0, '"git+https://github.com/somebody/keyturn.git"', /somebody else's/],
    [
      'one that only looks like ours',
      0,
      '"https://github.com.evil.example/keyturn/keyturn"',
      /else/,
    ],
    ['one of a longer name', 0, '"https://github.com/keyturn/keyturn-2"', /somebody else's/],
    ['one of no repository', 0, '', /no repository/],
    ['one whose repository is no text', 0, '{"url":"x"}', /no repository/],
    ['no registry', 1, '{"error":{"code":"ENOTFOUND"}}', /does not say.*ENOTFOUND/],
    ['a registry that refuses', 1, '{"error":{"code":"E401"}}', /does not say.*E401/],
    ['no npm', null, '', /does not say.*no answer/],
    ['an answer that is none', 1, '<html>', /does not say.*no answer/],
  ] as const)
    it(`keeps a release from going out: ${what}`, () =>
      assert.throws(
        () => ownerOfName({ code, stdout }, ours),
        (error) => error instanceof NpmNameError && complaint.test(error.message),
      ));
});
