import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packFolder } from './pack-process';
import { filesFromRules } from './from-rules';

describe('what the pack has of rules/', () => {
  it('is as it is there (else: ts-node policy-pack/testing/write-from-rules.ts)', async () => {
    const files = await filesFromRules();
    for (const [file, text] of files) assert.equal(readFileSync(file, 'utf8'), text, file);
    const judging = path.join(packFolder, 'core', 'judging');
    const copies = readdirSync(judging).map((name) => path.join(judging, name));
    assert.deepEqual(
      copies.filter((file) => !files.has(file)),
      [],
    );
  });
});
