import type { Account } from '../../rules/model';
import type { KeyFacts, Person } from '../../rules/notices';
import type { Block } from '../slack-message';
import { shortId } from './facts';
import { bold, code, mrkdwn } from './mrkdwn';
import { blocksOf } from './rotation';
import type { ToolWords } from './tools/tool-words';

interface Dead {
  readonly account: Account;
  readonly owner: Pick<Person, 'userName'>;
  readonly key: Pick<KeyFacts, 'id'>;
}

/**
 * The way back after a key was disabled. No tool can rotate a dead key, and the dead one counts towards the quota of
 * two, so it goes first.
 */
export function howToComeBack(
  { account, key, owner }: Dead,
  { canNoLonger, store }: ToolWords,
): readonly Block[] {
  const [first = mrkdwn``, ...rest] = store.lines;
  return blocksOf({
    lines: [
      mrkdwn`${canNoLonger} To get a new key:`,
      mrkdwn`1. Sign in to the AWS console of account ${code(account.id)} as ${code(owner.userName)}, with MFA.`,
      mrkdwn`2. Your name, top right → ${bold('Security credentials')} → ${bold('Access keys')}: delete the dead key ${code(shortId(key.id))}. It counts towards the two keys that AWS allows.`,
      mrkdwn`3. There too: ${bold('Create access key')} → Command Line Interface.`,
      mrkdwn`4. ${first}`,
      ...rest,
    ],
    notes: store.notes,
  });
}
