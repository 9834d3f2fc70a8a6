import { momentInUtc } from '../../rules/calendar';
import { checkStatement } from '../../rules/person/check-statement';
import { badUse } from '../cli-error';
import { openOutput } from '../output';
import type { Person } from './read-person';
import { readStatement } from './read-statement';

/**
 * Puts into the ledger what a person said of their ways in: said, not seen.
 * @throws CliError where it is not theirs, or not of these days; then nothing is recorded
 */
export async function recordStatement(
  file: string,
  person: Person,
  { dryRun }: { readonly dryRun?: true },
): Promise<void> {
  const { account, user, ledger, now } = person;
  const heard = checkStatement(readStatement(file), person, now);
  if ('refused' in heard) throw badUse(`--said is ${file}: ${heard.refused}`);
  const mover = { userId: user.id, userName: user.name };
  for (const [way, said] of heard.said)
    if (!dryRun) await ledger.recordSaid(account.id, mover, way, said);
  const ways = [...heard.said].map(([way, { at }]) => `${way} worked at ${momentInUtc(at)}`);
  await openOutput(undefined).write(
    `${dryRun ? 'Would record' : 'Recorded'} in the ledger, as said and not as seen: ${user.name} says that ${ways.join(', and that ')}.\n`,
  );
}
