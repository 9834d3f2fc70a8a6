import type { Account } from '../../rules/model';
import type { Maker, Person } from '../../rules/notices';
import { rootUserName } from '../../rules/formats';
import type { Block, SlackMessage } from '../slack-message';
import { header, message } from './blocks';
import { accountText } from './facts';
import { bold, code, mrkdwn, type Mrkdwn } from './mrkdwn';

/** What somebody has made or done, and whose it is. */
interface Done {
  readonly owner: Person;
  /** Absent where CloudTrail does not say. */
  readonly maker?: Maker;
}

/** How it was done, as a title says it, and how much that is worth a look. */
export interface HowDone {
  readonly sign: '' | '⚠️' | '🚨';
  readonly how: string;
}

export function isRoots({ owner }: Pick<Done, 'owner'>): boolean {
  return owner.userName === rootUserName;
}

/**
 * Whoever is not the owner, and whatever is root's, is to be looked at at once.
 * @param verb `made `, or nothing where the title has one
 */
export function howDone(done: Done, verb: string): HowDone {
  const { maker } = done;
  if (isRoots(done)) return { sign: '🚨', how: 'no policy holds it back' };
  if (!maker) return { sign: '⚠️', how: 'who made it is unknown' };
  if (!maker.isOwner) return { sign: '🚨', how: `${verb}by somebody else` };
  return maker.mfa === false
    ? { sign: '⚠️', how: `${verb}by its owner, without MFA` }
    : { sign: '', how: `${verb}by its owner` };
}

/** A message that begins with what was done, to whose, and how. */
export function newsMessage(
  { account }: { readonly account: Account },
  title: string,
  done: HowDone,
  blocks: readonly (Block | undefined)[],
): SlackMessage {
  const sign = opening(done);
  return message(mrkdwn`${sign}${title} in ${accountText(account)}: ${done.how}`, [
    header(`${sign.text}${title}: ${done.how}`),
    ...blocks,
  ]);
}

/** The same as a line of a digest. */
export function newsLine(where: Mrkdwn, what: Mrkdwn, done: HowDone, maker: Maker): Mrkdwn {
  return mrkdwn`${where}, ${what}: ${opening(done)}${bold(done.how)}, ${code(maker.arn)}.`;
}

function opening({ sign }: HowDone): Mrkdwn {
  return sign === '' ? mrkdwn`` : mrkdwn`${sign} `;
}

export const findOutWhatLetThem: Mrkdwn = mrkdwn`*What to do:* find out what let them. The engineers' policy does not allow that without MFA.`;
