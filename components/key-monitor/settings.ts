import * as pulumi from '@pulumi/pulumi';
import { settingsSchema, type Settings, type SettingsInput } from '../../rules/settings';
import { inputError, isPlain } from '../check';
import type { KeyMonitorArgs } from './args';

/** The properties of the circuit breaker, by their names in the rules. */
const circuitBreaker = {
  keys: 'circuitBreakerKeys',
  percent: 'circuitBreakerPercent',
  releasedThrough: 'circuitBreakerReleasedThrough',
} as const;

/**
 * The numbers of the rules, checked as a whole: at once where all of them are plain.
 * @throws InputPropertyError that names the property
 */
export function settingsOf(args: KeyMonitorArgs): pulumi.Output<Settings> {
  const settings = {
    timeZone: args.timeZone,
    reminderAges: args.reminderAges,
    disableAge: args.disableAge,
    graceDays: args.graceDays,
    secondKeyGraceDays: args.secondKeyGraceDays,
    maximumExemptionDays: args.maximumExemptionDays,
    circuitBreaker: {
      keys: args.circuitBreakerKeys,
      percent: args.circuitBreakerPercent,
      releasedThrough: args.circuitBreakerReleasedThrough,
    },
  };
  if (isPlain(settings)) parse(settings as SettingsInput);
  return pulumi.output(settings).apply(parse);
}

function parse(settings: SettingsInput): Settings {
  const parsed = settingsSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw inputError(propertyOf(issue?.path ?? []), issue?.message ?? parsed.error.message);
}

function propertyOf([first, second]: readonly PropertyKey[]): string {
  return first === 'circuitBreaker'
    ? circuitBreaker[second as keyof typeof circuitBreaker]
    : String(first);
}
