import assert from 'node:assert/strict';
import type { SlackServer } from '../start';
import { alice, clientOf, gone, refusal, startTestSlack } from '../test-workspace';

const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('the app’s home', () => {
  let slack: SlackServer;
  beforeEach(async () => (slack = await startTestSlack()));
  afterEach(() => slack.stop());

  const publish = (user_id: string, view: unknown) =>
    clientOf(slack).apiCall('views.publish', { user_id, view });
  const home = (blocks: unknown) => ({ type: 'home', blocks });

  it('is each user’s own, and the last that was published', async () => {
    await publish(alice.id, home([section('first')]));
    await publish(gone.id, home(dividers(1)));
    // In forms, and by some clients in JSON too, a view is JSON in a string.
    await publish(alice.id, JSON.stringify(home([section('second')])));
    assert.deepEqual(slack.inbox.homeOf(alice.id), { blocks: [section('second')], version: 2 });
    assert.deepEqual(slack.inbox.homeOf(gone.id), { blocks: dividers(1), version: 1 });
    assert.deepEqual(slack.inbox.all, []);
    slack.clear();
    assert.equal(slack.inbox.homeOf(alice.id), undefined);
  });

  it('needs no scope, and that the app has one', async () => {
    slack.app.setScopes([]);
    await publish(alice.id, home([]));
    slack.workspace.hasHomeTab = false;
    await assert.rejects(publish(alice.id, home(dividers(1))), refusal('not_enabled'));
    assert.deepEqual(slack.inbox.homeOf(alice.id), { blocks: [], version: 1 });
  });

  it('is of a user whom there is', async () => {
    const messages = ['invalid `user_id`'];
    for (const id of ['U0NOBODY001', ''])
      await assert.rejects(
        publish(id, home([])),
        refusal('invalid_arguments', {
          response_metadata: { messages, scopes: slack.app.grantedScopes },
        }),
      );
  });

  describe('is refused with what is wrong with it', () => {
    const twice = [1, 2].map(() => ({ type: 'divider', block_id: 'a' }));
    const cases: [name: string, view: unknown, error: string][] = [
      ['no view', undefined, 'must be an object [json-pointer:/view]'],
      ['no JSON', '{', 'must be an object [json-pointer:/view]'],
      [
        'a modal',
        { type: 'modal', blocks: [] },
        'unsupported type: modal [json-pointer:/view/type]',
      ],
      ['no blocks', { type: 'home' }, 'missing required field: blocks [json-pointer:/view]'],
      [
        '101 blocks',
        home(dividers(101)),
        'no more than 100 items allowed [json-pointer:/view/blocks]',
      ],
      [
        'a wrong block',
        home([section('x'.repeat(3001))]),
        'must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]',
      ],
      [
        'an id twice',
        home(twice),
        'block_id "a" already exists [json-pointer:/view/blocks/1/block_id]',
      ],
    ];
    for (const [name, view, error] of cases)
      it(name, () =>
        assert.rejects(publish(alice.id, view), refusal('invalid_arguments', { errors: [error] })),
      );

    it('but not 100 blocks, which are more than a message has, nor as much text as it may be', async () => {
      await publish(alice.id, home(dividers(100)));
      await publish(alice.id, home(Array(80).fill(section('x'.repeat(3000)))));
      const tooLarge = home(Array(100).fill(section('x'.repeat(3000))));
      await assert.rejects(publish(alice.id, tooLarge), refusal('view_too_large'));
    });
  });

  it('has a limit of its own', async () => {
    await slack.stop();
    slack = await startTestSlack({ isRateLimited: true });
    const client = clientOf(slack, { rejectRateLimitedCalls: true });
    const again = () =>
      client.views.publish({ user_id: alice.id, view: { type: 'home', blocks: [] } });
    for (let i = 0; i < 3; i++) await again();
    await assert.rejects(again(), { retryAfter: 1 });
  });
});
