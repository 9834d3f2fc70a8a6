import type { Attribute, Item } from './dynamodb-units';

/** What an UpdateItem asks for. */
export interface Update {
  readonly Key: Item;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Attribute>>;
}

/** The item as an UpdateExpression of the ledger leaves it; another expression is an error. */
export function changed(old: Item, update: Update): Item {
  const item: Record<string, Attribute> = { ...old };
  for (const clause of update.UpdateExpression.split(/ (?=(?:SET|REMOVE|ADD|DELETE) #)/)) {
    const [what = '', rest = ''] = clause.split(/(?<=^[A-Z]+) /);
    for (const term of rest.split(/, (?=#)/)) change(item, what, term, update);
  }
  return item;
}

function change(item: Record<string, Attribute>, what: string, term: string, update: Update): void {
  const [, name = ''] = /^(#\w+)/.exec(term) ?? unknown(term);
  const field = nameOf(name, update);
  if (what === 'REMOVE') return void delete item[field];
  const [, once, value = ''] =
    /^#\w+ (?:= )?(?:(if_not_exists)\(#\w+, )?(:\w+)\)?$/.exec(term) ?? unknown(term);
  const attribute = update.ExpressionAttributeValues?.[value] ?? unknown(value);
  if (what === 'SET') item[field] = (once && item[field]) || attribute;
  else {
    const set = changedSet(what, textsOf(item[field]), textsOf(attribute));
    // DynamoDB has no empty sets.
    if (set.length > 0) item[field] = { SS: set };
    else delete item[field];
  }
}

function changedSet(what: string, old: readonly string[], texts: readonly string[]): string[] {
  switch (what) {
    case 'ADD':
      return [...new Set([...old, ...texts])];
    case 'DELETE':
      return old.filter((text) => !texts.includes(text));
  }
  return unknown(what);
}

function textsOf(attribute: Attribute = { SS: [] }): readonly string[] {
  return (attribute['SS'] as string[] | undefined) ?? unknown(JSON.stringify(attribute));
}

/** Whether a ConditionExpression of the ledger holds for what is there; another expression is an error. */
export function holds(expression: string, item: Item | undefined, update: Update): boolean {
  const every = expression.split(/(?<=\)) AND (?=\()/);
  return every.every((part) =>
    part
      .slice(1, -1)
      .split(' OR ')
      .some((condition) => isTrue(condition, item, update)),
  );
}

function isTrue(condition: string, item: Item | undefined, update: Update): boolean {
  const [, not, tested] = /^attribute_(not_)?exists\((#\w+)\)$/.exec(condition) ?? [];
  if (tested) return (item?.[nameOf(tested, update)] !== undefined) === (not === undefined);
  const [, name = '', value = ''] = /^(#\w+) <= (:\w+)$/.exec(condition) ?? unknown(condition);
  return isAtMost(item?.[nameOf(name, update)], update.ExpressionAttributeValues?.[value]);
}

/** As DynamoDB compares: texts with texts, numbers with numbers, and nothing else. */
function isAtMost(left: Attribute | undefined, right: Attribute | undefined): boolean {
  const [{ S: text, N: number }, { S: mostText, N: mostNumber }] = [left ?? {}, right ?? {}];
  if (typeof text === 'string' && typeof mostText === 'string') return text <= mostText;
  return number !== undefined && mostNumber !== undefined && Number(number) <= Number(mostNumber);
}

function nameOf(placeholder: string, { ExpressionAttributeNames }: Update): string {
  return ExpressionAttributeNames[placeholder] ?? unknown(placeholder);
}

function unknown(what: string): never {
  throw new Error(`the stand-in for DynamoDB does not know ${what}`);
}
