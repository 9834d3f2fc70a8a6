import { keyturnCommands } from '../../../rules/rotation-commands';
import { bold, code, commandLine, inlineLine, mrkdwn } from '../mrkdwn';
import { lookFirst } from './look-first';
import type { NamedKey, NewerUse, Rotating, Said, ToolWords } from './tool-words';

/** `keyturn rotate` asks for one code, finds out which key is stored, and asks before it deletes another one. */
export function keyturnWords({ owner, isProfileKnown }: Rotating): ToolWords {
  const commands = keyturnCommands(owner);
  const named = code(owner.profile);
  const profile = isProfileKnown
    ? mrkdwn`${named} is your profile as ${code('keyturn aws-config')} writes it; put your own name for it there, if it has another.`
    : mrkdwn`${named} stands for your profile for this account in ${code('~/.aws/config')}.`;
  const vault = mrkdwn`Where aws-vault has your key, add ${inlineLine(commands.inAwsVault)}.`;
  const withNotes = (...lines: Said['lines']): Said => ({ lines, notes: [vault, profile] });
  return {
    inShort: mrkdwn`${commands.rotate}`,
    rotate: (_, dead) => ({
      lines: [
        dead === undefined
          ? mrkdwn`Run this, with your MFA device at hand:`
          : mrkdwn`Run this, with your MFA device at hand. It asks first whether to delete your other key ${dead.short}, which is disabled and takes the second of the two places that AWS gives: answer ${bold('yes')}, or there is no room for a new one.`,
        commandLine(commands.rotate),
      ],
      notes: [
        mrkdwn`It asks for one MFA code, puts the new key wherever the old one was, and deletes the old one. ${vault}`,
        profile,
      ],
    }),
    finish: (older: NamedKey, newer: NamedKey, use: NewerUse) =>
      use === 'used'
        ? withNotes(
            mrkdwn`Run this. It asks whether to delete the older key:`,
            commandLine(commands.finish),
            mrkdwn`Should it ask about ${bold(newer.short)}, answer no: that one is in use, so run it where that one is stored.`,
          )
        : withNotes(
            mrkdwn`${lookFirst(use)}. Run this: it sees which of the two is stored, and asks whether to delete the other.`,
            commandLine(commands.finish),
            mrkdwn`If that is ${bold(older.short)}, you are done. If it is ${bold(newer.short)}, the new secret was lost: after a yes, rotate again:`,
            commandLine(commands.rotate),
          ),
    deleteDead: () =>
      withNotes(
        mrkdwn`The newer key works on. Delete the dead one, which takes the second of the two places that AWS gives:`,
        commandLine(commands.finish),
      ),
    canNoLonger: mrkdwn`${bold('keyturn rotate')} can no longer work.`,
    store: {
      lines: [
        mrkdwn`Put the new key where the old one was: with the first line into ${code('~/.aws/credentials')}, with the second into aws-vault.`,
        commandLine(commands.store),
        commandLine(commands.storeInAwsVault),
      ],
      notes: [profile],
    },
  };
}
