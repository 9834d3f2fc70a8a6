import assert from 'node:assert/strict';
import { DeleteAccessKeyCommand } from '@aws-sdk/client-iam';
import { imIdOf } from '../../emulation/slack/workspace';
import { actionIdOf, buttonValue } from '../../rules/presses/press';
import { noticeId } from '../../rules/notices';
import { start, type Made } from './company';
import type { Pressing } from './pressing';
import { people, slackIdOf } from './settings';

const PRESSES = 200;
const FLOODER = 'person-5';
const day = (n: number) => new Date(+start + (n + 0.5) * 24 * 60 * 60 * 1000);
const conversationOf = (userName: string) => imIdOf({ id: slackIdOf(userName) });

/** What is pressed when the keys have grown old. */
export function pressesLater(the: () => Pressing): void {
  /** How many reminders everybody has who has some. */
  const reminders = () =>
    Object.fromEntries(
      people.flatMap((name) => {
        const messages = the().company.slack.inbox.channel(conversationOf(name));
        const own = messages.filter(({ text }) => /^Rotate your AWS key/.test(text));
        return own.length > 0 ? [[name, own.length]] : [];
      }),
    );

  before(async () => {
    const { company } = the();
    const { workspace } = company.slack;
    workspace.putUser({ ...workspace.user(slackIdOf('person-7')), isDeactivated: true });
    company.now = day(76);
    await company.emulated.run(company.now);
  });

  it('I have rotated: look now: what is left is told, and that nothing is', async () => {
    const { company, keyOf, changes } = the();
    const key = keyOf('person-8');
    const iam = await company.iamIn(key.accountId);
    const changed = await changes(async () => {
      const before = await company.pressed('look-now', key);
      assert.deepEqual(
        before.news.map(([channel]) => channel),
        [conversationOf('person-8')],
      );
      assert.match(before.news[0]?.[1] ?? '', /^⚠️ Not rotated: .* is enabled/);
      const { userName: UserName, keyId: AccessKeyId } = key;
      await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
      const after = await company.pressed('look-now', key);
      assert.match(after.news[0]?.[1] ?? '', /^✅ Done: .* is deleted\. Nothing is left to do/);
    });
    assert.deepEqual(changed, { 'person-8': undefined });
  });

  it('does nothing for whom Slack has deactivated, not by an old button either', async () => {
    const { company, keyOf, changes } = the();
    const { sessions } = company.aws;
    const changed = await changes(async () => {
      const { status } = await company.pressed('not-mine', keyOf('person-7'));
      assert.equal(status, 200);
    });
    assert.deepEqual(changed, {});
    assert.equal(company.aws.sessions, sessions);
  });

  it('draws for whoever opens the app’s home their own keys, and asks IAM nothing', async () => {
    const { company, keyOf } = the();
    const { requests, inbox } = company.slack;
    const { slackId, keyId } = keyOf('person-9');
    const { sessions } = company.aws;
    for (let times = 0; times < 3; times++) {
      assert.equal((await requests.openHome(slackId)).status, 200);
      await company.pass(2);
    }
    const { blocks, version } = inbox.homeOf(slackId) ?? assert.fail();
    assert.equal(version, 1);
    const text = JSON.stringify(blocks);
    const shown = company.made.filter((made) => text.includes(`…${made.keyId.slice(-4)}`));
    assert.deepEqual(
      shown.map((made) => made.keyId),
      [keyId],
    );
    assert.match(text, /Rotate your AWS key/);
    assert.equal(company.aws.sessions, sessions);
  });

  it('a flood by one person keeps no notice waiting, and touches nobody’s key', async () => {
    const { company, changes } = the();
    const once = reminders();
    assert.ok(Object.keys(once).length >= 8);
    // Slack has enough of the answers to them, which stay in the queue, before whatever comes.
    company.slack.faults.plan(
      { kind: 'rate-limited', retryAfterSeconds: 600 },
      { recipient: conversationOf(FLOODER) },
    );
    const changed = await changes(async () => {
      await flood();
      assert.equal(await company.emulated.backlog(), PRESSES);
      await company.pass(60);
      assert.ok((await company.emulated.backlog()) >= PRESSES, 'the answers do not wait');
      company.now = day(81);
      await company.emulated.run(company.now);
    });
    assert.deepEqual(changed, {});
    assert.ok((await company.emulated.backlog()) >= PRESSES, 'the answers do not wait');
    const twice = Object.keys(once).filter((name) => name !== 'person-8');
    assert.deepEqual(reminders(), {
      ...once,
      ...Object.fromEntries(twice.map((name) => [name, 2])),
    });
  });

  /** Most with what another's button carries, as no Slack would send it. */
  async function flood(): Promise<void> {
    const { company, keyOf } = the();
    const { inbox, requests } = company.slack;
    const [question = assert.fail()] = inbox.channel(conversationOf(FLOODER));
    const others = people.filter((name) => name !== FLOODER);
    for (let i = 0; i < PRESSES; i++) {
      const victim = keyOf(others[i % others.length] ?? '');
      const isOwn = i % 10 === 0;
      const button = isOwn ? 'mine' : 'not-mine';
      const action_id = actionIdOf(button);
      const value = carriedOf(isOwn ? keyOf(FLOODER) : victim);
      const blocks = [{ elements: [{ type: 'button', action_id, value }] }];
      const { status } = await requests.press(
        { ...question, blocks },
        action_id,
        slackIdOf(FLOODER),
      );
      assert.equal(status, 200);
    }
  }
}

function carriedOf({ accountId: account, userName: user, keyId: id }: Made): string {
  const credential = { kind: 'access-key', id } as const;
  return buttonValue({ account, user, credential, notice: noticeId.keyQuestion(id, 1) });
}
