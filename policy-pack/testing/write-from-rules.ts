import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesFromRules } from './from-rules';

void filesFromRules().then((files) => {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
});
