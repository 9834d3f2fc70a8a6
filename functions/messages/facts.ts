import { counted } from '../../rules/counted';
import type { Account } from '../../rules/model';
import { lastFour } from '../../rules/credentials/credential';
import { type KeyFacts, type Maker, type Person } from '../../rules/notices';
import { rootUserName } from '../../rules/formats';
import { plain } from './data';
import { dayOf, momentOf } from './dates';
import { bold, channelLink, code, command, mrkdwn, type Mrkdwn } from './mrkdwn';

/** Parts that several messages show alike. */

export type Field = readonly [label: string, value: Mrkdwn];

/** `…WXYZ`: a key's id is written out only where a command needs it, in its owner's own message. */
export function shortId(keyId: string): string {
  return `…${lastFour(keyId)}`;
}

export function accountText({ id, name }: Account): Mrkdwn {
  return name === id ? mrkdwn`${id}` : mrkdwn`${name} (${id})`;
}

/** A user as the team knows them: the person's name, if the tags tell it, and the IAM user's. */
export function personText({ fullName, userName }: Person): Mrkdwn {
  if (userName === rootUserName) return mrkdwn`the root user`;
  return fullName === undefined ? code(userName) : mrkdwn`${fullName} (${code(userName)})`;
}

/** A person's name for a title, where no markup is read; short, so that what follows it is not cut off. */
export function personTitle({ fullName, userName }: Person): string {
  return userName === rootUserName ? 'the root user' : plain(fullName ?? userName, 50);
}

export function keyFields(key: KeyFacts, timeZone?: string): readonly Field[] {
  return [
    ['Key', code(shortId(key.id))],
    ['Age', mrkdwn`${days(key.age)}, made on ${dayOf(key.createdAt, timeZone)}`],
    ['Last used', lastUsedText(key, timeZone)],
  ];
}

export function lastUsedText({ lastUsed, lastUseUnknown }: KeyFacts, timeZone?: string): Mrkdwn {
  if (lastUseUnknown !== undefined) return mrkdwn`unknown: AWS did not say`;
  if (!lastUsed) return mrkdwn`never, as far as AWS knows`;
  // IAM says N/A where it does not know.
  const [service, region] = [lastUsed.service, lastUsed.region].map((each) =>
    each === undefined || each === 'N/A' ? undefined : each,
  );
  const on = dayOf(lastUsed.at, timeZone);
  if (service === undefined) return mrkdwn`${on}`;
  return region === undefined ? mrkdwn`${on}, ${service}` : mrkdwn`${on}, ${service} in ${region}`;
}

export function days(count: number): string {
  return counted(count, 'day');
}

/** Who made a call. What CloudTrail did not say is said to be unknown. */
export function makerFields(maker: Maker): readonly Field[] {
  const known = (value: string | undefined) =>
    value === undefined ? mrkdwn`unknown` : code(value);
  return [
    ['By', code(maker.arn)],
    ['With MFA', maker.mfa === undefined ? mrkdwn`unknown` : maker.mfa ? mrkdwn`yes` : bold('no')],
    ['From address', known(maker.sourceAddress)],
    ['Using', known(maker.userAgent)],
    ...(maker.at === undefined ? [] : [['At', mrkdwn`${momentOf(maker.at)}`] satisfies Field]),
  ];
}

/** For the team: a key's whole id, and what takes it away by it. */
export function howToDisable({ userName }: Person): readonly Mrkdwn[] {
  return [
    command('aws', 'iam', 'list-access-keys', '--user-name', userName),
    mrkdwn`With that in place of ${code('ID')}:`,
    command(
      ...['aws', 'iam', 'update-access-key', '--user-name', userName],
      ...['--access-key-id', 'ID', '--status', 'Inactive'],
    ),
  ];
}

/** Where to ask, at the end of each private message. */
export function whereToAsk(teamChannel: string): Mrkdwn {
  return mrkdwn`Questions? Ask in ${channelLink(teamChannel)}.`;
}
