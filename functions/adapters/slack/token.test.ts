import assert from 'node:assert/strict';
import type { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SlackAppError, SlackUnavailableError } from '../../slack-errors';
import { SecretToken } from './token';

const arn = 'arn:aws:secretsmanager:eu-central-1:444444444444:secret:slack-AbCdEf';

/** Secrets Manager, with what it answers one after the other. */
function secrets(...answers: readonly (string | Uint8Array | Error | undefined)[]) {
  const forced: unknown[] = [];
  const get = (name: string, options: { forceFetch: boolean }) => {
    assert.equal(name, arn);
    const answer = answers[forced.push(options.forceFetch) - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { forced, token: new SecretToken(arn, { get } as unknown as SecretsProvider) };
}

/** As Powertools throws what the SDK has thrown. */
function causedBy(name: string, more: object = {}): Error {
  return new Error('no', { cause: Object.assign(new Error('no'), { name }, more) });
}

describe("the app's token", () => {
  it('is the whole of the secret', async () => {
    const { token } = secrets('xoxb-' + 'fake');
    assert.equal(await token.current(), 'xoxb-' + 'fake');
  });

  it('is taken without the line break that people paste with it', async () => {
    const { token } = secrets(`xoxb-${'fake'}\n`);
    assert.equal(await token.current(), 'xoxb-' + 'fake');
  });

  it('is read anew only when that is asked for', async () => {
    const { token, forced } = secrets('xoxb-' + 'old', 'xoxb-' + 'new');
    await token.current();
    assert.equal(await token.renewed(), 'xoxb-' + 'new');
    assert.deepEqual(forced, [false, true]);
  });

  const wrong: readonly (readonly [
    what: string,
    answer: string | Uint8Array | Error | undefined,
  ])[] = [
    ['nothing', undefined],
    ['something empty', ''],
    ["a user's token", 'xoxp-' + 'planted'],
    ['JSON', `{"token":"xoxb-${'planted'}"}`],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['an error', new Error('AccessDeniedException')],
    ['nothing that the function may read', causedBy('AccessDeniedException')],
    ['no such secret', causedBy('ResourceNotFoundException')],
  ];
  for (const [what, answer] of wrong)
    it(`is not available where there is ${what}, and what there is is not shown`, async () => {
      await assert.rejects(secrets(answer).token.current(), (error: unknown) => {
        assert.ok(error instanceof SlackAppError);
        assert.equal(error.code, 'token_unavailable');
        assert.doesNotMatch(String(error.stack) + String(error.cause), /planted/);
        return true;
      });
    });

  for (const error of [
    causedBy('ThrottlingException'),
    causedBy('InternalServiceError'),
    causedBy('TimeoutError'),
    causedBy('Error', { code: 'ECONNRESET' }),
  ])
    it(`has no answer just now, and no alarm of the app’s: ${String(error.cause)}`, () =>
      assert.rejects(secrets(error).token.current(), (thrown: unknown) => {
        assert.ok(thrown instanceof SlackUnavailableError, String(thrown));
        assert.equal(thrown.code, 'token_unanswered');
        return true;
      }));
});
