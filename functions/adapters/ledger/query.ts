import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { failure, type LedgerTable } from './table';
import type { StoredItem } from './items';

/**
 * The items of a partition, or those of them whose names begin so, page by page.
 * @throws LedgerError
 */
export async function* pagesOf(
  { documents, name }: LedgerTable,
  account: string,
  prefix?: string,
): AsyncGenerator<readonly StoredItem[]> {
  const isPart = prefix !== undefined;
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: name,
      KeyConditionExpression: `#account = :account${isPart ? ' AND begins_with(#item, :item)' : ''}`,
      ExpressionAttributeNames: { '#account': 'account', ...(isPart && { '#item': 'item' }) },
      ExpressionAttributeValues: { ':account': account, ...(isPart && { ':item': prefix }) },
      // What the last run wrote must be seen, were it only a second ago.
      ConsistentRead: true,
    },
  );
  try {
    for await (const { Items = [] } of pages) yield Items as StoredItem[];
  } catch (cause) {
    throw failure(account, 'all', cause);
  }
}
