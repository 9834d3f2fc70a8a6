import assert from 'node:assert/strict';
import type { SQSEvent } from 'aws-lambda';
import { numberedAction, type Press } from '../../rules/presses/press';
import { actingVariables } from '../testing/acting-variables';
import { setEnvironment } from '../testing/environment';
import { lambdaContext } from '../testing/lambda-context';
import { outputOf } from '../testing/output';
import { createHandler } from './handler';

const press: Press = {
  kind: 'press',
  id: 'a'.repeat(64),
  at: '2026-01-04T11:00:00.000Z',
  button: 'not-mine',
  on: {
    v: 1,
    account: '111111111111',
    user: 'alice',
    credential: { kind: 'access-key', id: 'AKIAPRESSED000000001' },
    notice: 'key/AKIAPRESSED000000001/question/1',
  },
  by: { id: 'U0ALICE0001' },
  message: { channel: 'D0ALICE0001', ts: '1767434400.000100' },
};

describe('act’s handler', () => {
  it('begins nothing that its time is too short for: it goes back to the queue, and nobody is told', async () => {
    const restore = setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    const handler = createHandler(actingVariables);
    const record = {
      messageId: 'message-1',
      body: JSON.stringify(numberedAction(press)),
      attributes: { MessageGroupId: press.on.credential.id },
      eventSource: 'aws:sqs',
    };
    // What came before it in the batch has taken the rest.
    const left = [60_000, 20_000];
    const getRemainingTimeInMillis = () => left.shift() ?? 20_000;
    const context = { ...lambdaContext('keyturn-act'), getRemainingTimeInMillis };
    let failed: unknown;
    const output = await outputOf(async () => {
      failed = await handler({ Records: [record] } as unknown as SQSEvent, context);
    });
    restore();
    assert.deepEqual(failed, { batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    assert.match(output, /NoTimeLeftError/);
  });
});
