import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';

/** A change to some fields of one item. Fields that are undefined are left out. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>;
  /** Only where the item has no such field yet. */
  readonly setOnce?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** To sets of texts, and from them. */
  readonly add?: Readonly<Record<string, readonly string[]>>;
  readonly takeAway?: Readonly<Record<string, readonly string[]>>;
  /** In DynamoDB's words; `#field` and `:field` are those of this change, `#item` is the sort key. */
  readonly onlyIf?: readonly string[];
}

type Update = Pick<
  UpdateCommandInput,
  | 'UpdateExpression'
  | 'ConditionExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
>;

/** The change in DynamoDB's words: every field by a placeholder, so that none meets a reserved word. */
export function updateOf({
  set = {},
  setOnce = {},
  remove = [],
  add = {},
  takeAway = {},
  onlyIf = [],
}: Change): Update {
  const sets = present(set);
  const once = present(setOnce);
  const [added, taken] = [asSets(add), asSets(takeAway)];
  const assignments = [
    ...sets.map(([field]) => `#${field} = :${field}`),
    ...once.map(([field]) => `#${field} = if_not_exists(#${field}, :${field})`),
  ];
  const clauses = [
    assignments.length > 0 ? `SET ${assignments.join(', ')}` : '',
    remove.length > 0 ? `REMOVE ${remove.map((field) => `#${field}`).join(', ')}` : '',
    setClause('ADD', added),
    setClause('DELETE', taken),
  ];
  const values = [...sets, ...once, ...added, ...taken];
  const named = onlyIf.flatMap((condition) => condition.match(/(?<=#)\w+/g) ?? []);
  const names = new Set([...values.map(([field]) => field), ...remove, ...named]);
  return {
    UpdateExpression: clauses.filter((clause) => clause !== '').join(' '),
    ConditionExpression:
      onlyIf.length > 0 ? onlyIf.map((each) => `(${each})`).join(' AND ') : undefined,
    ExpressionAttributeNames: Object.fromEntries([...names].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues:
      values.length > 0
        ? Object.fromEntries(values.map(([field, value]) => [`:${field}`, value]))
        : undefined,
  };
}

/** A condition: there is such an item. */
export const isRecorded = 'attribute_exists(#item)';

/** A condition: the field's new value is none of an earlier time. A run of an older day turns nothing back. */
export function noEarlier(field: string): string {
  return `attribute_not_exists(#${field}) OR #${field} <= :${field}`;
}

function present(fields: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(fields).filter(([, value]) => value !== undefined);
}

/** DynamoDB's sets of texts. */
function asSets(fields: Readonly<Record<string, readonly string[]>>): [string, Set<string>][] {
  return Object.entries(fields).map(([field, texts]) => [field, new Set(texts)]);
}

function setClause(what: 'ADD' | 'DELETE', fields: readonly [string, unknown][]): string {
  const terms = fields.map(([field]) => `#${field} :${field}`);
  return terms.length > 0 ? `${what} ${terms.join(', ')}` : '';
}
