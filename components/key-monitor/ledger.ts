import { Table } from '@pulumi/aws/dynamodb/table';
import type { Parts } from './parts';

/** What the monitor remembers between runs. Pulumi keeps it from its own plans, AWS from everybody else's. */
export function makeLedger({ name, names, args, keys, child }: Parts): Table {
  return new Table(
    `${name}-ledger`,
    {
      name: names.ledger,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'account',
      rangeKey: 'item',
      attributes: [
        { name: 'account', type: 'S' },
        { name: 'item', type: 'S' },
      ],
      // Set on records of notices that no plan needs any more.
      ttl: { attributeName: 'expiresAt', enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: keys.all },
      deletionProtectionEnabled: args.deletionProtection,
    },
    { ...child, protect: args.deletionProtection },
  );
}
