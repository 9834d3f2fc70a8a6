import type { Broken, Outcome } from '../play';
import type { PressRecord } from '../world/press-record';
import { DAY, dayOf, plusDays, startOfDay } from '../world/calendar';
import { without } from './without';
import { promisedRules } from './write-rules';
import { isTrouble, type Happening, type Other, type Story } from './story';

type Line = readonly [at: number, text: string];

/** A story as a person reads it: day by day, what happened, what was told and done, and which promise that broke. */
export function tellStory(story: Story, { broken, chronicle }: Outcome): string {
  const lines: Line[] = [
    ...story.happenings.map((each) => happeningLine(story, each)),
    ...chronicle.runs.flatMap(({ startedAt, failure }): Line[] =>
      failure === undefined ? [] : [[startedAt, `the run did not complete: ${failure}`]],
    ),
    ...chronicle.shown
      .filter(({ facts }) => facts.kind !== 'summary')
      .map(({ at, recipient, facts, lostBy }): Line => {
        const lost = lostBy === undefined ? '' : ` (not recorded: ${lostBy})`;
        return [at, `Slack shows ${recipient}: ${facts.text.split('\n')[0]}${lost}`];
      }),
    ...chronicle.disablings.map(({ at, touched, press }): Line => [
      at,
      `Keyturn disables ${touched.join(' and ')}${press ? ' by a press' : ''}`,
    ]),
    ...chronicle.ofPresses.map(({ at, recipient, seenBy, text }): Line => [
      at,
      `Slack shows ${seenBy === undefined ? recipient : `${seenBy} alone`}: ${text}`,
    ]),
    ...[...chronicle.presses.values()].flatMap((pressed) => pressLines(pressed)),
  ];
  return [...opening(story), ...byDay(story, lines), ending(broken)].join('\n');
}

function opening(story: Story): readonly string[] {
  const { seed, firstDate, timeZone, hour, accounts, people, rules, dryRunAccounts } = story;
  return [
    `Seed ${seed}. From ${firstDate} on, a run every day at ${hour}:00 ${timeZone} over ${accounts.map(({ name }) => name).join(', ')}.`,
    ...(rules === promisedRules ? [] : [`  Its rules: ${JSON.stringify(rules)}`]),
    ...(dryRunAccounts.length === 0 ? [] : [`  Only rehearsed: ${dryRunAccounts.join(', ')}`]),
    ...people.map(({ name, tags, keyAges, accountId, others = [] }) => {
      const ages = keyAges.map((age) => `${Math.floor((age * 1000) / DAY)} days`).join(' and ');
      const said = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
      const held = others.map((other) => `; ${otherInWords(other)}`).join('');
      return `  ${name} in ${accountId} (${said.join(', ') || 'no tags'}), keys: ${ages || 'none'}${held}`;
    }),
  ];
}

function otherInWords({ kind, age, isOff, service, validDays }: Other): string {
  const days = `${Math.floor((age * 1000) / DAY)} days`;
  const end = validDays === undefined ? [] : [`of ${validDays}`];
  return [
    kind,
    ...(service ? [`for ${service}`] : []),
    days,
    ...end,
    ...(isOff ? ['off'] : []),
  ].join(' ');
}

function happeningLine(story: Story, each: Happening): Line {
  const start = startOfDay(story, each.day);
  if (isTrouble(each)) {
    const details = Object.entries(without({ ...each }, 'day', 'trouble'));
    const values = details.map(([name, value]) => `${name} ${value}`);
    return [start, [each.trouble, ...values].join(', ')];
  }
  const { second, who, does } = each;
  const details = Object.values(without({ ...each }, 'day', 'second', 'who', 'does'));
  return [start + second * 1000, [who, does, ...details].join(' ')];
}

function byDay(story: Story, lines: readonly Line[]): readonly string[] {
  const sorted = lines.toSorted(([a], [b]) => a - b);
  const days = Map.groupBy(sorted, ([at]) => dayOf(story, at));
  return [...days].flatMap(([day, ofDay]) => [
    `Day ${day}, ${plusDays(story.firstDate, day)}`,
    ...ofDay.map(([at, text]) => `  ${new Date(at).toISOString().slice(11, 19)} ${text}`),
  ]);
}

function ending(broken: Broken | undefined): string {
  return broken
    ? `Day ${broken.day}: the promise ${broken.promise} is broken: ${broken.how}.`
    : 'Every promise is kept.';
}

/** What became of a press, as far as it is not told above. */
function pressLines({ at, press, under, answers, tries, buriedAt }: PressRecord): readonly Line[] {
  const about = `${press.button} under ${under.notice.id}`;
  return [
    [at, `${press.by.id} presses ${about}`],
    ...tries.flatMap(({ startedAt, end }): Line[] =>
      end === 'done' ? [] : [[startedAt, `act fails with ${about}`]],
    ),
    ...answers.map(({ at: told, answer }): Line => [
      told,
      `act answers ${press.by.id}: ${answer.outcome}, ${answer.code}`,
    ]),
    ...(buriedAt === undefined ? [] : [[buriedAt, `${about} becomes a dead letter`] as const]),
  ];
}
