import assert from 'node:assert/strict';
import { InMemorySigningSecret } from '../in-memory/signing-secret';
import { SecretsAtHand } from './secrets-at-hand';

describe('the secrets at hand', () => {
  let secret: InMemorySigningSecret;
  let atHand: SecretsAtHand;
  beforeEach(() => {
    secret = new InMemorySigningSecret('first');
    atHand = new SecretsAtHand(secret);
  });

  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
  const fits = (text: string, seconds: number) => atHand.some((each) => each === text, at(seconds));

  it('are read once in five minutes, and the one before only where it is needed', async () => {
    for (let second = 0; second < 300; second++) assert.ok(await fits('first', second));
    assert.equal(secret.asked, 1);
    assert.ok(await fits('first', 300));
    assert.equal(secret.asked, 2);
  });

  it('are each read at most once a minute for who is never right', async () => {
    for (let second = 0; second < 600; second++) assert.ok(!(await fits('forged', second)));
    assert.equal(secret.asked, 2 * 10);
  });

  it('are read no more often for who is never right beside who is', async () => {
    for (let second = 0; second < 600; second++) {
      assert.ok(!(await fits('forged', second)));
      assert.ok(await fits('first', second));
    }
    assert.equal(secret.asked, 2 * 10);
  });

  it('are read anew within the minute after a rotation', async () => {
    assert.ok(await fits('first', 0));
    secret.rotate('second');
    assert.ok(await fits('second', 60));
    assert.ok(await fits('first', 60));
    secret.rotate('third');
    assert.ok(await fits('third', 120));
    assert.ok(!(await fits('first', 180)));
  });

  it('are asked for every two seconds while they can’t be read', async () => {
    secret.failure = new Error('no');
    for (let tenth = 0; tenth < 100; tenth++)
      await assert.rejects(fits('first', tenth / 10), { message: 'no' });
    assert.equal(secret.asked, 5);
    secret.failure = undefined;
    assert.ok(await fits('first', 10));
  });

  it('serve who is right while somebody forges and they can’t be read anew', async () => {
    assert.ok(await fits('first', 0));
    secret.failure = new Error('no');
    await assert.rejects(fits('forged', 100));
    assert.ok(await fits('first', 101));
    await assert.rejects(fits('first', 301));
  });

  it('are read anew by a clock that was set back', async () => {
    assert.ok(await fits('first', 1000));
    assert.ok(await fits('first', 0));
    assert.equal(secret.asked, 2);
  });
});
