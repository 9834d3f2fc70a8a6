import assert from 'node:assert/strict';
import type { Block } from '../functions/slack-message';
import { renderBlockKitHtml } from './block-kit-html';

describe('renderBlockKitHtml', () => {
  const bodyOf = (blocks: readonly Block[]) =>
    renderBlockKitHtml({ text: '', blocks }, { C0INFRATEAM: 'infra', U0ANNABERG: 'anna' }).split(
      'APP</span></p>',
    )[1];
  const section = (text: string): readonly Block[] => [
    { type: 'section', text: { type: 'mrkdwn', text } },
  ];

  const cases: [what: string, text: string, html: string][] = [
    ['bold', 'a *b* c', 'a <b>b</b> c'],
    ['code, in which nothing is bold', '`*a*`', '<code>*a*</code>'],
    ['a command between lines', 'a:\n```b &lt; c```\nd', 'a:<pre>b &lt; c</pre>d'],
    ['a channel by its name', '<#C0INFRATEAM>', '<a>#infra</a>'],
    ['a channel of no known name', '<#C0OTHER0001>', '<a>#C0OTHER0001</a>'],
    ['a person by their name', '<@U0ANNABERG>', '<a>@anna</a>'],
    ['a person of no known name', '<@U0OTHER0001>', '<a>@U0OTHER0001</a>'],
    ['a link', '<https://example.com/a|here>', '<a>here</a>'],
    ['what is escaped as it is', '&lt;b&gt;', '&lt;b&gt;'],
    ['lines', 'a\nb', 'a<br>b'],
  ];
  for (const [what, text, html] of cases)
    it(`shows ${what}`, () =>
      assert.equal(bodyOf(section(text))?.split('</div>')[0], `\n<div class="section">${html}`));

  it('reads no markup in a title', () => {
    const text = { type: 'plain_text' as const, text: '<b> *x* & y' };
    assert.match(bodyOf([{ type: 'header', text }]) ?? '', /<h1>&lt;b> \*x\* &amp; y<\/h1>/);
  });

  it('draws buttons, without what a press opens', () => {
    const text = { type: 'plain_text' as const, text: 'Now <b>' };
    const button = { type: 'button' as const, text, action_id: 'a', value: 'v' };
    const confirm = { title: text, text, confirm: text, deny: text };
    const elements = [button, { ...button, action_id: 'b', style: 'danger' as const, confirm }];
    assert.match(
      bodyOf([{ type: 'actions', elements }]) ?? '',
      /<div class="buttons"><button class="plain">Now &lt;b><\/button><button class="danger">Now &lt;b><\/button><\/div>/,
    );
  });

  it('draws what fonts lack', () =>
    assert.match(bodyOf(section('⚠️ x')) ?? '', /<svg .*<\/svg> x/));
});
