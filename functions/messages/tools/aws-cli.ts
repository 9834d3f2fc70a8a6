import { awsCliCommands } from '../../../rules/rotation-commands';
import { bold, code, commandLine, inlineLine, mrkdwn, type Mrkdwn } from '../mrkdwn';
import { lookFirst } from './look-first';
import type { NamedKey, Rotating, ToolWords } from './tool-words';

/** The AWS CLI has no command that rotates: it takes one for each step, in a session with MFA. */
export function awsCliWords({ owner, isProfileKnown }: Rotating): ToolWords {
  const commands = awsCliCommands(owner);
  const written = isProfileKnown ? mrkdwn`, as ${code('keyturn aws-config')} writes it` : mrkdwn``;
  const profile = mrkdwn`${code(owner.profile)} stands for your profile for this account${written}: ${inlineLine(commands.profiles)} shows its name.`;
  const shell = mrkdwn`The first line is for Bash and Zsh, and takes the profile’s ${code('mfa_serial')}; if it fails, AWS refuses the rest. Elsewhere do it in the AWS console: your name, top right → ${bold('Security credentials')}.`;
  const notes = [shell, profile];
  const inSession = (...lines: readonly Mrkdwn[]) => [
    mrkdwn`In one shell, with a code of your MFA device in place of CODE:`,
    commandLine(commands.openSession),
    ...lines,
    mrkdwn`Leave the session:`,
    commandLine(commands.closeSession),
  ];
  const remove = ({ id }: NamedKey) => commandLine(commands.deleteKey(id));
  const makeNew = [
    mrkdwn`Make a new key, and type it and its secret in where you are asked:`,
    commandLine(commands.createKey),
    commandLine(commands.store),
  ];
  return {
    inShort: mrkdwn`with the commands of the AWS CLI in this message`,
    rotate: (key, dead) => ({
      lines: inSession(
        ...(dead === undefined
          ? []
          : [
              mrkdwn`Delete your other key ${dead.short}. It is disabled and takes the second of the two places that AWS gives; with it there ${bold('create-access-key')} fails with LimitExceeded:`,
              remove(dead),
            ]),
        ...makeNew,
        mrkdwn`See that the profile has the new one, not ${bold(key.short)}, and that AWS knows it. Only then delete the old one:`,
        commandLine(commands.seeStored),
        remove(key),
      ),
      notes,
    }),
    finish: (older, newer, use) => ({
      lines:
        use === 'used'
          ? inSession(mrkdwn`Delete the older key:`, remove(older))
          : [
              mrkdwn`${lookFirst(use)}. See which one the profile holds:`,
              commandLine(commands.showKeyId),
              ...inSession(
                mrkdwn`If it ends in ${bold(newer.short)}, delete the older key:`,
                remove(older),
                mrkdwn`If it ends in ${bold(older.short)}, the new secret was lost. Delete the newer key instead:`,
                remove(newer),
              ),
            ],
      notes: [
        ...(use === 'used'
          ? []
          : [
              mrkdwn`After a lost secret rotate anew: ${inlineLine(commands.createKey)}, ${inlineLine(commands.store)}, and then delete the older key as above.`,
            ]),
        ...notes,
      ],
    }),
    deleteDead: (key) => ({
      lines: [
        mrkdwn`The newer key works on. Delete the dead one, or there is no room for the next new one.`,
        ...inSession(remove(key)),
      ],
      notes,
    }),
    canNoLonger: mrkdwn`It can no longer be rotated in the terminal.`,
    store: {
      lines: [mrkdwn`Type the new key and its secret in:`, commandLine(commands.store)],
      notes: [profile],
    },
  };
}
