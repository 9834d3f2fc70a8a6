import assert from 'node:assert/strict';
import { watchOutput } from '../../emulation/lambda/output-watch';
import { SecretWatch } from './secrets';

/**
 * Reads the whole output of the suite, that of the functions' processes and this one's own, and fails the suite
 * where it holds a secret. `npm test` has mocha load it (package.json).
 */
const watch = new SecretWatch();

watchOutput((chunk, from) => {
  const { secretAccessKey, sessionToken = '' } = from.credentials;
  watch.read(chunk, from, `the log of ${from.arn.split(':').at(-1)}`, [
    secretAccessKey,
    sessionToken,
  ]);
});

for (const [name, stream] of [
  ['standard output', process.stdout],
  ['standard error', process.stderr],
] as const) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: []) => {
    watch.read(Buffer.from(chunk as string).toString(), stream, name);
    return write(chunk, ...rest);
  };
}

export const mochaHooks = {
  afterAll(): void {
    assert.deepEqual(watch.found, [], 'the output of the suite holds secrets');
  },
};
