import type { CustomRotation } from '../../../rules/rotation';
import { bold, commandLine, link, mrkdwn } from '../mrkdwn';
import { lookFirst } from './look-first';
import type { ToolWords } from './tool-words';

/** The company's own tool, of which nothing is known but its command and its page (filled in for one owner): other keys are deleted in the console. */
export function customWords({ command, link: page }: CustomRotation): ToolWords {
  const inConsole = mrkdwn`in the AWS console, with MFA: your name, top right → ${bold('Security credentials')} → ${bold('Access keys')}`;
  const notes = [mrkdwn`${link(page, 'How keys are rotated here')}`];
  const rotate = commandLine(command);
  return {
    inShort: mrkdwn`${command}`,
    rotate: (_, dead) => ({
      lines: [
        dead === undefined
          ? mrkdwn`Run this, with your MFA device at hand:`
          : mrkdwn`First delete your other key ${dead.short}, ${inConsole}. It is disabled and takes the second of the two places that AWS gives. Then run this:`,
        rotate,
      ],
      notes,
    }),
    finish: (older, newer, use) => ({
      lines:
        use === 'used'
          ? [mrkdwn`Delete the older key, ${bold(older.short)}, ${inConsole}.`]
          : [
              mrkdwn`${lookFirst(use)}. See which one you have stored. If it ends in ${bold(newer.short)}, delete the older key, ${inConsole}.`,
              mrkdwn`If it ends in ${bold(older.short)}, the new secret was lost. Delete the newer key there instead, then run this again:`,
              rotate,
            ],
      notes,
    }),
    deleteDead: (key) => ({
      lines: [
        mrkdwn`The newer key works on. Delete the dead one, ${bold(key.short)}, ${inConsole}: it takes the second of the two places that AWS gives.`,
      ],
      notes,
    }),
    canNoLonger: mrkdwn`It can no longer be rotated.`,
    store: {
      lines: [mrkdwn`Put the new key where the old one was: the page below says where that is.`],
      notes,
    },
  };
}
