/** A process of its own beside the tests: types and ESLint of the files that are its arguments. */
import path from 'node:path';
import { lint } from '../lint/eslint';
import { programOf, typeErrorsOf } from '../lint/program';

async function main(files: readonly string[]): Promise<void> {
  const program = programOf(path.resolve('tsconfig.json'), files);
  const types = typeErrorsOf(program);
  const { text, errors } = await lint(program, files);
  process.stdout.write(types + text);
  process.exitCode = types || errors > 0 ? 1 : 0;
}

void main(process.argv.slice(2));
