import type { PolicyConfigSchema } from '@pulumi/policy';
import { isDate } from './dates';

type Schema = PolicyConfigSchema['properties'][string];
export type Settings = Readonly<Record<string, Schema>>;

/** The value of a setting that is a whole number. */
export function integerSetting(settings: Settings, config: Config, key: string): number {
  return settingOf(settings, config, key) as number;
}

/** The value of a setting that is a list of texts. */
export function listSetting(settings: Settings, config: Config, key: string): readonly string[] {
  return settingOf(settings, config, key) as readonly string[];
}

/** Whether a setting is switched on. */
export function booleanSetting(settings: Settings, config: Config, key: string): boolean {
  return settingOf(settings, config, key) as boolean;
}

/** The value of a setting that is a date, YYYY-MM-DD; undefined where none is set. */
export function dateSetting(settings: Settings, config: Config, key: string): string | undefined {
  return settingOf(settings, config, key) as string | undefined;
}

export type Config = Readonly<Record<string, unknown>>;

/**
 * Something wrong in the pack's config file, of which people see the message alone: the runtime shows an error's stack
 * trace, which this one has not.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`;
  }
}

function settingOf(settings: Settings, config: Config, key: string): unknown {
  return config[key] ?? settings[key]?.default;
}

const LONGEST_SHOWN = 80;
/** What a terminal obeys, and what reverses the direction of reading. */
const unseen = /\p{Cc}|[\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** A key that was found, in quotes where it is no plain word. */
export function shownKey(key: string): string {
  return /^[\w.-]{1,64}$/.test(key) ? key : shown(key);
}

/** What was found, as a line can show it. */
export function shown(found: unknown): string {
  const text = JSON.stringify(found) ?? 'undefined';
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return short.replaceAll(
    unseen,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Holds a policy's config to its settings. The engine does that with the pack's config file; a config that came
 * another way, or a misspelt key, which the engine lets pass, must not leave a policy half configured.
 * @throws ConfigError that names policy and key, what was found and what is expected
 */
export function checkConfig(policy: string, settings: Settings, config: Config): void {
  for (const [key, value] of Object.entries(config)) {
    const schema = settings[key];
    if (!schema)
      throw new ConfigError(
        `the config of ${policy} has the unknown key ${shownKey(key)}: expected one of ${Object.keys(settings).join(', ')}`,
      );
    const expected = expectation(schema, value);
    if (expected)
      throw new ConfigError(
        `the config of ${policy} has ${key} ${shown(value)}: expected ${expected}`,
      );
  }
}

/** What the schema expects; undefined where the value is as expected. */
function expectation(schema: Schema, value: unknown): string | undefined {
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return 'a list';
    const { items } = schema;
    const ofTexts = typeof items === 'object' && !Array.isArray(items) && items.type === 'string';
    const fits = !ofTexts || value.every((each) => typeof each === 'string');
    return fits ? undefined : 'a list of texts';
  }
  if (schema.type === 'boolean') return typeof value === 'boolean' ? undefined : 'true or false';
  if (schema.format === 'date')
    return typeof value === 'string' && isDate(value) ? undefined : 'a date, YYYY-MM-DD';
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const fits = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  return fits ? undefined : `a whole number of ${minimum} to ${maximum}`;
}
