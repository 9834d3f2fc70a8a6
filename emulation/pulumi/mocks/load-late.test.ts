import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { workspace } from '../../workspace';

const lateFiles = [
  'automation/stack.js',
  'arborist/lib/arborist/index.js',
  'lib/typescript.js',
  'locales/de.cjs',
  'middleware-sdk-sqs/dist-cjs/index.js',
];

/** What stands in `script`, run in a process of its own once the libraries are loaded; it fills `answer`. */
function answerOf(script: string): unknown {
  const program = `
    require('./load-late');
    const pulumi = require('@pulumi/pulumi');
    const { z } = require('zod');
    const loaded = () => ${JSON.stringify(lateFiles)}.filter((late) =>
      Object.keys(require.cache).some((file) => file.endsWith(late)));
    const answer = ${script};
    console.log(JSON.stringify(answer));
    process.exit();`;
  return JSON.parse(
    execFileSync(process.execPath, ['-r', workspace.typeScriptLoader, '-e', program], {
      cwd: __dirname,
      encoding: 'utf8',
    }),
  );
}

describe('what a program’s process loads late', () => {
  // What is new to the loader it has TypeScript translate.
  before(() => answerOf('true'));

  it('is not loaded with the libraries', () => assert.deepEqual(answerOf('loaded()'), []));

  it('is there once it is asked for, as it is', () =>
    assert.deepEqual(
      answerOf(`[
        typeof pulumi.automation.LocalWorkspace.createStack,
        typeof require('@npmcli/arborist').Arborist.prototype.loadActual,
        typeof require('@pulumi/pulumi/typescript-shim').transpileModule,
        typeof z.locales.de().localeError,
        typeof require('@aws-sdk/client-sqs').SQSClient,
        loaded(),
        require('@npmcli/arborist') === require('@npmcli/arborist').Arborist,
      ]`),
      ['function', 'function', 'function', 'function', 'function', lateFiles, true],
    ));
});
