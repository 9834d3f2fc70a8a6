/**
 * `npm run lint`: what `tsc --noEmit` and `eslint .` say, from one program. Making it and knowing its types is most
 * of what either takes, and both ask the same.
 */
import path from 'node:path';
import { lint } from './eslint';
import { programOf, typeErrorsOf } from './program';

async function main(): Promise<void> {
  const program = programOf(path.resolve('tsconfig.json'));
  const types = typeErrorsOf(program);
  const { text, errors } = await lint(program, ['.']);
  process.stdout.write(types + text);
  process.exitCode = types || errors > 0 ? 1 : 0;
}

void main();
