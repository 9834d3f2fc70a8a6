'use strict';
// Loaded into the process of the command before all else: what becomes of its nth change of a file. KEYTURN_TEST_FAULT
// is { at, then, op }: which one, of that kind alone if `op` names one; `before` or `after` kills the process there,
// anything else is the code of an error.
const fs = require('node:fs');

const { at, then, op } = JSON.parse(process.env['KEYTURN_TEST_FAULT'] ?? '{}');
const changes = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'chmodSync',
  'linkSync',
  'renameSync',
  'rmSync',
];
let count = 0;

for (const name of changes) {
  const real = fs[name];
  fs[name] = (...args) => {
    const isIt = (op === undefined || op === name) && ++count === at;
    if (isIt && then === 'before') process.kill(process.pid, 'SIGKILL');
    if (isIt && then !== 'after')
      throw Object.assign(new Error(`${then}: planted`), { code: then });
    const result = real(...args);
    if (isIt) process.kill(process.pid, 'SIGKILL');
    return result;
  };
}
