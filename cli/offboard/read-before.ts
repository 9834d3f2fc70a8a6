import { holdingsSchema, type Holdings } from '../../rules/offboarding/holdings';
import { isSameName } from '../../rules/without-case';
import { describeValue } from '../../stacks/config/problem';
import { badUse } from '../cli-error';
import { readJsonFile } from '../read-json-file';

/** Of all that somebody can hold. */
const LARGEST_CHARACTERS = 4 * 1024 * 1024;

/**
 * What keyturn offboard --record wrote of somebody.
 * @throws CliError that names the field
 */
export function readBefore(file: string, userName: string, accountId: string): Holdings {
  const holdings = readJsonFile(file, {
    option: '--before',
    what: 'what keyturn offboard --record wrote',
    largest: LARGEST_CHARACTERS,
    schema: holdingsSchema,
  });
  const { declared, account } = holdings;
  if (!isSameName(declared.name, userName))
    throw badUse(
      `--before is ${file}: declared.name: found ${describeValue(declared.name)}, expected ${userName}`,
    );
  if (account.id !== accountId)
    throw badUse(
      `--before is ${file}: account.id: found ${describeValue(account.id)}, expected ${accountId}`,
    );
  return holdings;
}
