import { DAY, plusDays } from '../world/calendar';
import type { Story } from './story';
import { promisedRules } from './write-rules';

/** Most tries: a story that could be a little shorter is better than none. */
const TRIES = 500;

/**
 * The shortest story found that still fails: without the people, days, keys and happenings that don't matter.
 * @param lastDay the story's failing day, or undefined where it does not fail in the same way
 */
export async function shrink(
  story: Story,
  lastDay: (story: Story) => Promise<number | undefined>,
): Promise<Story> {
  let shortest = story;
  let tries = 0;
  const attempt = async (candidate: Story): Promise<boolean> => {
    if (tries++ >= TRIES) return false;
    const day = await lastDay(candidate);
    if (day === undefined) return false;
    shortest = { ...candidate, days: day + 1 };
    return true;
  };
  await attempt(story);
  for (let before = ''; before !== JSON.stringify(shortest);) {
    before = JSON.stringify(shortest);
    for (const { name } of shortest.people) await attempt(withoutPerson(shortest, name));
    await dropHappenings(() => shortest, attempt);
    for (const days of [64, 32, 16, 8, 4, 2, 1])
      while (shortest.days > days && (await attempt(withoutFirstDays(shortest, days))));
    await simplify(() => shortest, attempt);
  }
  return shortest;
}

/** By halves, quarters and so on down to single ones. */
async function dropHappenings(
  shortest: () => Story,
  attempt: (candidate: Story) => Promise<boolean>,
): Promise<void> {
  for (let size = Math.ceil(shortest().happenings.length / 2); size >= 1; size = half(size))
    for (let start = 0; start < shortest().happenings.length;) {
      const story = shortest();
      const happenings = story.happenings.toSpliced(start, size);
      if (!(await attempt({ ...story, happenings }))) start += size;
    }
}

function half(size: number): number {
  return size === 1 ? 0 : Math.ceil(size / 2);
}

async function simplify(
  shortest: () => Story,
  attempt: (candidate: Story) => Promise<boolean>,
): Promise<void> {
  const { accounts, people } = shortest();
  const inhabited = accounts.filter(({ id }) => people.some(({ accountId }) => accountId === id));
  const plain: Partial<Story>[] = [
    { accounts: inhabited.length > 0 ? inhabited : accounts.slice(0, 1) },
    { pageSize: 1000 },
    { hasTrail: false },
    { timeZone: 'Etc/UTC' },
    { hour: 9 },
    { rules: promisedRules },
    { dryRunAccounts: [] },
    { presses: undefined },
  ];
  for (const change of plain) await attempt({ ...shortest(), ...change });
  for (const [i, each] of shortest().happenings.entries())
    if ('does' in each && each.does === 'press') {
      const { times, isSentAgain, ...once } = each;
      if (times ?? isSentAgain)
        await attempt({ ...shortest(), happenings: shortest().happenings.with(i, once) });
    }
  for (const [i, person] of shortest().people.entries()) {
    const change = (changed: Partial<typeof person>) =>
      attempt({ ...shortest(), people: shortest().people.with(i, { ...person, ...changed }) });
    if (person.passwordAge !== undefined) await change({ passwordAge: undefined });
    if (person.keyAges.length > 1) await change({ keyAges: person.keyAges.slice(1) });
    if (person.others?.length) await change({ others: person.others.slice(1) });
    if (person.others?.length) await change({ others: person.others.slice(0, -1) });
  }
}

function withoutPerson(story: Story, name: string): Story {
  return {
    ...story,
    people: story.people.filter((person) => person.name !== name),
    happenings: story.happenings.filter((each) => !('who' in each) || each.who !== name),
  };
}

/** Everybody's keys are older at the beginning, and what happened before is left out. */
function withoutFirstDays(story: Story, days: number): Story {
  const older = (age: number) => age + (days * DAY) / 1000;
  return {
    ...story,
    days: story.days - days,
    firstDate: plusDays(story.firstDate, days),
    people: story.people.map((person) => ({
      ...person,
      keyAges: person.keyAges.map(older),
      others: person.others?.map((other) => ({ ...other, age: older(other.age) })),
      passwordAge: person.passwordAge === undefined ? undefined : older(person.passwordAge),
    })),
    happenings: story.happenings
      .filter(({ day }) => day >= days)
      .map((each) => ({ ...each, day: each.day - days })),
  };
}
