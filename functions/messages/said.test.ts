import assert from 'node:assert/strict';
import type { NoticeAnswer } from '../../rules/ledger';
import { asText } from './as-text';
import { created, question } from './example-notices';
import { anna, maker, stranger, toOwner, unaddressed, undeliverable } from './example-people';
import { render } from './index';

const at = new Date('2026-11-23T09:12:00.000Z');
const mine: NoticeAnswer = { said: 'mine', by: anna.slackId, at };
const notMine: NoticeAnswer = { ...mine, said: 'not-mine' };
const press = { canDisable: true };
const makers = {
  'its owner': maker,
  'its owner, without MFA': { ...maker, mfa: false },
  'somebody else': stranger,
  'nobody known': undefined,
};

describe('what an owner said of a new key', () => {
  for (const [who, made] of Object.entries(makers)) {
    const notice = { ...created, maker: made };
    const toldWith = (answer?: NoticeAnswer) => render(notice, { ...unaddressed, answer });

    it(`is loud for the team where it was not them, made by ${who}`, () => {
      const message = toldWith(notMine);
      const shown = asText(message);
      assert.match(message.text, /^🚨 New AWS key …QRST for .*: its owner says .* not them$/u);
      assert.match(shown, /^🚨 /u);
      assert.match(shown, /said on 23 November 2026, 09:12 UTC that it was not them/);
      assert.match(shown, /runbooks\/compromised-key\.md/);
      assert.doesNotMatch(shown, /Nothing to do here/);
    });

    it(`stands in the team's message where it was them, made by ${who}`, () => {
      const shown = asText(toldWith(mine));
      assert.match(shown, /✅ .* said on 23 November 2026, 09:12 UTC that it was them/u);
      assert.doesNotMatch(shown, /compromised-key/);
      // What CloudTrail says against it stays; only what nobody knew is known now.
      const [title = ''] = asText(toldWith()).split('\n');
      if (made) assert.ok(shown.startsWith(title));
      else assert.doesNotMatch(shown, /unknown|ask its owner/);
    });
  }

  it('takes the place of what was to be pressed, whichever question it was', () => {
    for (const asked of [1, 2] as const)
      for (const answer of [mine, notMine]) {
        const message = render({ ...question, asked }, { ...toOwner, press, answer });
        assert.ok(!message.blocks.some(({ type }) => type === 'actions'));
        const shown = asText(message);
        const said = answer.said === 'mine' ? 'it was you' : 'it was not you';
        assert.ok(shown.includes(`You said on 23 November 2026, 09:12 UTC that ${said}`));
        assert.doesNotMatch(shown, /was this you|This was|not answered/);
      }
  });

  it('is not said to be of who did not say it', () => {
    const answer = { ...mine, by: 'U0SOMEBODY1' };
    const shown = asText(render(question, { ...toOwner, press, answer }));
    assert.match(shown, /<@U0SOMEBODY1> said on .* that it was them/);
    assert.doesNotMatch(shown, /You said/);
  });

  it('stands where the team was told in place of its owner, who need not be asked then', () => {
    const told = (answer?: NoticeAnswer) =>
      asText(render(question, { ...undeliverable, press, answer }));
    assert.match(told(), /ask them in another way/);
    assert.match(told(mine), /said on .* that it was them/);
    assert.match(told(notMine), /🚨 .* said on .* that it was not them[^]*compromised-key/u);
    for (const answer of [mine, notMine]) assert.doesNotMatch(told(answer), /ask them|Not told/);
  });
});
