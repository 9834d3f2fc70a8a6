import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { channelLink, code, command, mrkdwn } from './mrkdwn';

describe('mrkdwn', () => {
  it('escapes each value and leaves our own words and parts alone', () => {
    assert.equal(mrkdwn`*${'*x*'}* ${code('a`b<')} ${3}`.text, '*∗x∗* `aˋb&lt;` 3');
  });

  it('links channels only', () => {
    assert.equal(channelLink('C0INFRATEAM').text, '<#C0INFRATEAM>');
    assert.equal(channelLink('U0ANNABERG').text, '`U0ANNABERG`');
    assert.equal(channelLink('C0INFRATEAM>|<!here').text, '`C0INFRATEAM&gt;|&lt;!here`');
  });

  it('makes no empty code', () => assert.equal(code('\u200B ').text, '(empty)'));
});

describe('a command to copy', () => {
  const words = [
    'anna',
    'AKIAEXAMPLE0ANNAWXYZ',
    'a+b=c,d.e@f-g_h',
    '$(touch /tmp/x)',
    "it's; rm -rf *",
    'a && b | c > d',
    '!history "quoted" \\',
    '',
  ];
  for (const word of words)
    it(`gives the shell ${JSON.stringify(word)} as one word`, () => {
      const line = command('printf', '%s|', word, 'end')
        .text.replaceAll('```', '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
      assert.equal(execFileSync('sh', ['-c', line], { encoding: 'utf8' }), `${word}|end|`);
    });

  it('has no backtick within, which would end it', () => {
    assert.equal(command('a', '`id`').text, "```a 'ˋidˋ'```");
  });
});
