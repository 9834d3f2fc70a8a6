import { CommanderError } from 'commander';
import { isCliError } from './cli-error';
import { exitCodes, type ExitCode } from './exit-codes';

/** What a person is told of an error, if anything, and how the command ends. */
export interface Explanation {
  readonly exitCode: ExitCode;
  readonly line?: string;
}

/** Any error in one line. */
export function explainError(error: unknown): Explanation {
  if (isCliError(error)) return { exitCode: error.exitCode, line: inOneLine(error.message) };
  if (error instanceof CommanderError) return ofCommander(error);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    exitCode: exitCodes.fault,
    line: inOneLine(`this is a fault of keyturn (${what}); --debug shows where`),
  };
}

/** The help that was asked for is no error; the help that was not asked for was shown in place of one. */
function ofCommander({ exitCode, code, message }: CommanderError): Explanation {
  if (exitCode === 0) return { exitCode: exitCodes.fine };
  if (code === 'commander.help') return { exitCode: exitCodes.badUse };
  const line = inOneLine(`${message.replace(/^error: /, '')}; keyturn --help shows what there is`);
  return { exitCode: exitCodes.badUse, line };
}

function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
