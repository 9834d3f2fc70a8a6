// What ts-node has for a compiler (register.cjs): TypeScript itself, asked once for a source.
// See https://typestrong.org/ts-node/docs/transpilers
const ts = require('typescript');
const { kept } = require('./kept.cjs');

exports.create = ({ service, nodeModuleEmitKind }) => {
  const compilerOptions = service.config.options;
  const transpile = kept([ts.version, compilerOptions, nodeModuleEmitKind], (code, fileName) =>
    ts.transpileModule(code, { fileName, compilerOptions, reportDiagnostics: true }),
  );
  return { transpile: (code, { fileName }) => transpile(code, fileName) };
};
