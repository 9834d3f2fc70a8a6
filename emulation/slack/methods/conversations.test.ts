import assert from 'node:assert/strict';
import type { SlackServer } from '../start';
import {
  alice,
  board,
  clientOf,
  gone,
  infra,
  old,
  other,
  refusal,
  robot,
  secret,
  startTestSlack,
} from '../test-workspace';

describe('people and channels', () => {
  let slack: SlackServer;
  beforeEach(async () => (slack = await startTestSlack()));
  afterEach(() => slack.stop());

  it('knows users, and whether they have left', async () => {
    const { user } = await clientOf(slack).users.info({ user: alice.id });
    assert.deepEqual([user?.deleted, user?.profile?.email], [false, alice.email]);
    assert.equal((await clientOf(slack).users.info({ user: gone.id })).user?.deleted, true);
    await assert.rejects(
      clientOf(slack).users.info({ user: 'U0NOBODY001' }),
      refusal('user_not_found'),
    );
    slack.app.setScopes(['users:read']);
    const without = await clientOf(slack).users.info({ user: alice.id });
    assert.equal(without.user?.profile?.email, undefined);
  });

  it('finds users who have not left by their email address', async () => {
    const { user } = await clientOf(slack).users.lookupByEmail({ email: alice.email });
    assert.equal(user?.id, alice.id);
    for (const email of [gone.email, 'nobody@example.com'])
      await assert.rejects(
        clientOf(slack).users.lookupByEmail({ email }),
        refusal('users_not_found'),
      );
  });

  it('opens direct messages', async () => {
    const { channel } = await clientOf(slack).conversations.open({ users: alice.id });
    assert.equal(channel?.id, 'D0ALICE0001');
    const { channel: im } = await clientOf(slack).conversations.info({ channel: 'D0ALICE0001' });
    assert.deepEqual([im?.id, im?.is_im], ['D0ALICE0001', true]);
    for (const [users, code] of [
      [gone.id, 'user_disabled'],
      ['U0NOBODY001', 'user_not_found'],
      [robot.id, 'cannot_dm_bot'],
    ] as const)
      await assert.rejects(clientOf(slack).conversations.open({ users }), refusal(code));
  });

  it('describes channels that the app may see', async () => {
    const of = async (id: string) => {
      const { channel } = await clientOf(slack).conversations.info({ channel: id });
      return [channel?.name, channel?.is_private, channel?.is_archived, channel?.is_member];
    };
    assert.deepEqual(await of(infra.id), ['infra', false, false, true]);
    assert.deepEqual(await of(old.id), ['old', false, true, true]);
    assert.deepEqual(await of(other.id), ['other', false, false, false]);
    assert.deepEqual(await of(board.id), ['board', true, false, true]);
    await assert.rejects(of(secret.id), refusal('channel_not_found'));
  });

  it('lists members in pages', async () => {
    const pages = [];
    for await (const page of clientOf(slack).paginate('conversations.members', {
      channel: infra.id,
      limit: 2,
    }))
      pages.push((page as { members?: string[] }).members);
    assert.deepEqual(pages, [['U0KEYTURN00', alice.id], [gone.id]]);
  });
});
