import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles } from './generated-files';

async function main(): Promise<void> {
  for (const [name, text] of await generatedFiles()) {
    const file = path.join(__dirname, '..', name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    writeFileSync(file, text);
    console.log(`wrote ${name}`);
  }
}

void main();
