import assert from 'node:assert/strict';
import { TagUserCommand } from '@aws-sdk/client-iam';
import { imIdOf } from '../../emulation/slack/workspace';
import { actionIdOf } from '../../rules/presses/press';
import { STRANGER, type Pressing } from './pressing';
import { accounts, RESPONDER, slackIdOf, TEAM } from './settings';

const conversationOf = (userName: string) => imIdOf({ id: slackIdOf(userName) });

/** What each button of a new key does, and does not. */
export function buttonsOfNewKeys(the: () => Pressing): void {
  const { identity } = accounts;

  /** What the team reads of that key by now. */
  const newsOf = (keyId: string) => {
    const message = the().company.messageWith('disable-now', keyId, TEAM);
    return JSON.stringify(message.blocks);
  };

  it('asks whoever has a new key, and nobody of a machine’s or in a dry run', () => {
    const { inbox } = the().company.slack;
    const asked = inbox.all.filter(({ text }) => / was made for you in /.test(text));
    assert.ok(asked.every(({ channel }) => channel.startsWith('D')));
    const channels = new Set(asked.map(({ channel }) => channel));
    assert.equal(channels.size, 13);
    assert.ok(!channels.has(conversationOf('rehearser')));
    // Of two keys twice.
    assert.equal(asked.length, 14);
  });

  it('This was me: the team sees it, and no key is touched', async () => {
    const { company, keyOf, changes } = the();
    const key = keyOf('person-1');
    assert.ok(!/that it was them/.test(newsOf(key.keyId)));
    const changed = await changes(async () => {
      const { status, news } = await company.pressed('mine', key);
      assert.equal(status, 200);
      assert.deepEqual(
        news.map(([channel, text]) => [channel, text.slice(0, 12)]),
        [[conversationOf('person-1'), '✅ Thank you.']],
      );
    });
    assert.deepEqual(changed, {});
    assert.match(newsOf(key.keyId), /<@U0PERSON1XX>, its owner, said on [^"]* that it was them/);
    assert.throws(() => company.messageWith('mine', key.keyId, conversationOf('person-1')));
  });

  it('This was not me: that key is off within a minute, and the owner’s other is not', async () => {
    const { company, keyOf, changes } = the();
    const key = keyOf('person-2');
    const pressedAt = company.now;
    const changed = await changes(async () => {
      const { status, news } = await company.pressed('not-mine', key);
      assert.equal(status, 200);
      assert.deepEqual(news.map(([channel]) => channel).sort(), [
        TEAM,
        conversationOf('person-2'),
        conversationOf('person-2'),
      ]);
      const [, loud = ''] = news.find(([channel]) => channel === TEAM) ?? [];
      assert.match(loud, /was disabled\. <@U0PERSON2XX>, its owner, said that it was not theirs/);
    });
    assert.deepEqual(changed, { 'person-2': 'Inactive' });
    const [other, ...more] = company.made.filter(({ userName }) => userName === 'person-2');
    assert.deepEqual(more, [key]);
    assert.equal((await company.statuses()).get(other?.keyId ?? ''), 'Active');
    const [switched, ...others] = await company.switched();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [switched?.keyId, switched?.status, switched?.by],
      [key.keyId, 'Inactive', 'keyturn-audit/keyturn-act'],
    );
    assert.ok(switched && +switched.at - +pressedAt < 60_000);
    assert.match(newsOf(key.keyId), /that it was \*not them\*/);
  });

  it('Disable now: a responder disables an engineer’s key and a machine’s', async () => {
    const { company, keyOf, changes } = the();
    for (const userName of ['person-3', 'robot']) {
      const changed = await changes(async () => {
        const { news } = await company.pressed('disable-now', keyOf(userName), RESPONDER);
        assert.ok(news.some(([to, text]) => to === TEAM && /a responder, had it/.test(text)));
      });
      assert.deepEqual(changed, { [userName]: 'Inactive' });
    }
    const [told] = company.slack.inbox.seenAloneBy(RESPONDER);
    assert.match(told?.text ?? '', /✅ Disabled/);
  });

  it('Disable now by anybody else: they alone are told who may', async () => {
    const { company, keyOf, changes } = the();
    const changed = await changes(async () => {
      for (const by of [STRANGER, slackIdOf('person-4')]) {
        const { status, news } = await company.pressed('disable-now', keyOf('person-4'), by);
        assert.deepEqual([status, news], [200, []]);
        const [{ channel, text } = assert.fail()] = company.slack.inbox.seenAloneBy(by);
        assert.equal(channel, TEAM);
        assert.match(text, /^Nothing was done\. Only a responder may do that\. .*<@U0RESPONDER>/);
      }
    });
    assert.deepEqual(changed, {});
  });

  it('does nothing for the owner in a message that was copied', async () => {
    const { company, keyOf, changes } = the();
    const { keyId, slackId } = keyOf('person-4');
    const { inbox, requests } = company.slack;
    const { text, blocks } = company.messageWith('not-mine', keyId, conversationOf('person-4'));
    const copy = inbox.add({ channel: TEAM, to: TEAM, text, blocks, by: slackId }, company.now);
    const changed = await changes(async () => {
      await requests.press(copy, actionIdOf('not-mine'), slackId);
      await company.pass(2);
    });
    assert.deepEqual(changed, {});
    const told = inbox.seenAloneBy(slackId).at(-1)?.text ?? '';
    assert.match(told, /Nothing was done\. .*only in the message that Keyturn itself has sent/);
  });

  it('does nothing for whom the tags name no more, nor for whom the message was not', async () => {
    const { company, keyOf, changes } = the();
    const key = keyOf('person-12');
    const { userName: UserName } = key;
    const Tags = [{ Key: 'slack-id', Value: STRANGER }];
    const changed = await changes(async () => {
      await (await company.iamIn(identity)).send(new TagUserCommand({ UserName, Tags }));
      const { news } = await company.pressed('not-mine', key);
      assert.match(news.at(-1)?.[1] ?? '', /^Nothing was done\. .*name another person by now/);
      const byOther = await company.pressed('not-mine', keyOf('person-11'), STRANGER);
      assert.match(byOther.news.at(-1)?.[1] ?? '', /^Nothing was done\. Only the owner/i);
    });
    assert.deepEqual(changed, {});
  });

  it('This was not me, where nothing may be disabled: AWS refuses, and the team is told', async () => {
    const { company, keyOf, changes } = the();
    const changed = await changes(async () => {
      const { news } = await company.pressed('not-mine', keyOf('untouchable'));
      assert.deepEqual(company.aws.refused, ['iam UpdateAccessKey']);
      assert.deepEqual(news.map(([channel]) => channel).sort(), [
        TEAM,
        conversationOf('untouchable'),
      ]);
      for (const [, text] of news) assert.match(text, /🚨/);
    });
    assert.deepEqual(changed, {});
  });

  it('Disable now, in an account that is only rehearsed in: it is said, and not done', async () => {
    const { company, keyOf, changes } = the();
    const changed = await changes(async () => {
      await company.pressed('disable-now', keyOf('rehearser'), RESPONDER);
    });
    assert.deepEqual(changed, {});
    const told = company.slack.inbox.seenAloneBy(RESPONDER).at(-1)?.text ?? '';
    assert.match(told, /^Nothing was done\. .*this is a dry run/);
  });
}
