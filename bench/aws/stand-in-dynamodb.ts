import type { AwsResponse } from './request';

/** DynamoDB's own form of an attribute, such as `{ S: 'text' }`. */
type Attribute = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, Attribute>>;

interface Update {
  readonly Key: Item;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Attribute>>;
}
type WriteRequest = { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } };

/**
 * One table with the ledger's keys, `account` and `item`, and as much of DynamoDB's expressions as the ledger
 * uses: another one is an error.
 */
export class StandInDynamoDb {
  readonly #partitions = new Map<string, Map<string, Item>>();

  answer(action: string, body: string): AwsResponse | undefined {
    const input = JSON.parse(body) as never;
    switch (action) {
      case 'Query':
        return this.#query(input);
      case 'UpdateItem':
        return this.#update(input);
      case 'TransactWriteItems':
        for (const { Update } of (input as { TransactItems: { Update: Update }[] }).TransactItems)
          this.#update(Update);
        return json({});
      case 'BatchWriteItem':
        for (const requests of Object.values(
          (input as { RequestItems: Record<string, WriteRequest[]> }).RequestItems,
        ))
          for (const { PutRequest, DeleteRequest } of requests)
            if (PutRequest) this.#put(PutRequest.Item);
            else if (DeleteRequest)
              this.#partition(DeleteRequest.Key).delete(sortKeyOf(DeleteRequest.Key));
        return json({ UnprocessedItems: {} });
    }
    return undefined;
  }

  #query({ ExpressionAttributeValues }: { ExpressionAttributeValues: Item }): AwsResponse {
    const account = ExpressionAttributeValues[':account'];
    const items = [...this.#partition({ account: account ?? {} }).values()];
    return json({ Items: items, Count: items.length, ScannedCount: items.length });
  }

  #update(update: Update): AwsResponse {
    const { Key, ConditionExpression } = update;
    const old = this.#partition(Key).get(sortKeyOf(Key));
    if (ConditionExpression && !holds(ConditionExpression, old, update)) return conditionFailed;
    this.#put({ ...changed(old ?? Key, update), ...Key });
    return json({});
  }

  #put(item: Item): void {
    this.#partition(item).set(sortKeyOf(item), item);
  }

  #partition({ account }: Item): Map<string, Item> {
    const id = String(account?.['S']);
    const partition = this.#partitions.get(id) ?? new Map<string, Item>();
    this.#partitions.set(id, partition);
    return partition;
  }
}

function changed(old: Item, update: Update): Item {
  const item: Record<string, Attribute> = { ...old };
  const [, sets = '', removes = ''] =
    /^(?:SET (.+?))?\s*(?:REMOVE (.+))?$/.exec(update.UpdateExpression) ?? [];
  for (const assignment of sets === '' ? [] : sets.split(/, (?=#)/)) {
    const [, name = '', once, value = ''] =
      /^(#\w+) = (?:(if_not_exists)\(#\w+, )?(:\w+)\)?$/.exec(assignment) ?? unknown(assignment);
    const field = nameOf(name, update);
    const attribute = update.ExpressionAttributeValues?.[value] ?? unknown(value);
    item[field] = (once && old[field]) || attribute;
  }
  for (const name of removes === '' ? [] : removes.split(', ')) delete item[nameOf(name, update)];
  return item;
}

function holds(expression: string, item: Item | undefined, update: Update): boolean {
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
  const left = item?.[nameOf(name, update)]?.['S'];
  const right = update.ExpressionAttributeValues?.[value]?.['S'];
  return typeof left === 'string' && typeof right === 'string' && left <= right;
}

function nameOf(placeholder: string, { ExpressionAttributeNames }: Update): string {
  return ExpressionAttributeNames[placeholder] ?? unknown(placeholder);
}

function sortKeyOf({ item }: Item): string {
  return String(item?.['S']);
}

function unknown(what: string): never {
  throw new Error(`the stand-in for DynamoDB does not know ${what}`);
}

const headers = { 'content-type': 'application/x-amz-json-1.0' };
const conditionFailed: AwsResponse = {
  status: 400,
  headers,
  body: JSON.stringify({
    __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    message: 'The conditional request failed',
  }),
};

function json(value: object): AwsResponse {
  return { status: 200, headers, body: JSON.stringify(value) };
}
