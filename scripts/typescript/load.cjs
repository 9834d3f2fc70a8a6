// Loads TypeScript in processes of their own (`node -r`), where ts-node would take longer to load its compiler than
// the process to do its work: the compiler is loaded for a source that is new. Checked it is elsewhere.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { version } = require('typescript/package.json');
const { kept } = require('./kept.cjs');

const configFile = path.join(__dirname, '..', '..', 'tsconfig.json');
const config = readFileSync(configFile, 'utf8');

const transpile = kept(['load', version, config], (code, fileName) => {
  const ts = require('typescript');
  const { compilerOptions } = ts.parseConfigFileTextToJson(configFile, config).config;
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...compilerOptions, inlineSourceMap: true, sourceMap: false },
    path.dirname(configFile),
  );
  return ts.transpileModule(code, {
    fileName,
    compilerOptions: options,
    reportDiagnostics: true,
  });
});

Module._extensions['.ts'] = (module, fileName) => {
  const { outputText, diagnostics } = transpile(readFileSync(fileName, 'utf8'), fileName);
  if (diagnostics?.length) throw new SyntaxError(`${fileName} is no TypeScript`);
  module._compile(outputText, fileName);
};
