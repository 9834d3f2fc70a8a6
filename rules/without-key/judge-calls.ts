import { counted } from '../counted';
import type { KeyUse } from '../model';
import type { SignedCall } from '../notices';
import { programOf } from '../notices/program';
import type { KeyAnswer } from './answer';
import type { KeyHistory } from './key-history';
import { machinesRhythm, type Rhythm } from './rhythm';
import { signOf } from './sign';

/** A use that IAM notes is one of the calls; IAM's clock and CloudTrail's are not the same to the minute. */
const SAME_USE_MS = 60 * 60 * 1000;
/** Names in a sentence. */
const MOST_NAMED = 3;
const sts = 'sts.amazonaws.com';

/**
 * What a key's calls say of who uses it. One call of a machine's is enough for a machine; a person's they must all be,
 * and all must be known.
 */
export function judgeCalls(history: KeyHistory, lastUsed: KeyUse): KeyAnswer {
  const { calls } = history;
  const signs = calls.map((call) => ({ call, sign: signOf(call) }));
  const machine = signs.flatMap(({ call, sign }) =>
    sign.of === 'machine' ? [`${programIn(call)} (${sign.what})`] : [],
  );
  if (machine.length > 0)
    return {
      verdict: 'machine',
      reason: 'unattended',
      text: `used by ${named(machine)}, which looks like a machine${signs.some(({ sign }) => sign.of === 'person') ? ', beside a person' : ''}`,
    };
  const rhythm = machinesRhythm(calls);
  if (rhythm)
    return {
      verdict: 'machine',
      reason: rhythm.is,
      text: `used ${inWords(rhythm)} (${named(calls.map(programIn))}), which looks like a machine`,
    };
  const gap = notAllKnown(history, lastUsed);
  if (gap) return { verdict: 'not-known', ...gap };
  const unclear = signs.filter(({ sign }) => sign.of === 'unclear').map(({ call }) => call);
  const persons = signs.flatMap(({ sign }) => (sign.of === 'person' ? [sign.what] : []));
  if (unclear.length > 0 || persons.length === 0)
    return {
      verdict: 'not-known',
      reason: 'unclear',
      text: `used by ${named((unclear.length > 0 ? unclear : calls).map(programIn))}, which may be a person or a machine`,
    };
  const rest = `in ${counted(calls.length, 'call')}, all from where a person sits (${named(persons)})`;
  return calls.every(({ source }) => source === sts)
    ? {
        verdict: 'could',
        reason: 'sts-alone',
        text: `used with STS alone, to assume roles and the like, ${rest}: a sign-in could do the same`,
      }
    : {
        verdict: 'could',
        reason: 'persons-programs',
        text: `used by ${named(calls.map(programIn))} ${rest}`,
      };
}

/** Why nothing may follow from what is among the calls; undefined where they are all that is to be known. */
function notAllKnown(
  { calls, failed, isWhole }: KeyHistory,
  lastUsed: KeyUse,
): Pick<KeyAnswer, 'reason' | 'text'> | undefined {
  if (failed.length > 0)
    return { reason: 'not-answered', text: `CloudTrail could not be asked (${failed.join('; ')})` };
  if (!isWhole)
    return {
      reason: 'too-many-calls',
      text: `more calls than were read, by ${named(calls.map(programIn))} among others`,
    };
  const { at, service = 'a service that is not known', region = 'no region' } = lastUsed;
  const used = `used last of ${service} in ${region}, on ${at.toISOString().slice(0, 10)}`;
  if (calls.length === 0)
    return { reason: 'not-in-trail', text: `${used}, and CloudTrail has none of its calls` };
  if (!calls.some((call) => isThatUse(call, lastUsed)))
    return {
      reason: 'last-use-elsewhere',
      text: `${used}, which CloudTrail does not show: there are uses that nobody sees here`,
    };
  return undefined;
}

function isThatUse({ at, source }: SignedCall, lastUsed: KeyUse): boolean {
  const isThen = Math.abs(at.getTime() - lastUsed.at.getTime()) <= SAME_USE_MS;
  return isThen && (lastUsed.service === undefined || source.split('.')[0] === lastUsed.service);
}

function inWords(rhythm: Rhythm): string {
  return rhythm.is === 'round-the-clock'
    ? `for ${rhythm.hours} hours without a pause in which people sleep`
    : `on ${rhythm.days} days at the same time, about ${rhythm.at} UTC`;
}

/** The program, as a message shows it. */
function programIn({ userAgent = '', address = '' }: SignedCall): string {
  return programOf(userAgent) ?? (address === '' ? 'a program without a name' : address);
}

function named(names: readonly string[]): string {
  const each = [...new Set(names)];
  const more = each.length - MOST_NAMED;
  return each.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
