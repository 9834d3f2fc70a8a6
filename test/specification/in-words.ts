import type { IamUser } from '../../rules/model';
import { dateIn, heldBy } from './case';
import type { Difference } from './compare';
import type { History, Message, Reading } from './history';

/** A difference as an auditor reads it: what was known, what the specification wants, what was planned. */
export function inWords({ asked, about, wanted, planned, decisions }: Difference): string {
  const { reading, history } = asked;
  const reasons = decisions.flatMap((decision) => {
    const { credential, userName } = decision.subject;
    return (credential?.id ?? userName) === about && 'why' in decision
      ? `    ${decision.do}, ${decision.why.code}: ${decision.why.text}`
      : [];
  });
  return [
    `The run of ${dateIn(reading.settings.timeZone, reading.now)}, about ${about}:`,
    ...aboutUser(about, reading),
    ...historyOf(about, history),
    'The specification wants:',
    ...listed(wanted),
    'Planned was:',
    ...listed(planned),
    'Of which the plan says:',
    ...reasons,
    `Settings: ${JSON.stringify(reading.settings)}`,
  ].join('\n');
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['    nothing'] : lines.map((line) => `    ${line}`);
}

function aboutUser(about: string, { now, readAt, usesAsOf, users }: Reading): readonly string[] {
  const user = users.find(isOf(about));
  return [
    `  scheduled for ${now.toISOString()}, read at ${readAt.toISOString()}, uses as of ${usesAsOf.toISOString()}`,
    `  ${JSON.stringify(user)}`,
  ];
}

function isOf(about: string) {
  return (user: IamUser) => user.name === about || heldBy(user).some(({ id }) => id === about);
}

function historyOf(about: string, history: History): readonly string[] {
  const { readings, messages, stopped, ...said } = history;
  const seen = readings.map((reading) => {
    const user = reading.users.find(isOf(about));
    const keys = (user ? heldBy(user) : []).map(
      ({ id, status, createdAt }) => `${id} ${status} of ${createdAt.toISOString()}`,
    );
    return `  run ${reading.now.toISOString()}: ${JSON.stringify(user?.tags)} ${keys.join(', ')}`;
  });
  return [
    ...seen,
    ...messages.filter(({ userName, keyId }) => [userName, keyId].includes(about)).map(sentence),
    ...Object.entries(said).map(([what, all]) => `  ${what}: ${JSON.stringify(all)}`),
    ...stopped.map(({ keyId, at }) => `  ${keyId} disabled by Keyturn at ${at.toISOString()}`),
  ];
}

function sentence({ id, what, plannedAt, deliveredAt, named, ...is }: Message): string {
  const arrived = deliveredAt ? `arrived ${deliveredAt.toISOString()}` : 'has not arrived';
  const day = named ? `, named ${named}` : '';
  const more = `${is.isWithdrawn ? ', taken back' : ''}${is.answer ? `, answered ${is.answer.said}` : ''}`;
  return `  ${id} (${what}), planned ${plannedAt.toISOString()} after ${is.runsBefore} runs, ${arrived}${day}${more}`;
}
