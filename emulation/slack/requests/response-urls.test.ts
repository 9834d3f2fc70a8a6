import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackServer } from '../start';
import { alice, infra, startTestSlack } from '../test-workspace';

describe('the response_url of a press', () => {
  let app: Server;
  let slack: SlackServer;
  let now: Date;
  before(async () => {
    app = createServer((_, outgoing) => outgoing.writeHead(200).end());
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
  });
  after(() => void app.close());
  beforeEach(async () => {
    now = new Date('2026-03-02T09:00:00.000Z');
    slack = await startTestSlack({ now: () => now });
    slack.requests.url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  });
  afterEach(() => slack.stop());

  const press = async (): Promise<string> => {
    const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'approve' }] }];
    const message = { channel: infra.id, to: infra.id, text: 'Approve?', blocks };
    await slack.requests.press(slack.inbox.add(message, now), 'approve', alice.id);
    const { body = '' } = slack.requests.sent.at(-1) ?? {};
    const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '') as {
      response_url: string;
    };
    return payload.response_url;
  };
  const answer = async (url: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const { error } = (await response.json()) as { error?: string };
    return error === undefined ? response.status : `${response.status} ${error}`;
  };
  const texts = () => slack.inbox.all.map(({ text }) => text);
  const alone = () => slack.inbox.seenAloneBy(alice.id).map(({ text }) => text);

  it('takes an answer for the presser alone, for all, or instead of the message, with no token', async () => {
    const url = await press();
    assert.equal(await answer(url, { text: 'to you' }), 200);
    assert.deepEqual([texts(), alone()], [['Approve?'], ['to you']]);
    assert.equal(await answer(url, { text: 'to all', response_type: 'in_channel' }), 200);
    assert.equal(await answer(url, { text: 'Approved', replace_original: true }), 200);
    assert.deepEqual([texts(), alone()], [['Approved', 'to all'], ['to you']]);
    assert.equal(await answer(url, { delete_original: true }), 200);
    assert.deepEqual(texts(), ['to all']);
  });

  it('takes five, each press its own', async () => {
    const [url, another] = [await press(), await press()];
    assert.equal(await answer(url, { text: '' }), '400 no_text');
    for (let i = 0; i < 5; i++) assert.equal(await answer(url, { text: 'again' }), 200);
    assert.equal(await answer(url, { text: 'again' }), '404 used_url');
    assert.equal(await answer(another, { text: 'other' }), 200);
    assert.deepEqual(alone(), [...Array<string>(5).fill('again'), 'other']);
  });

  it('is good for half an hour', async () => {
    const url = await press();
    now = new Date('2026-03-02T09:30:00.000Z');
    assert.equal(await answer(url, { text: 'just in time' }), 200);
    now = new Date('2026-03-02T09:30:00.001Z');
    assert.equal(await answer(url, { text: 'late' }), '404 expired_url');
    assert.deepEqual(alone(), ['just in time']);
  });

  it('can not be guessed', async () => {
    await press();
    const guess = new URL('/actions/T0EMULATED0/1/guess', slack.url).href;
    assert.equal(await answer(guess, { text: 'forged' }), '404 invalid_url');
    assert.deepEqual(alone(), []);
  });
});
