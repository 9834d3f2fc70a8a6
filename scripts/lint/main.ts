/**
 * What `tsc --noEmit` and `eslint .` say, from one program: making it and knowing its types is most of what either
 * takes, and both ask the same. Of the files alone that are its arguments, if there are any.
 */
import path from 'node:path';
import { lint } from './eslint';
import { programOf, typeErrorsOf } from './program';

async function main(files: readonly string[]): Promise<void> {
  const all = files.length === 0;
  const program = programOf(path.resolve('tsconfig.json'), all ? undefined : files);
  const types = typeErrorsOf(program);
  const { text, errors } = await lint(program, all ? ['.'] : files);
  process.stdout.write(types + text);
  process.exitCode = types || errors > 0 ? 1 : 0;
}

void main(process.argv.slice(2));
