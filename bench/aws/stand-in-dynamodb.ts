import { bytesOf, readUnitsOf, writeUnitsOf, type Item } from './dynamodb-units';
import { changed, holds, type Update } from './dynamodb-expressions';
import type { AwsResponse } from './request';

interface Query {
  readonly ExpressionAttributeValues: Item;
  readonly ExclusiveStartKey?: Item;
}
type WriteRequest = { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } };

/** A Query's page ends with the item that fills it. */
const PAGE_BYTES = 1024 * 1024;

/**
 * One table with the ledger's keys, `account` and `item`, and as much of DynamoDB's expressions as the ledger
 * uses: another one is an error.
 */
export class StandInDynamoDb {
  readonly #partitions = new Map<string, Map<string, Item>>();
  #readUnits = 0;
  #writeUnits = 0;

  /** The table is empty again. */
  clear(): void {
    this.#partitions.clear();
  }

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

  #query({ ExpressionAttributeValues, ExclusiveStartKey }: Query): AwsResponse {
    const { ':account': account = {}, ':item': prefix } = ExpressionAttributeValues;
    const beginning = prefix ? String(prefix['S']) : '';
    const after = ExclusiveStartKey ? sortKeyOf(ExclusiveStartKey) : undefined;
    const found = [...this.#partition({ account })]
      .filter(([item]) => item.startsWith(beginning) && (after === undefined || item > after))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, item]) => item);
    const items = pageOf(found);
    this.#readUnits += readUnitsOf(items);
    const last = items.length < found.length ? items.at(-1) : undefined;
    const LastEvaluatedKey = last && { account: last['account'], item: last['item'] };
    return json({
      Items: items,
      Count: items.length,
      ScannedCount: items.length,
      LastEvaluatedKey,
    });
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

function pageOf(items: readonly Item[]): readonly Item[] {
  let bytes = 0;
  const end = items.findIndex((item) => (bytes += bytesOf(item)) >= PAGE_BYTES);
  return end === -1 ? items : items.slice(0, end + 1);
}

function sortKeyOf({ item }: Item): string {
  return String(item?.['S']);
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
