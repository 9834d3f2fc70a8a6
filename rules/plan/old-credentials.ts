import { ageInDays } from '../calendar';
import { counted, daysOld } from '../counted';
import { chosenKinds, credentialTraits, isSpokenOf } from '../credentials';
import { lastFour, type Credential } from '../credentials/credential';
import type { Finding } from '../decisions';
import { isUnknown, type IamUser } from '../model';
import { isOn, lacksEnd } from '../service-credential-end';
import type { Day, TaggedUser } from './context';
import { mayWait } from './exemption';

/**
 * Those that are past their age, a finding a kind, where nobody is reminded of them and no exemption holds; and those
 * without an end, however young they are.
 */
export function oldCredentials(
  { settings, now, today }: Day,
  { user, tags }: TaggedUser,
): readonly Finding[] {
  const endless = endlessOf(user, now);
  const isEndless = new Set(endless.map(({ id }) => id));
  const found: Finding[] = [];
  const [first] = endless;
  if (first) {
    const longest = settings.clocks['service-specific'].stopAt - 1;
    const [one, several] = credentialTraits['service-specific'].nouns;
    const which = endless.map(({ id, service }) => `…${lastFour(id)} for ${service}`);
    found.push({
      kind: 'endless-service-specific',
      text: `${counted(endless.length, one, several)} without an end: ${which.join(', ')}; --credential-age-days ${longest} gives one`,
      ofMany: `hold ${several} without an end`,
    });
  }
  for (const kind of chosenKinds) {
    if (settings.modes[kind] !== 'report' && isSpokenOf(kind, tags.type)) continue;
    if (mayWait(kind, today, tags.exemptUntil)) continue;
    const held = credentialTraits[kind].heldBy(user);
    if (isUnknown(held) || held.length === 0) continue;
    const { stopAt } = settings.clocks[kind];
    const old = held
      .filter((each) => !isEndless.has(each.ref.id))
      .flatMap((each) => ageOf(each, now))
      .filter(({ age }) => age >= stopAt)
      .toSorted((a, b) => b.age - a.age);
    const [oldest] = old;
    if (!oldest) continue;
    const [one, several] = credentialTraits[kind].nouns;
    const older = `older than ${stopAt - 1} days`;
    found.push({
      kind: `old-${kind}`,
      text: `${counted(old.length, one, several)} ${older}: ${old.length > 1 ? 'the oldest, ' : ''}${inWords(oldest)}`,
      ofMany: `hold ${several} ${older}`,
    });
  }
  return found;
}

function endlessOf({ serviceCredentials: held = [] }: IamUser, now: Date) {
  return isUnknown(held) ? [] : held.filter((each) => isOn(each, now) && lacksEnd(each));
}

interface Aged {
  readonly credential: Credential;
  /** In days. */
  readonly age: number;
}

/** Of one that lets somebody in, and of which it is known. */
function ageOf(credential: Credential, now: Date): readonly Aged[] {
  const { createdAt } = credential;
  if (!isOn(credential, now) || isUnknown(createdAt)) return [];
  return [{ credential, age: ageInDays({ createdAt }, now) }];
}

/** Of what the credential report alone knows nobody could find the id. */
function inWords({ credential: { ref, service, asOf }, age }: Aged): string {
  const id = asOf ? [] : [`…${lastFour(ref.id)}${service === undefined ? '' : ` for ${service}`}`];
  return [...id, daysOld(age)].join(', ');
}
