import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { DynamoLedger } from '../../functions/adapters/ledger';
import type { AccountLedger } from '../../rules/ledger';
import type { Account } from '../../rules/model';
import { refused, type Caller } from './caller';

const ACCOUNTS_AT_A_TIME = 8;

/**
 * What the monitor remembers of the accounts, by account id. Only reads.
 * @throws CliError
 */
export async function readLedgers(
  { region, credentials }: Caller,
  table: string,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, AccountLedger>> {
  const client = new DynamoDBClient({ region, credentials });
  const ledger = new DynamoLedger(DynamoDBDocumentClient.from(client), table);
  try {
    const ledgers = await pMap(accounts, ({ id }) => ledger.load(id), {
      concurrency: ACCOUNTS_AT_A_TIME,
    });
    return new Map(ledgers.map((each) => [each.accountId, each]));
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    throw refused(`the ledger ${table} in ${region} could not be read`, cause);
  }
}
