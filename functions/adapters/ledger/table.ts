import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LedgerError } from '../../ledger-error';
import { updateOf, type Change } from './update';

/** The ledger's table. What several write is changed field by field, so that no writer takes back another's. */
export class LedgerTable {
  constructor(
    readonly documents: DynamoDBDocumentClient,
    readonly name: string,
  ) {}

  /**
   * Answers whether the conditions held.
   * @throws LedgerError
   */
  async update(account: string, item: string, change: Change): Promise<boolean> {
    const input = { TableName: this.name, Key: { account, item }, ...updateOf(change) };
    try {
      await this.documents.send(new UpdateCommand(input));
      return true;
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'ConditionalCheckFailedException') return false;
      throw failure(account, item, cause);
    }
  }
}

/** DynamoDB's error in the ledger's words. */
export function failure(account: string, item: string, cause: unknown): LedgerError {
  if (cause instanceof LedgerError) return cause;
  const name = cause instanceof Error ? cause.name : String(cause);
  return new LedgerError(account, item, `DynamoDB answered ${name}`, { cause });
}
