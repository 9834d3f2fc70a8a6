import type { RecentUse } from '../../rules/notices';
import type { Example } from './example';
import { machine, reminder } from './example-notices';
import { toOwner, toTeam } from './example-people';

/** A person at a terminal, and the script that nobody remembers. */
const recentUses: RecentUse[] = [
  {
    program: 'aws-sdk-go/1.44.100',
    address: '198.51.100.7',
    service: 'ecr',
    at: '2026-11-22T03:00:12.000Z',
  },
  {
    program: 'aws-cli/2.31.0',
    address: '203.0.113.7',
    service: 'sts',
    at: '2026-11-20T16:12:00.000Z',
  },
  {
    program: 'Terraform/1.5.7',
    address: '203.0.113.7',
    service: 'ec2',
    at: '2026-11-19T10:40:31.000Z',
  },
];

const ofScript = {
  ...reminder,
  key: {
    ...reminder.key,
    lastUsed: { at: '2026-11-22T03:00:00.000Z', service: 'ecr', region: 'eu-central-1' },
  },
  recentUses,
};

/** AWS calls for whoever holds the key, and some programs give no name. */
const ofMachine: RecentUse[] = [
  {
    program: 'cloudformation.amazonaws.com',
    address: 'cloudformation.amazonaws.com',
    service: 's3',
    at: '2026-11-20T08:15:00.000Z',
  },
  { address: 'AWS Internal', service: 'logs', at: '2026-11-20T07:59:00.000Z' },
  { program: 'Boto3/1.34.2', service: 'ec2', at: '2026-11-20T02:00:00.000Z' },
];

/** Reminders of keys of which CloudTrail knows who uses them. */
export const examplesOfUses: readonly Example[] = [
  {
    name: 'key-reminder.owner-who-uses-it',
    notice: ofScript,
    reader: toOwner,
  },
  { name: 'key-reminder.team-who-uses-it', notice: ofScript, reader: toTeam },
  {
    name: 'machine-key-old.owner-who-uses-it',
    notice: { ...machine, recentUses: ofMachine },
    reader: toOwner,
  },
];
