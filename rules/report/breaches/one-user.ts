import type { Account, IamUser } from '../../model';
import type { UserTags } from '../../read-tags';
import { withoutCase } from '../../without-case';
import type { Breach } from '../report';
import { fiveRules } from '../rule-names';
import { referenceOf } from '../subject';
import type { RuledSeen } from './verdict';

/** What shows whose a user is. */
export interface UserOfPerson {
  readonly account: Account;
  readonly user: Pick<IamUser, 'name'>;
  readonly tags: Pick<UserTags, 'type' | 'slackId'>;
}

/**
 * Rule 1: one IAM user per engineer, in one account. Users of one Slack id, or without one of one name, are one
 * person; the one account is where most engineers' users are.
 */
export function oneUserVerdict(users: readonly UserOfPerson[]): RuledSeen {
  const untagged = users.filter(({ tags }) => tags.type === undefined).length;
  return {
    ...fiveRules['one-user'],
    breaches: breachesOf(users),
    notSeen:
      untagged > 0
        ? `Who is behind the users without a valid tag type (${untagged}): tag them, and it is seen.`
        : undefined,
  };
}

function breachesOf(users: readonly UserOfPerson[]): readonly Breach[] {
  const engineers = users.filter(({ tags }) => tags.type === 'engineer');
  const people = Map.groupBy(engineers, personOf);
  const home = accountOfMost(engineers);
  return engineers.flatMap((audited) => {
    const same = people.get(personOf(audited));
    const others = (all: typeof engineers) => inWords(all.filter((each) => each !== audited));
    const texts = [
      ...(same && same.length > 1
        ? [`one of several users of one person: also ${others(same)}`]
        : []),
      ...(home && audited.account.id !== home.id
        ? [`an engineer's user outside ${home.name}, where most engineers' users are`]
        : []),
    ];
    return texts.map((text) => ({ ...referenceOf(audited), text }));
  });
}

function personOf({ user, tags }: UserOfPerson): string {
  return tags.slackId ?? withoutCase(user.name);
}

function inWords(users: readonly UserOfPerson[]): string {
  return users.map(({ account, user }) => `${user.name} in ${account.name}`).join(', ');
}

/** Undefined where no account has more of them than each other one. */
function accountOfMost(users: readonly UserOfPerson[]): Account | undefined {
  const accounts = users.map(({ account }) => account);
  const [most, next] = [...Map.groupBy(accounts, ({ id }) => id).values()].sort(
    (a, b) => b.length - a.length,
  );
  return most && most.length > (next?.length ?? 0) ? most[0] : undefined;
}
