import {
  GetCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { Tried } from '../../../rules/checks/tried';
import { triedWithout } from './tried-call';

/** Nobody's: no account and no person is called so. */
const Key = { account: 'keyturn-check', item: 'keyturn-check' };

/**
 * Whether the ledger's table can be read, consistently, and written to: by a write on the condition that the item is there
 * and is not, so that nothing is ever written.
 * @param by how whoever asks reads it
 */
export async function tryLedger(
  documents: DynamoDBDocumentClient,
  TableName: string,
  by: 'GetItem' | 'Query',
): Promise<Tried> {
  try {
    await (by === 'Query' ? query(documents, TableName) : get(documents, TableName));
  } catch (error) {
    return triedWithout(error);
  }
  const never = 'attribute_exists(#item) AND attribute_not_exists(#item)';
  const ExpressionAttributeNames = { '#item': 'item' };
  try {
    const write = { TableName, Key, ConditionExpression: never, ExpressionAttributeNames };
    await documents.send(new UpdateCommand(write));
  } catch (error) {
    const isTaken = error instanceof Error && error.name === 'ConditionalCheckFailedException';
    if (!isTaken) return triedWithout(error);
  }
  return { is: 'done', found: 'read; writes are taken, on a condition that never holds' };
}

function query(documents: DynamoDBDocumentClient, TableName: string) {
  return documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#account = :account',
      ExpressionAttributeNames: { '#account': 'account' },
      ExpressionAttributeValues: { ':account': Key.account },
      ConsistentRead: true,
      Limit: 1,
    }),
  );
}

function get(documents: DynamoDBDocumentClient, TableName: string) {
  return documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
}
