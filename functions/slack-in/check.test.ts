import assert from 'node:assert/strict';
import { checkSlackIn } from './check';

describe('the check of slack-in', () => {
  for (const left of [3948.6, 0, -12.5])
    it(`answers where it has ${left} milliseconds left`, async () => {
      const done = () => Promise.resolve({ is: 'done', found: 'read' } as const);
      const ports = { secretArn: 'secret', trySecret: done, queueUrl: 'queue', tryQueue: done };
      const { checks } = await checkSlackIn({ check: 'keyturn-check/1' }, ports, () => left);
      assert.deepEqual(
        checks.map(({ what }) => what),
        ['signing-secret', 'action-queue'],
      );
    });
});
