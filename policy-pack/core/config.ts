import type { PolicyConfigSchema } from '@pulumi/policy';

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

export type Config = Readonly<Record<string, unknown>>;

function settingOf(settings: Settings, config: Config, key: string): unknown {
  return config[key] ?? settings[key]?.default;
}

/**
 * Holds a policy's config to its settings. The engine does that with the pack's config file; a config that came
 * another way, or a misspelt key, which the engine lets pass, must not leave a policy half configured.
 * @throws Error that names policy and key, what was found and what is expected
 */
export function checkConfig(policy: string, settings: Settings, config: Config): void {
  for (const [key, value] of Object.entries(config)) {
    const schema = settings[key];
    if (!schema)
      throw new Error(
        `the config of ${policy} has the unknown key ${key}: expected one of ${Object.keys(settings).join(', ')}`,
      );
    const expected = expectation(schema, value);
    if (expected)
      throw new Error(
        `the config of ${policy} has ${key} ${JSON.stringify(value)}: expected ${expected}`,
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
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const fits = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  return fits ? undefined : `a whole number of ${minimum} to ${maximum}`;
}
