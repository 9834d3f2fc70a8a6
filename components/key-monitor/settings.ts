import * as pulumi from '@pulumi/pulumi';
import type { Clocks } from '../../rules/clocks';
import { settingsSchema, type Settings, type SettingsInput } from '../../rules/settings';
import { inShort } from '../../rules/settings-in-short';
import { inputError, isPlain } from '../check';
import type { KeyMonitorArgs } from './args';

/** The properties of the clocks that kinds of credentials have of their own; the keys' is in those of the settings. */
const clockArgs = { password: 'passwordClock' } as const satisfies {
  readonly [Kind in Extract<keyof Clocks, 'password'>]: keyof KeyMonitorArgs;
};
type OwnKind = keyof typeof clockArgs;
const ownKinds = Object.keys(clockArgs) as readonly OwnKind[];

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
    clocks: Object.fromEntries(ownKinds.map((kind) => [kind, args[clockArgs[kind]]])),
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

function propertyOf([first, second, ...rest]: readonly PropertyKey[]): string {
  if (first === 'circuitBreaker') return circuitBreaker[second as keyof typeof circuitBreaker];
  return first === 'clocks' ? [clockArgs[second as OwnKind], ...rest].join('.') : String(first);
}

/** The properties that say the settings' clocks; of a kind that goes by the keys' there is nothing to be said. */
export function clockArgsOf(settings: Settings): ClockArgs {
  const { clocks = {} } = inShort(settings);
  const said = ownKinds.flatMap((kind) => (clocks[kind] ? [[clockArgs[kind], clocks[kind]]] : []));
  return Object.fromEntries(said) as ClockArgs;
}

type ClockArgs = Partial<Pick<KeyMonitorArgs, (typeof clockArgs)[OwnKind]>>;

/** The variable KEYTURN_SETTINGS: what is not said in it is the default. */
export function settingsVariable(settings: Settings): string {
  return JSON.stringify(inShort(settings).settings);
}

/** The variable KEYTURN_CLOCKS, which is not set where every kind of credential goes by the settings' own numbers. */
export function clocksVariable(settings: Settings): string | undefined {
  const { clocks } = inShort(settings);
  return clocks && JSON.stringify(clocks);
}
