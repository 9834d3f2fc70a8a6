import type { Account } from '../../rules/model';
import { code, inlineCommand, mrkdwn, type Mrkdwn } from './mrkdwn';

/** The account's name as an aws-vault profile would be called; its id where the name has no letters of ASCII. */
export function profileOf({ id, name }: Account): string {
  const slug = name
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? id : slug;
}

/** What stands for what in the commands. */
export function profileNote(account: Account): Mrkdwn {
  return mrkdwn`${code(profileOf(account))} stands for your aws-vault profile for this account: ${inlineCommand('aws-vault', 'list')} shows its name.`;
}

/** Why a rotation stops halfway for most of those for whom it does. */
export const rotateNote: Mrkdwn = mrkdwn`It asks for two different MFA codes: wait for a fresh one before you type the second. The profile needs \`mfa_serial\` in \`~/.aws/config\`.`;
