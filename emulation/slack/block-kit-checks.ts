/** What is wrong at a place in the JSON, in Slack's words. */
export interface Problem {
  readonly what: string;
  /** RFC 6901. */
  readonly where: string;
}

export type Check = (value: unknown, where: string) => readonly Problem[];

interface Field {
  readonly optional?: boolean;
  readonly check: Check;
}

/** One of several objects that their `type` tells from each other. */
export function oneOf(types: Readonly<Record<string, Check>>): Check {
  return (value, where) => {
    if (!isObject(value)) return [{ what: 'must be an object', where }];
    const { type } = value;
    if (type === undefined) return [{ what: 'missing required field: type', where }];
    const check = Object.entries(types).find(([known]) => known === type)?.[1];
    const named = typeof type === 'string' ? type : JSON.stringify(type);
    return check
      ? check(value, where)
      : [{ what: `unsupported type: ${named}`, where: `${where}/type` }];
  };
}

/** An object with these fields beside its `type`, and no others. */
export function object(
  fields: Readonly<Record<string, Field>>,
  { atLeastOneOf = [] }: { readonly atLeastOneOf?: readonly string[] } = {},
): Check {
  return (value, where) => {
    if (!isObject(value)) return [{ what: 'must be an object', where }];
    const problems: Problem[] = [];
    for (const name of Object.keys(value))
      if (name !== 'type' && !(name in fields))
        problems.push({ what: `invalid additional property: ${name}`, where });
    for (const [name, { optional, check }] of Object.entries(fields))
      if (value[name] !== undefined) problems.push(...check(value[name], `${where}/${name}`));
      else if (!optional) problems.push({ what: `missing required field: ${name}`, where });
    if (atLeastOneOf.length > 0 && atLeastOneOf.every((name) => value[name] === undefined))
      problems.push({
        what: `must define either ${atLeastOneOf.map((name) => `\`${name}\``).join(' or ')}`,
        where,
      });
    return problems;
  };
}

export function list({
  least = 1,
  most,
  item,
}: {
  readonly least?: number;
  readonly most: number;
  readonly item: Check;
}): Check {
  return (value, where) => {
    if (!Array.isArray(value)) return [{ what: 'must be an array', where }];
    if (value.length > most) return [{ what: `no more than ${most} items allowed`, where }];
    if (value.length < least) return [{ what: `no less than ${least} items allowed`, where }];
    return value.flatMap((each, i) => item(each, `${where}/${i}`));
  };
}

export function string({
  least = 1,
  most,
}: {
  readonly least?: number;
  readonly most: number;
}): Check {
  return (value, where) => {
    if (typeof value !== 'string') return [{ what: 'must be a string', where }];
    if (value.length > most) return [{ what: `must be less than ${most + 1} characters`, where }];
    if (value.length < least) return [{ what: `must be more than ${least - 1} characters`, where }];
    return [];
  };
}

export const boolean: Check = (value, where) =>
  typeof value === 'boolean' ? [] : [{ what: 'must be a boolean', where }];

/** A composition object of text: `emoji` is plain text's alone, `verbatim` mrkdwn's. */
export function textObject({
  most,
  types = ['plain_text', 'mrkdwn'],
}: {
  readonly most: number;
  readonly types?: readonly ('plain_text' | 'mrkdwn')[];
}): Check {
  const text = { check: string({ most }) };
  const known = {
    plain_text: object({ text, emoji: { optional: true, check: boolean } }),
    mrkdwn: object({ text, verbatim: { optional: true, check: boolean } }),
  };
  return oneOf(Object.fromEntries(types.map((type) => [type, known[type]])));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
