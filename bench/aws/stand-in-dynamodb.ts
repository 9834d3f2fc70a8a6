import { bytesOf, readUnitsOf, writeUnitsOf, type Attribute, type Item } from './dynamodb-units';
import type { AwsResponse } from './request';

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
  #readUnits = 0;
  #writeUnits = 0;

  /** What an on-demand table would bill for all calls so far: all reads are consistent ones. */
  get units() {
    return { read: this.#readUnits, write: this.#writeUnits };
  }

  /** Sort keys and bytes of what the partitions with this beginning hold. */
  stored(account = ''): readonly { readonly item: string; readonly bytes: number }[] {
    const partitions = [...this.#partitions].filter(([id]) => id.startsWith(account));
    return partitions.flatMap(([, items]) =>
      [...items].map(([item, attributes]) => ({ item, bytes: bytesOf(attributes) })),
    );
  }

  answer(action: string, body: string): AwsResponse | undefined {
    const input = JSON.parse(body) as never;
    switch (action) {
      case 'Query':
        return this.#query(input);
      case 'GetItem':
        return this.#get(input);
      case 'UpdateItem':
        return this.#update(input);
      case 'TransactWriteItems':
        for (const { Update } of (input as { TransactItems: { Update: Update }[] }).TransactItems)
          this.#update(Update, 2);
        return json({});
      case 'BatchWriteItem':
        for (const requests of Object.values(
          (input as { RequestItems: Record<string, WriteRequest[]> }).RequestItems,
        ))
          for (const { PutRequest, DeleteRequest } of requests)
            if (PutRequest) this.#put(PutRequest.Item);
            else if (DeleteRequest) this.#delete(DeleteRequest.Key);
        return json({ UnprocessedItems: {} });
    }
    return undefined;
  }

  #query({ ExpressionAttributeValues }: { ExpressionAttributeValues: Item }): AwsResponse {
    const { ':account': account = {}, ':item': prefix } = ExpressionAttributeValues;
    const beginning = prefix ? String(prefix['S']) : '';
    const items = [...this.#partition({ account })]
      .filter(([item]) => item.startsWith(beginning))
      .map(([, item]) => item);
    this.#readUnits += readUnitsOf(items);
    return json({ Items: items, Count: items.length, ScannedCount: items.length });
  }

  #get({ Key }: { Key: Item }): AwsResponse {
    const found = this.#partition(Key).get(sortKeyOf(Key));
    this.#readUnits += readUnitsOf(found ? [found] : []);
    return json({ Item: found });
  }

  /** @param times how much more than by itself a write costs: in a transaction twice as much */
  #update(update: Update, times = 1): AwsResponse {
    const { Key, ConditionExpression } = update;
    const old = this.#partition(Key).get(sortKeyOf(Key));
    if (ConditionExpression && !holds(ConditionExpression, old, update)) return conditionFailed;
    this.#put({ ...changed(old ?? Key, update), ...Key }, times);
    return json({});
  }

  #put(item: Item, times = 1): void {
    const [partition, sortKey] = [this.#partition(item), sortKeyOf(item)];
    this.#writeUnits += times * writeUnitsOf(partition.get(sortKey), item);
    partition.set(sortKey, item);
  }

  #delete(key: Item): void {
    const [partition, sortKey] = [this.#partition(key), sortKeyOf(key)];
    this.#writeUnits += writeUnitsOf(partition.get(sortKey), undefined);
    partition.delete(sortKey);
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
