import { CliError } from './cli-error';
import { exitCodes } from './exit-codes';

/** In words which accounts are not in a report or a plan; nothing where all are. */
export function unreadAccounts(
  unread: readonly { readonly name: string }[],
  of: number,
): readonly string[] {
  const names = unread.map(({ name }) => name).join(', ');
  return unread.length === 0
    ? []
    : [`${unread.length} of ${of} accounts could not be read (${names})`];
}

/**
 * @param missing what could not be seen
 * @param where what was written, and says why
 * @throws CliError where something is missing
 */
export function assertComplete(
  missing: readonly string[],
  where: 'report' | 'plan' | 'output',
): void {
  if (missing.length > 0)
    throw new CliError(exitCodes.incomplete, `${missing.join('; ')}: the ${where} says why`);
}
