import type { Account } from '../../model';
import { withoutCase } from '../../without-case';
import type { Breach } from '../report';
import { referenceOf, type AuditedUser } from '../subject';

/**
 * Rule 1: one IAM user per engineer, in one account. Users of one Slack id, or without one of one name, are one
 * person; the one account is where most engineers' users are.
 */
export function oneUserBreaches(users: readonly AuditedUser[]): readonly Breach[] {
  const engineers = users.filter(({ tags }) => tags.type === 'engineer');
  const people = Map.groupBy(engineers, personOf);
  const home = accountOfMost(engineers);
  return engineers.flatMap((audited) => {
    const others = (people.get(personOf(audited)) ?? []).filter((each) => each !== audited);
    const texts = [
      ...(others.length > 0 ? [`one of several users of one person: also ${inWords(others)}`] : []),
      ...(home && audited.account.id !== home.id
        ? [`an engineer's user outside ${home.name}, where most engineers' users are`]
        : []),
    ];
    return texts.map((text) => ({ ...referenceOf(audited), text }));
  });
}

function personOf({ user, tags }: AuditedUser): string {
  return tags.slackId ?? withoutCase(user.name);
}

function inWords(users: readonly AuditedUser[]): string {
  return users.map(({ account, user }) => `${user.name} in ${account.name}`).join(', ');
}

/** Undefined where no account has more of them than each other one. */
function accountOfMost(users: readonly AuditedUser[]): Account | undefined {
  const counts = [...Map.groupBy(users, ({ account }) => account.id).values()].sort(
    (a, b) => b.length - a.length,
  );
  const [most, next] = counts;
  return most && most.length > (next?.length ?? 0) ? most[0]?.account : undefined;
}
