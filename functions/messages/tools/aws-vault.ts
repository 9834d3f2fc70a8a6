import { awsVaultCommands } from '../../../rules/rotation-commands';
import { bold, code, commandLine, inlineLine, mrkdwn } from '../mrkdwn';
import { lookFirst } from './look-first';
import type { Rotating, ToolWords } from './tool-words';

export function awsVaultWords({ owner, isProfileKnown }: Rotating): ToolWords {
  const commands = awsVaultCommands(owner);
  const written = isProfileKnown ? mrkdwn`, as ${code('keyturn aws-config')} writes it` : mrkdwn``;
  const profile = mrkdwn`${code(owner.profile)} stands for your aws-vault profile for this account${written}: ${inlineLine(commands.profiles)} shows its name.`;
  return {
    inShort: mrkdwn`${commands.rotate}`,
    rotate: (_, dead) => ({
      lines:
        dead === undefined
          ? [mrkdwn`Run this, with your MFA device at hand:`, commandLine(commands.rotate)]
          : [
              mrkdwn`First delete your other key ${dead.short}. It is disabled and takes the second of the two places that AWS gives; with it there ${bold('rotate')} fails with LimitExceeded:`,
              commandLine(commands.deleteKey(dead.id)),
              mrkdwn`Then run this, with your MFA device at hand:`,
              commandLine(commands.rotate),
            ],
      notes: [
        // Why a rotation stops halfway for most of those for whom it does.
        mrkdwn`It asks for two different MFA codes: wait for a fresh one before you type the second. The profile needs ${code('mfa_serial')} in ${code('~/.aws/config')}.`,
        profile,
      ],
    }),
    finish: (older, newer, use) => ({
      lines:
        use === 'used'
          ? [mrkdwn`Delete the older key:`, commandLine(commands.deleteKey(older.id))]
          : [
              mrkdwn`${lookFirst(use)}. See which one aws-vault holds:`,
              commandLine(commands.showKeyId),
              mrkdwn`If it ends in ${bold(newer.short)}, delete the older key:`,
              commandLine(commands.deleteKey(older.id)),
              mrkdwn`If it ends in ${bold(older.short)}, the new secret was lost. Delete the newer key instead, then run ${inlineLine(commands.rotate)} again:`,
              commandLine(commands.deleteKey(newer.id)),
            ],
      notes: [
        mrkdwn`aws-vault may ask for a second, different MFA code: wait for a fresh one. ${profile}`,
      ],
    }),
    deleteDead: (key) => ({
      lines: [
        mrkdwn`The newer key works on. Delete the dead one, or the next rotation fails with LimitExceeded:`,
        commandLine(commands.deleteKey(key.id)),
      ],
      notes: [profile],
    }),
    canNoLonger: mrkdwn`${bold('aws-vault rotate')} can no longer work.`,
    store: {
      lines: [mrkdwn`Give the new key to aws-vault:`, commandLine(commands.store)],
      notes: [profile],
    },
  };
}
