import { isDate } from './dates';
import { isLike } from './judging/like';
import { ConfigError, shown, shownKey, type Config, type Settings } from './config';

/** Leave for a resource to break a policy, for a reason and until a day. */
export interface Exemption {
  /** A pattern of URNs, with `*` for any text. Either this or `name`. */
  readonly urn: string | undefined;
  /** The name of a resource in the program. */
  readonly name: string | undefined;
  readonly reason: string;
  /** The last day of the exemption, YYYY-MM-DD, in UTC. */
  readonly until: string;
}

export const exemptionsSetting: Settings = {
  exemptions: {
    type: 'array',
    description:
      'Resources that may break this policy: each with name (in the program) or urn (a pattern with *), a reason, and until, the last day (YYYY-MM-DD, UTC). An exemption that is over is an error.',
    items: {
      type: 'object',
      required: ['reason', 'until'],
      additionalProperties: false,
      properties: {
        urn: { type: 'string', pattern: '\\S' },
        name: { type: 'string', pattern: '\\S' },
        reason: { type: 'string', pattern: '\\S' },
        until: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      },
    },
    default: [],
  },
};

/**
 * The exemptions of a policy's config.
 * @throws ConfigError that names policy and exemption, what was found and what is expected
 */
export function readExemptions(policy: string, config: Config): readonly Exemption[] {
  const list = (config['exemptions'] ?? []) as readonly unknown[];
  return list.map((each, i) => readExemption(each, `exemptions[${i}] of ${policy}`));
}

export function exempts(
  { urn, name }: Exemption,
  resource: { readonly urn: string; readonly name: string },
): boolean {
  return urn === undefined ? name === resource.name : isLike(resource.urn, urn);
}

function readExemption(value: unknown, where: string): Exemption {
  const found = (typeof value === 'object' && value !== null ? value : {}) as Config;
  const unknownKey = Object.keys(found).find(
    (key) => !['urn', 'name', 'reason', 'until'].includes(key),
  );
  if (unknownKey !== undefined)
    throw new ConfigError(
      `${where} has the unknown key ${shownKey(unknownKey)}: expected urn, name, reason, until`,
    );
  const text = (key: string): string | undefined => {
    const field = found[key];
    return typeof field === 'string' && field.trim() !== '' ? field : undefined;
  };
  const expected = (key: string, what: string) =>
    new ConfigError(`${where} has ${key} ${shown(found[key])}: expected ${what}`);
  const [urn, name, reason, until] = [text('urn'), text('name'), text('reason'), text('until')];
  if ((urn === undefined) === (name === undefined))
    throw new ConfigError(
      `${where} has ${urn === undefined ? 'neither urn nor name' : 'both urn and name'}: expected one of them`,
    );
  if (reason === undefined) throw expected('reason', 'a text that says why');
  if (until === undefined || !isDate(until)) throw expected('until', 'a date, YYYY-MM-DD');
  return { urn, name, reason, until };
}
