import assert from 'node:assert/strict';
import { isOfNow, isSignedWith, signedRequest } from './verify';

/** The example of https://docs.slack.dev/authentication/verifying-requests-from-slack */
const secret = ['8f742231b10e8888', 'abcd99yyyzzz85a5'].join('');
const headers = {
  'x-slack-request-timestamp': '1531420618',
  'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const request = signedRequest(headers, body) ?? assert.fail();

describe('the signature of a request', () => {
  it('is right in Slack’s own example', () => assert.ok(isSignedWith(secret, request)));

  it('is wrong with any other byte, time or secret', () => {
    for (const index of body.keys()) {
      const other = Buffer.from(body);
      other[index] = (other[index] ?? 0) ^ 1;
      assert.ok(!isSignedWith(secret, { ...request, body: other }), `byte ${index}`);
    }
    assert.ok(!isSignedWith(secret, { ...request, timestamp: '1531420619' }));
    assert.ok(!isSignedWith(`${secret}0`, request));
  });

  it('is of now for five minutes on either side, by whole seconds', () => {
    const isOf = (milliseconds: number) =>
      isOfNow(request, new Date(1_531_420_618_000 + milliseconds));
    assert.ok(isOf(300_999) && isOf(0) && isOf(-300_000));
    assert.ok(!isOf(301_000) && !isOf(-300_001));
  });

  for (const [what, change] of [
    ['none', { 'x-slack-signature': undefined }],
    ['capitals', { 'x-slack-signature': headers['x-slack-signature'].toUpperCase() }],
    ['too few digits', { 'x-slack-signature': headers['x-slack-signature'].slice(0, -1) }],
    ['a second line', { 'x-slack-signature': `${headers['x-slack-signature']}\n` }],
    ['two of them', { 'x-slack-signature': `${headers['x-slack-signature']},v0=0` }],
    ['no time', { 'x-slack-request-timestamp': '' }],
    ['a time before 1970', { 'x-slack-request-timestamp': '-1531420618' }],
    ['a time of a fraction', { 'x-slack-request-timestamp': '1531420618.5' }],
    ['a time in another notation', { 'x-slack-request-timestamp': '1.531420618e9' }],
  ] as const)
    it(`is no signature with ${what}`, () =>
      assert.equal(signedRequest({ ...headers, ...change }, body), undefined));
});
