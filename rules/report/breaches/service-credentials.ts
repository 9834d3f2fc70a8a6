import { ageInDays, dateIn } from '../../calendar';
import { counted, daysOld } from '../../counted';
import { lastFour } from '../../credentials/credential';
import type { ServiceCredential } from '../../model';
import { mayWait } from '../../plan/exemption';
import { isOn, lacksEnd, mayHaveEnd } from '../../service-credential-end';
import type { Settings } from '../../settings';
import type { AuditedUser } from '../subject';

/**
 * Rule 5: a password or an API key for one service ends when an access key would have to be renewed; where AWS
 * documents no end, it is made anew by then, unless a valid exemption holds.
 */
export function serviceCredentialProblems(
  held: readonly ServiceCredential[],
  { user, tags }: Pick<AuditedUser, 'user' | 'tags'>,
  { clocks, timeZone }: Pick<Settings, 'clocks' | 'timeZone'>,
  now: Date,
): readonly string[] {
  const longest = clocks['service-specific'].stopAt - 1;
  const isExempt = mayWait('service-specific', dateIn(timeZone, now), tags.exemptUntil);
  const by = { longest, isExempt, timeZone, now };
  return held.flatMap((each) => problemOf(each, user.name, by) ?? []);
}

interface JudgedBy {
  /** In days. */
  readonly longest: number;
  /** Of its age alone: no time that anybody is given makes an end. */
  readonly isExempt: boolean;
  readonly timeZone: string;
  readonly now: Date;
}

function problemOf(
  credential: ServiceCredential,
  userName: string,
  { longest, isExempt, timeZone, now }: JudgedBy,
): string | undefined {
  const { service, id, createdAt, expiresAt } = credential;
  if (!isOn(credential, now)) return undefined;
  const name = `the credential …${lastFour(id)} for ${service}`;
  const age = ageInDays(credential, now);
  const anew = `; ${renewal(credential, userName, longest)}`;
  if (expiresAt) {
    const lasts = ageInDays({ createdAt }, expiresAt);
    if (lasts <= longest) return undefined;
    return `${name} ends on ${dateIn(timeZone, expiresAt)}, ${counted(lasts, 'day')} after it was made: at most ${longest} are allowed${anew}`;
  }
  if (lacksEnd(credential)) return `${name}, ${daysOld(age)}, has no end${anew}`;
  if (age <= longest || isExempt) return undefined;
  return `${name}, for which AWS documents no end, is ${daysOld(age)}: at most ${longest} are allowed${anew}`;
}

/** The commands: two credentials of a service may stand beside each other. */
function renewal({ service, id }: ServiceCredential, userName: string, longest: number): string {
  const whose = `--user-name ${userName}`;
  const end = mayHaveEnd(service) ? ` --credential-age-days ${longest}` : '';
  return `make another (aws iam create-service-specific-credential ${whose} --service-name ${service}${end}) and delete this one (aws iam delete-service-specific-credential ${whose} --service-specific-credential-id ${id})`;
}
