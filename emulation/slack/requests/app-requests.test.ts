import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PostedMessage } from '../inbox';
import type { SlackServer } from '../start';
import { alice, infra, startTestSlack } from '../test-workspace';

const signingSecret = 'nobodys-signing-secret';

describe('what the emulated Slack sends to an app', () => {
  let app: Server;
  let statuses: number[];
  let got: { headers: IncomingHttpHeaders; body: string }[];
  let slack: SlackServer;
  let now: Date;
  const waits: number[] = [];
  const start = new Date('2026-03-02T09:00:00.000Z');

  before(async () => {
    app = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        got.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
        const status = statuses.shift() ?? 200;
        if (status === 0) incoming.socket.destroy();
        else outgoing.writeHead(status).end('answer');
      });
    });
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    slack = await startTestSlack({
      signingSecret,
      now: () => now,
      wait: (milliseconds) => {
        waits.push(milliseconds);
        now = new Date(now.getTime() + milliseconds);
        return Promise.resolve();
      },
    });
    slack.requests.url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  });
  after(async () => {
    await slack.stop();
    app.closeAllConnections();
    app.close();
  });
  beforeEach(() => {
    [statuses, got, now] = [[], [], start];
    waits.length = 0;
  });

  const posted = (): PostedMessage => {
    const button = { type: 'button', action_id: 'approve', value: 'order 7' };
    const blocks = [{ type: 'section', accessory: button }];
    return slack.inbox.add({ channel: infra.id, to: infra.id, text: 'Approve?', blocks }, now);
  };
  const isSigned = ({ headers, body }: { headers: IncomingHttpHeaders; body: string }) => {
    const signed = `v0:${String(headers['x-slack-request-timestamp'])}:${body}`;
    const hmac = createHmac('sha256', signingSecret).update(signed).digest('hex');
    return headers['x-slack-signature'] === `v0=${hmac}`;
  };

  it('is a form with who pressed what, where, signed', async () => {
    const message = posted();
    const { status, answer } = await slack.requests.press(message, 'approve', alice.id);
    assert.deepEqual([status, answer], [200, 'answer']);
    const [sent = assert.fail()] = got;
    assert.ok(isSigned(sent));
    assert.equal(sent.headers['content-type'], 'application/x-www-form-urlencoded');
    const payload = JSON.parse(new URLSearchParams(sent.body).get('payload') ?? '') as {
      type: string;
      user: { id: string };
      container: object;
      actions: { action_id: string; value: string; action_ts: string }[];
    };
    assert.equal(payload.type, 'block_actions');
    assert.equal(payload.user.id, alice.id);
    const container = { type: 'message', message_ts: message.ts, channel_id: infra.id };
    assert.deepEqual(payload.container, { ...container, is_ephemeral: false });
    const [{ action_id, value, action_ts } = assert.fail()] = payload.actions;
    assert.deepEqual([action_id, value], ['approve', 'order 7']);
    assert.equal(Math.floor(Number(action_ts)), start.getTime() / 1000);
  });

  it('is sent once for a press, whatever is answered, and has another time for each', async () => {
    statuses = [500, 0];
    assert.equal((await slack.requests.press(posted(), 'approve', alice.id)).status, 500);
    assert.equal((await slack.requests.press(posted(), 'approve', alice.id)).status, undefined);
    assert.equal(got.length, 2);
    assert.notEqual(got[0]?.body, got[1]?.body);
  });

  it('is an event that is sent again, with the same body, until it is answered with 200', async () => {
    statuses = [500, 0, 404];
    assert.equal((await slack.requests.openHome(alice.id)).status, 200);
    assert.ok(got.every(isSigned));
    assert.equal(new Set(got.map(({ body }) => body)).size, 1);
    assert.deepEqual(
      got.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
      [
        [undefined, undefined],
        ['1', 'http_error'],
        ['2', 'http_timeout'],
        ['3', 'http_error'],
      ],
    );
    assert.deepEqual(waits, [0, 60_000, 300_000]);
  });

  it('is an event that is given up after three more', async () => {
    statuses = [500, 500, 500, 500, 200];
    assert.equal((await slack.requests.openHome(alice.id)).status, 500);
    assert.equal(got.length, 4);
  });

  it('is nothing for a button that the message does not have, or a user who is not there', async () => {
    await assert.rejects(slack.requests.press(posted(), 'refuse', alice.id), /no button refuse/);
    await assert.rejects(slack.requests.press(posted(), 'approve', 'U0NOBODY000'));
    assert.deepEqual(got, []);
  });
});
