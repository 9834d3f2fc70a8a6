import { ageInDays, dateIn } from '../../calendar';
import { daysOld } from '../../counted';
import { lastFour } from '../../credentials/credential';
import type { SshKey } from '../../model';
import { mayWait } from '../../plan/exemption';
import type { Settings } from '../../settings';
import type { AuditedUser } from '../subject';

/**
 * Rule 5: AWS gives an SSH key no end, and does not say when it was last used, so it is made anew by the time that an
 * access key would have to be, unless a valid exemption holds.
 */
export function sshKeyProblems(
  held: readonly SshKey[],
  { user, tags }: Pick<AuditedUser, 'user' | 'tags'>,
  { clocks, timeZone }: Pick<Settings, 'clocks' | 'timeZone'>,
  now: Date,
): readonly string[] {
  if (mayWait('ssh-key', dateIn(timeZone, now), tags.exemptUntil)) return [];
  const { stopAt } = clocks['ssh-key'];
  const whose = `--user-name ${user.name}`;
  return held
    .filter((key) => key.status === 'Active' && ageInDays(key, now) >= stopAt)
    .map(
      (key) =>
        `the SSH key …${lastFour(key.id)} is ${daysOld(ageInDays(key, now))}: at most ${stopAt - 1} are allowed; upload another (aws iam upload-ssh-public-key ${whose} --ssh-public-key-body file://id_rsa.pub) and delete this one (aws iam delete-ssh-public-key ${whose} --ssh-public-key-id ${key.id})`,
    );
}
