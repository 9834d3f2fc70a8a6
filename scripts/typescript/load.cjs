// Loads TypeScript in processes of their own (`node -r`), where ts-node would take longer to load its compiler than
// the process to do its work. Checked it is elsewhere.
const { Buffer } = require('node:buffer');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { translate } = require('./translate.cjs');

Module._extensions['.ts'] = (module, fileName) => {
  const { outputText, sourceMapText, diagnostics } = translate(
    readFileSync(fileName, 'utf8'),
    fileName,
  );
  if (diagnostics?.length) throw new SyntaxError(`${fileName} is no TypeScript`);
  module._compile(withMap(outputText, sourceMapText), fileName);
};

/** With its source map in it, where Node reads that. */
function withMap(code, map) {
  if (!process.sourceMapsEnabled) return code;
  const url = `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
  return code.replace(/\/\/# sourceMappingURL=\S+\s*$/, `//# sourceMappingURL=${url}\n`);
}
