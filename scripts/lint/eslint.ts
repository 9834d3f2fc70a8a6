import { ESLint } from 'eslint';
import type ts from 'typescript';

/**
 * What `eslint PATTERN…` says, with the rules' types from the program, which is not made again for them: a file of
 * TypeScript that is not in it is an error, as it is for the command.
 * @returns the messages in ESLint's own format, and how many of them fail
 */
export async function lint(
  program: ts.Program,
  patterns: readonly string[],
  cwd = process.cwd(),
): Promise<{ readonly text: string; readonly errors: number }> {
  const eslint = new ESLint({
    cwd,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    },
  });
  const results = await eslint.lintFiles([...patterns]);
  const formatter = await eslint.loadFormatter('stylish');
  return {
    text: await formatter.format(results),
    errors: results.reduce((sum, { errorCount }) => sum + errorCount, 0),
  };
}
