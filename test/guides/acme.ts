import type { ExistingUser } from '../../cli/testing/existing-users';
import type { Reader } from './reader';

/** A reader's company, with ids of its own: beside these no id of the example is taken. */
export const acme = {
  identity: '121212121212',
  production: '232323232323',
  monitor: '343434343434',
  channel: 'C08KEYROOM1',
  deployChannel: 'C08DEPLOY01',
  ada: 'U08OWNADA01',
  ben: 'U08OWNBEN01',
} as const;

/** Whom it has in Slack, and where. */
export const acmeInSlack = {
  users: [
    { id: acme.ada, name: 'ada' },
    { id: acme.ben, name: 'ben' },
  ],
  channels: [
    { id: acme.channel, name: 'infra' },
    { id: acme.deployChannel, name: 'deploy' },
  ],
};

/** Whom it has in IAM before it has Keyturn. */
export const acmeInIam: readonly ExistingUser[] = [
  { name: 'ada', hasMfa: true, key: 'sts', tags: { type: 'engineer' } },
  { name: 'ben', hasMfa: true, tags: { type: 'engineer', 'slack-id': acme.ben } },
  { name: 'jenkins', key: null },
  { name: 'break-glass', hasPassword: true },
];

/** Edits the stack files as roll-out's "Now edit these five values" asks; the region stays. */
export function editValues(reader: Reader, slackTokenSecretArn: string): void {
  reader.configure('identity', { 'keyturn:accountId': acme.identity });
  reader.configure('production', { 'keyturn:accountId': acme.production });
  reader.configure('monitor', {
    'keyturn:accountId': acme.monitor,
    'keyturn:teamChannel': acme.channel,
    'keyturn:slackTokenSecretArn': slackTokenSecretArn,
    'keyturn:alarmEmails': ['ops@acme.example'],
  });
}

/** Fills in the Slack ids that `adopt` could not know. */
export function fillInSlackIds(reader: Reader): void {
  const ids: string[] = [acme.ada, acme.deployChannel];
  const filled = reader
    .read('engineers.yaml')
    .replace(/slackId: #.*/g, () => `slackId: ${ids.shift()}`);
  reader.write('engineers.yaml', filled);
}
