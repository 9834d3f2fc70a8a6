import { ageInDays, dateIn } from '../../calendar';
import { counted, daysOld } from '../../counted';
import { servicesWithoutCredentialAge } from '../../credential-services';
import { lastFour } from '../../credentials/credential';
import type { ServiceCredential } from '../../model';
import type { Settings } from '../../settings';
import { foundOf, together, type FoundInAccount } from './granted';

/** Of all others whoever makes one says when it ends, or it has no end. */
const withoutEnd: ReadonlySet<string> = new Set(servicesWithoutCredentialAge);

/**
 * Rule 5: a password or an API key for one service ends when an access key would have to be renewed; where AWS
 * documents no end, it is made anew by then. All of a user's are one entry.
 */
export function serviceCredentialsFound(
  credentials: readonly ServiceCredential[],
  { clocks, timeZone }: Pick<Settings, 'clocks' | 'timeZone'>,
  now: Date,
): FoundInAccount {
  const longest = clocks['access-key'].stopAt - 1;
  const byUser = Map.groupBy(credentials, ({ userName }) => userName);
  return together(
    [...byUser].map(([userName, held]) =>
      foundOf(
        { userName },
        held.flatMap((each) => problemOf(each, longest, timeZone, now) ?? []),
        [],
      ),
    ),
  );
}

function problemOf(
  credential: ServiceCredential,
  longest: number,
  timeZone: string,
  now: Date,
): string | undefined {
  const { service, id, status, createdAt, expiresAt } = credential;
  if (status !== 'Active' || (expiresAt && expiresAt <= now)) return undefined;
  const name = `the credential …${lastFour(id)} for ${service}`;
  const age = ageInDays(credential, now);
  const anew = `; ${renewal(credential, longest)}`;
  if (expiresAt) {
    const lasts = ageInDays({ createdAt }, expiresAt);
    if (lasts <= longest) return undefined;
    return `${name} ends on ${dateIn(timeZone, expiresAt)}, ${counted(lasts, 'day')} after it was made: at most ${longest} are allowed${anew}`;
  }
  if (!withoutEnd.has(service)) return `${name}, ${daysOld(age)}, has no end${anew}`;
  if (age <= longest) return undefined;
  return `${name}, for which AWS documents no end, is ${daysOld(age)}: at most ${longest} are allowed${anew}`;
}

/** The commands: two credentials of a service may stand beside each other. */
function renewal({ userName, service, id }: ServiceCredential, longest: number): string {
  const whose = `--user-name ${userName}`;
  const end = withoutEnd.has(service) ? '' : ` --credential-age-days ${longest}`;
  return `make another (aws iam create-service-specific-credential ${whose} --service-name ${service}${end}) and delete this one (aws iam delete-service-specific-credential ${whose} --service-specific-credential-id ${id})`;
}
