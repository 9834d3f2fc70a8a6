import type { Account } from '../../rules/model';
import type { KeyFacts, OtherWay, Person } from '../../rules/notices';
import { newWays, type NewWay } from '../../rules/ways-in';
import type { Block } from '../slack-message';
import { context, section } from './blocks';
import { dayOf } from './dates';
import { shortId } from './facts';
import {
  bold,
  channelLink,
  code,
  command,
  inlineCommand,
  joined,
  mrkdwn,
  type Mrkdwn,
} from './mrkdwn';

/** Ways in that need no key, as people read of them. */

interface Leaving {
  readonly account: Account;
  readonly owner: Pick<Person, 'userName'>;
  readonly key: Pick<KeyFacts, 'id'>;
}

export function wayName(way: NewWay): Mrkdwn {
  switch (way) {
    case 'sign-in':
      return mrkdwn`${code('aws login')}`;
    case 'identity-center':
      return mrkdwn`IAM Identity Center`;
  }
}

/** Each with when it was last seen in use, in a sentence. */
export function waysInWords(ways: readonly OtherWay[], timeZone?: string): Mrkdwn {
  const each = ways
    .slice(0, newWays.length)
    .map(({ way, lastUsedAt }) =>
      lastUsedAt === undefined
        ? mrkdwn`${wayName(way)}, not seen in use yet`
        : mrkdwn`${wayName(way)}, last seen in use on ${dayOf(lastUsedAt, timeZone)}`,
    );
  return joined(each, '; ');
}

/** Whoever can make no new key does not rotate: the old one only has to go, from wherever it is. */
export function howToLeave(
  { account, key, owner }: Leaving,
  ways: readonly OtherWay[],
  timeZone?: string,
): readonly Block[] {
  return [
    section(
      mrkdwn`Access keys are closed to you, and you have another way in: ${waysInWords(ways, timeZone)}. See that all that you do works without the key:`,
      command('keyturn', 'ways'),
      mrkdwn`Then delete it: sign in to the AWS console of account ${code(account.id)} as ${code(owner.userName)}, with MFA; your name, top right → ${bold('Security credentials')} → ${bold('Access keys')}: ${code(shortId(key.id))}.`,
    ),
    context(
      mrkdwn`Take it out of ${code('~/.aws/credentials')} and aws-vault, too (${inlineCommand('aws-vault', 'remove')} with its profile): what finds it there goes on trying it.`,
    ),
  ];
}

/** Until `key` is closed for good, everything of it can be taken back. */
export function howToGoBack(teamChannel: string): Mrkdwn {
  return mrkdwn`Does something not work without a key? Say so in ${channelLink(teamChannel)}: ${code('key')} in your ${code('access')} opens it again.`;
}
