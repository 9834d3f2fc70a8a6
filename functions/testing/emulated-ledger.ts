import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Moto } from '../../emulation/moto/start';

/** A client of the emulated AWS as the functions make it. */
export function emulatedDocuments(
  moto: Pick<Moto, 'url' | 'env'>,
  region = moto.env['AWS_REGION'],
): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint: moto.url,
    region,
    credentials: {
      accessKeyId: moto.env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: moto.env['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Makes an empty ledger table, with the keys that the component gives it. */
export async function createLedgerTable(documents: DynamoDBDocumentClient, name: string) {
  await documents.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'account', AttributeType: 'S' },
        { AttributeName: 'item', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'account', KeyType: 'HASH' },
        { AttributeName: 'item', KeyType: 'RANGE' },
      ],
    }),
  );
}
