import path from 'node:path';
import ts from 'typescript';

/**
 * Whether the files' declarations, which are all that the types of other files know of them, are what they were: then
 * no other file has a mistake of types that it had not before.
 * @param files of TypeScript, by their paths from `folder`
 * @param before a file's text then; undefined where there was none
 */
export function isSeenAsBefore(
  folder: string,
  files: readonly string[],
  before: (file: string) => string | undefined,
): boolean {
  const then = new Map<string, string>();
  for (const file of files) {
    const text = before(file);
    if (text === undefined) return false;
    then.set(path.join(folder, file), text);
  }
  const roots = [...then.keys()];
  const program = programOf(folder, roots, (file) => ts.sys.readFile(file));
  const earlier = programOf(
    folder,
    roots,
    (file) => then.get(file) ?? ts.sys.readFile(file),
    program,
  );
  return roots.every((file) => declarationsOf(program, file) === declarationsOf(earlier, file));
}

function programOf(
  folder: string,
  rootNames: readonly string[],
  read: (file: string) => string | undefined,
  known?: ts.Program,
): ts.Program {
  const configured = ts.getParsedCommandLineOfConfigFile(
    path.join(folder, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const { options = {} } = configured ?? {};
  // Comments are no types.
  const wanted = {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    removeComments: true,
  };
  const host = ts.createCompilerHost(wanted, true);
  const unchanged = (file: string) => known?.getSourceFile(file);
  const source = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    const text = rootNames.includes(file) ? read(file) : undefined;
    if (text !== undefined) return ts.createSourceFile(file, text, rest[0], true);
    return unchanged(file) ?? source(file, ...rest);
  };
  return ts.createProgram({ rootNames, options: wanted, host });
}

function declarationsOf(program: ts.Program, file: string): string {
  let written = '';
  program.emit(program.getSourceFile(file), (_name, text) => (written = text), undefined, true);
  return written;
}
