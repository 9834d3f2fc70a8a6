import type { Report } from './define-policy';
import { checkEach, unlessUnknown } from './not-yet-known';
import { documentProblem, readStatements, type Statement } from './judging/policy-document';

/** Reports what of a policy document, of what it denies as well, IAM could not read. */
export function checkReadable(document: () => unknown, report: Report): void {
  checkStatements(document, report, (statement) => {
    // They are read for what they throw.
    void statement.allows;
    statement.concernsAction('');
    // One that is not known yet can still be read by the update.
    unlessUnknown(() => void statement.isUnconditional);
  });
}

/**
 * Checks each statement of a policy document that allows something. What IAM could not read is reported: nobody
 * can say what it allows.
 */
export function checkAllowed(
  document: () => unknown,
  report: Report,
  check: (statement: Statement) => void,
): void {
  checkStatements(document, report, (statement) => {
    if (statement.allows) check(statement);
  });
}

function checkStatements(
  document: () => unknown,
  report: Report,
  check: (statement: Statement) => void,
): void {
  const readable = (read: () => void) => {
    const problem = documentProblem(read);
    if (problem !== undefined)
      report(`The policy document can't be read: ${problem}. Write a document that IAM takes.`);
  };
  readable(() => {
    const statements = readStatements(document());
    checkEach(statements, (statement) => readable(() => check(statement)));
  });
}
