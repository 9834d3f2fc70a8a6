import type { Account } from '../../rules/model';
import type { KeyFacts } from '../../rules/notices';
import type { Block } from '../slack-message';
import { profileNote, profileOf } from './aws-vault';
import { context, section } from './blocks';
import { shortId } from './facts';
import { bold, code, command, mrkdwn } from './mrkdwn';

/**
 * The way back after a key was disabled. aws-vault can't rotate with a dead key, and the dead one counts
 * towards the quota of two, so it goes first.
 */
export function howToComeBack(account: Account, key: KeyFacts, userName: string): readonly Block[] {
  const profile = profileOf(account);
  return [
    section(
      mrkdwn`${bold('aws-vault rotate')} can no longer work. To get a new key:`,
      mrkdwn`1. Sign in to the AWS console of account ${code(account.id)} as ${code(userName)}, with MFA.`,
      mrkdwn`2. Your name, top right → ${bold('Security credentials')} → ${bold('Access keys')}: delete the dead key ${code(shortId(key.id))}. It counts towards the two keys that AWS allows.`,
      mrkdwn`3. There too: ${bold('Create access key')} → Command Line Interface.`,
      mrkdwn`4. Give the new key to aws-vault:`,
      command('aws-vault', 'add', profile),
    ),
    context(profileNote(account)),
  ];
}
