import ts from 'typescript';

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};

/** @throws Error where it cannot be read, in the compiler's words */
export function configurationOf(configFile: string): ts.ParsedCommandLine {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    configFile,
    { noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.formatDiagnostic(diagnostic, host));
      },
    },
  );
  if (!parsed) throw new Error(`${configFile} is no configuration of TypeScript`);
  return parsed;
}

/**
 * The program of a tsconfig.json, as `tsc` makes it, and as ESLint's rules want it: each node knows its parent.
 * @param files those that it is made of, with what they import; by default all that the configuration includes
 * @throws Error where the configuration cannot be read, in the compiler's words
 */
export function programOf(configFile: string, files?: readonly string[]): ts.Program {
  const parsed = configurationOf(configFile);
  const compilerHost = ts.createCompilerHost(parsed.options, true);
  // As for tsc: of a million lines of comments in the libraries' types none matters to a type or a rule.
  compilerHost.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  return ts.createProgram({
    rootNames: files ?? parsed.fileNames,
    options: parsed.options,
    configFileParsingDiagnostics: parsed.errors,
    host: compilerHost,
  });
}

/** What `tsc --noEmit` says of the program; empty where it says nothing. */
export function typeErrorsOf(program: ts.Program): string {
  return ts.formatDiagnosticsWithColorAndContext(ts.getPreEmitDiagnostics(program), host);
}
