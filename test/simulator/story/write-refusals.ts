import type { Random } from './random';
import { kinds, switchFailures, type Story, type Trouble } from './story';
import { PEACE } from './write-troubles';

/** What IAM keeps to itself for some days, though it answers everything else. */
export function writeRefusals(
  random: Random,
  days: number,
  { accounts, people }: Pick<Story, 'accounts' | 'people'>,
): readonly Trouble[] {
  return spells(random, days, [0, 0.02, 0.06], (lasts) => {
    const { id: accountId } = random.pick(accounts);
    const { name: who } = random.pick(people);
    const kind = random.pick([
      'access-key',
      'access-key',
      'ssh-key',
      'signing-certificate',
    ] as const);
    return random.pick<Trouble>([
      { ...lasts, trouble: 'no-report', accountId },
      { ...lasts, trouble: 'refused-services', accountId },
      { ...lasts, trouble: 'refused', who, kind },
      { ...lasts, trouble: 'root-key', accountId },
    ]);
  });
}

/** Credentials of a kind that can't be turned off for some days, though IAM tells of them. */
export function writeSwitchFailures(
  random: Random,
  days: number,
  accounts: Story['accounts'],
): readonly Trouble[] {
  return spells(random, days, [0, 0.05, 0.2], (lasts) => ({
    ...lasts,
    trouble: 'switch-fails',
    accountId: random.pick(accounts).id,
    kind: random.pick(kinds),
    code: random.pick(switchFailures),
  }));
}

/** Troubles of some days each. @param shares of the days on which one begins, of which one is drawn */
export function spells(
  random: Random,
  days: number,
  shares: readonly number[],
  write: (lasts: Pick<Trouble, 'day'> & { readonly days: number }) => Trouble,
): readonly Trouble[] {
  const last = days - PEACE;
  const share = random.pick(shares);
  const troubles: Trouble[] = [];
  for (let day = 0; day < last; day++)
    if (random.chance(share))
      troubles.push(write({ day, days: Math.min(last - day, random.pick([1, 2, 7, 20])) }));
  return troubles;
}
