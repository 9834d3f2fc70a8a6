import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { DynamoLedger } from '../../functions/adapters/ledger/ledger';
import type { AccountLedger } from '../../rules/ledger';
import type { Account } from '../../rules/model';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { refused, type Caller } from './caller';

const ACCOUNTS_AT_A_TIME = 8;

/**
 * What the monitor remembers of the accounts, by account id. Only reads.
 * @throws CliError
 */
export async function readLedgers(
  { client, partition }: Caller,
  table: string,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, AccountLedger>> {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const ledger = new DynamoLedger(documents, table);
  try {
    const ledgers = await pMap(accounts, ({ id }) => ledger.load(id), {
      concurrency: ACCOUNTS_AT_A_TIME,
    });
    return new Map(ledgers.map((each) => [each.accountId, each]));
  } catch (error) {
    const { region } = client;
    const what = `the ledger ${table} in ${region}`;
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    throw cause instanceof Error
      ? refused(`AWS was asked for ${what}`, cause, { region, partition })
      : new CliError(exitCodes.noAnswer, `${what} could not be read: ${message}`, { cause: error });
  }
}
