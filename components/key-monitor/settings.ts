import * as pulumi from '@pulumi/pulumi';
import type { CredentialKind } from '../../rules/credentials/credential';
import { settingsSchema, type Settings, type SettingsInput } from '../../rules/settings';
import { inShort } from '../../rules/settings-in-short';
import { inputError, isPlain } from '../check';
import type { KeyMonitorArgs } from './args';

/** The properties of what kinds of credentials have of their own; the keys' numbers are in those of the settings. */
const ownArgs = {
  password: 'passwordClock',
  'service-specific': 'serviceSpecificCredentials',
  'ssh-key': 'sshKeys',
  'signing-certificate': 'signingCertificates',
} as const satisfies {
  readonly [Kind in Exclude<CredentialKind, 'access-key'>]: keyof KeyMonitorArgs;
};
type OwnKind = keyof typeof ownArgs;
const ownKinds = Object.keys(ownArgs) as readonly OwnKind[];

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
    credentials: Object.fromEntries(ownKinds.map((kind) => [kind, args[ownArgs[kind]]])),
    secondKeyGraceDays: args.secondKeyGraceDays,
    maximumExemptionDays: args.maximumExemptionDays,
    unusedAge: args.unusedAge,
    unused: args.unused,
    provedDays: args.provedDays,
    quietDays: args.quietDays,
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
  return first === 'credentials' ? [ownArgs[second as OwnKind], ...rest].join('.') : String(first);
}

/** The properties that say what kinds have of their own; of one that goes by the defaults there is nothing to be said. */
export function ownArgsOf(settings: Settings): OwnArgs {
  const { credentials = {} } = inShort(settings);
  const said = ownKinds.flatMap((kind) =>
    credentials[kind] ? [[ownArgs[kind], credentials[kind]]] : [],
  );
  return Object.fromEntries(said) as OwnArgs;
}

type OwnArgs = Partial<Pick<KeyMonitorArgs, (typeof ownArgs)[OwnKind]>>;

/** The variable KEYTURN_SETTINGS: what is not said in it is the default. */
export function settingsVariable(settings: Settings): string {
  return JSON.stringify(inShort(settings).settings);
}

/** The variable KEYTURN_CREDENTIALS, which is not set where every kind goes by the settings' own numbers and its default. */
export function credentialsVariable(settings: Settings): string | undefined {
  const { credentials } = inShort(settings);
  return credentials && JSON.stringify(credentials);
}

/** The variable KEYTURN_UNUSED, which is not set where all of it is the default. */
export function unusedVariable(settings: Settings): string | undefined {
  const { unused } = inShort(settings);
  return unused && JSON.stringify(unused);
}

/** The variable KEYTURN_MOVES, likewise. */
export function movesVariable(settings: Settings): string | undefined {
  const { moves } = inShort(settings);
  return moves && JSON.stringify(moves);
}
