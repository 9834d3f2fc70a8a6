import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { withTypeScript } from '../../scripts/typescript/options';

const program = path.join(__dirname, 'testing', 'unreached.ts');

describe('the examples of messages', () => {
  it('reach every branch of what messages say', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--enable-source-maps', ...withTypeScript, program],
      // V8 counts less exactly what it has compiled in another process.
      { env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' } },
    );
    const unreached = JSON.parse(stdout) as readonly string[];
    assert.deepEqual(
      unreached,
      [],
      'nobody has reviewed what these lines can say: add an example to functions/messages/examples.ts, or take the branch away',
    );
  });
});
