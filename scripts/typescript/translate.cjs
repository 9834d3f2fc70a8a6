// The JavaScript of a TypeScript source, the same for ts-node (transpiler.cjs) and for load.cjs: what one of them has had made
// is kept for both. The compiler is loaded for a source that is new.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { version } = require('typescript/package.json');
const { kept } = require('./kept.cjs');

const configFile = path.join(__dirname, '..', '..', 'tsconfig.json');
const config = readFileSync(configFile, 'utf8');
let options;

exports.translate = kept([version, config], (code, fileName) => {
  const ts = require('typescript');
  options ??= optionsOf(ts);
  return ts.transpileModule(code, { fileName, compilerOptions: options, reportDiagnostics: true });
});

function optionsOf(ts) {
  const { compilerOptions } = ts.parseConfigFileTextToJson(configFile, config).config;
  return ts.convertCompilerOptionsFromJson(
    { ...compilerOptions, sourceMap: true, inlineSources: true },
    path.dirname(configFile),
  ).options;
}
