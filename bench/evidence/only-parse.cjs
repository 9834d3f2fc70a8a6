// Reads and parses every JSON file of a folder, and does nothing else: what reading a period can't do without.
const { readdirSync } = require('node:fs');
const { readFile } = require('node:fs/promises');
const path = require('node:path');

async function main([folder]) {
  for (const name of readdirSync(folder, { recursive: true }))
    if (name.endsWith('.json')) JSON.parse((await readFile(path.join(folder, name))).toString());
}

main(process.argv.slice(2));
