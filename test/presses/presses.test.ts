import assert from 'node:assert/strict';
import { buttonsOfNewKeys } from './buttons';
import { pressesLater } from './later';
import { SecretWatch } from '../attacks/secrets';
import { everybody, startPressing, type Pressing } from './pressing';
import { refusedRequests } from './refused-requests';
import { signingSecrets } from './settings';

describe('what is pressed in Slack, through the deployed stacks to IAM and back', () => {
  let pressing: Pressing;
  before(async () => (pressing = await startPressing()));
  after(() => pressing?.company.stop());
  const the = () => pressing;

  it('comes to a URL that Slack can verify', async () => {
    const { status, answer } = await the().company.slack.requests.verifyUrl('a-challenge');
    assert.equal(status, 200);
    assert.match(answer, /a-challenge/);
  });

  describe('buttons of new keys', () => buttonsOfNewKeys(the));
  describe('requests that are not Slack’s for this app', () => refusedRequests(the));
  describe('when keys have grown old', () => pressesLater(the));

  it('has answered by the app’s own token alone, at no response_url', () => {
    const { inbox, calls } = the().company.slack;
    const posted = calls.filter(
      ({ method, outcome }) => outcome === 'ok' && /^chat\.post/.test(method),
    );
    const ofApp = inbox.all.filter(({ by }) => by === undefined);
    const alone = everybody.flatMap((id) => inbox.seenAloneBy(id));
    assert.equal(ofApp.length + alone.length, posted.length);
  });

  it('has left no secret in any log', () => {
    const { logs } = the().company.emulated;
    assert.ok(logs.length > 10_000);
    const watch = new SecretWatch();
    watch.read(logs, logs, 'the logs', [...signingSecrets, the().company.slack.token]);
    assert.deepEqual(watch.found, []);
    for (const never of ['v0=', 'response_url', 'planted', 'forged-by'])
      assert.ok(!logs.includes(never), `${never} is in a log`);
  });
});
