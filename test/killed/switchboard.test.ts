import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Switchboard, type Fate } from './switchboard';

describe('the switchboard', () => {
  // A process may die at another call, or by the clock, while the answer after which it was to die is on its way.
  const fates: readonly (Fate | undefined)[] = [
    undefined,
    'never arrives',
    'answer is lost',
    'answer is heard',
  ];
  for (const fate of fates)
    it(`is quiet when the caller was gone before the answer (${fate ?? 'no death planned'})`, async () => {
      const asked = Promise.withResolvers<void>();
      const gone = Promise.withResolvers<void>();
      const aws = createServer((_, answer) => {
        asked.resolve();
        void gone.promise.then(() => answer.end('{}'));
      });
      aws.listen(0, '127.0.0.1');
      await once(aws, 'listening');
      const { port } = aws.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const switchboard = await Switchboard.start({ aws: url, slack: url });
      switchboard.decide = () => fate;
      switchboard.kill = () => {
        asked.resolve();
        return Promise.resolve();
      };
      try {
        const call = request(switchboard.url).on('error', () => undefined);
        call.end();
        await asked.promise;
        call.destroy();
        await new Promise((resolve) => call.once('close', resolve));
        // Until the switchboard has noticed, too.
        await sleep(50);
        gone.resolve();
        assert.equal(
          await Promise.race([switchboard.leave().then(() => 'quiet'), sleep(1500, 'waits')]),
          'quiet',
        );
      } finally {
        await switchboard.stop();
        aws.closeAllConnections();
        aws.close();
      }
    });
});
