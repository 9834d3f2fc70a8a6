// JavaScript that was made of TypeScript, kept on disk: each of the tests' processes would make it anew.
const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..', '..');
const cache = path.join(root, 'node_modules', '.cache', 'keyturn', 'javascript');

exports.kept = (how, translate, folder = cache) => {
  const mine = path.join(folder, hash(how));
  return (code, fileName) => {
    // One a source, so that there are never more than the sources.
    const file = path.join(mine, `${hash(fileName)}.json`);
    const key = hash(code);
    const found = read(file);
    if (found?.key === key) return found;
    const translated = translate(code, fileName);
    if (translated.diagnostics?.length) return translated;
    const { outputText, sourceMapText } = translated;
    write(file, JSON.stringify({ key, outputText, sourceMapText }));
    return translated;
  };
};

function hash(what) {
  return createHash('sha256').update(JSON.stringify(what)).digest('hex');
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** All of it or nothing, whoever else writes it. Where nothing can be written it is made again each time. */
function write(file, text) {
  const mine = `${file}.${randomUUID()}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(mine, text);
    renameSync(mine, file);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(error.code)) throw error;
  }
}
