import path from 'node:path';
import ts from 'typescript';

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};

/**
 * The program of a tsconfig.json, as `tsc` makes it, and as ESLint's rules want it: each node knows its parent.
 * @throws Error where the configuration cannot be read, in the compiler's words
 */
export function programOf(configFile: string): ts.Program {
  const { config, error } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file));
  if (error) throw new Error(ts.formatDiagnostic(error, host));
  const { options, fileNames, errors, projectReferences } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    path.dirname(configFile),
    { noEmit: true },
    configFile,
  );
  return ts.createProgram({
    rootNames: fileNames,
    options,
    projectReferences,
    configFileParsingDiagnostics: errors,
    host: ts.createCompilerHost(options, true),
  });
}

/** What `tsc --noEmit` says of the program; empty where it says nothing. */
export function typeErrorsOf(program: ts.Program): string {
  return ts.formatDiagnosticsWithColorAndContext(ts.getPreEmitDiagnostics(program), host);
}
