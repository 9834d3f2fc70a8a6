import { writeFileSync } from 'node:fs';
import { rulesFile, rulesText } from './rules-file';

/** `npm run docs:rules`: writes docs/rules.md. */
async function main(): Promise<void> {
  writeFileSync(rulesFile, await rulesText());
  console.log('wrote docs/rules.md');
}

void main();
