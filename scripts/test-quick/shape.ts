import path from 'node:path';
import ts from 'typescript';
import { configurationOf } from '../lint/program';

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
  const program = programOf(folder, [...then.keys()]);
  const earlier = programOf(folder, [...then.keys()], { texts: then, from: program });
  return [...then.keys()].every(
    (file) => declarationsOf(program, file) === declarationsOf(earlier, file),
  );
}

/** @param earlier texts in place of the files', and a program that has read all others */
function programOf(
  folder: string,
  rootNames: readonly string[],
  earlier?: { readonly texts: ReadonlyMap<string, string>; readonly from: ts.Program },
): ts.Program {
  const options: ts.CompilerOptions = {
    ...configurationOf(path.join(folder, 'tsconfig.json')).options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    // They are no types.
    removeComments: true,
  };
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...rest) => {
    const text = earlier?.texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, version, true);
    return earlier?.from.getSourceFile(file) ?? read(file, version, ...rest);
  };
  return ts.createProgram({ rootNames, options, host });
}

function declarationsOf(program: ts.Program, file: string): string {
  let written = '';
  program.emit(program.getSourceFile(file), (_name, text) => (written = text), undefined, true);
  return written;
}
