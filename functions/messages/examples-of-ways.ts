import type { RecentUse } from '../../rules/notices';
import type { Example } from './example';
import { closing, disabled, opened, reminder } from './example-notices';
import { account, toOwner, toTeam, unaddressed, undeliverable } from './example-people';

/** The script that nobody remembers. */
const recentUses: RecentUse[] = [
  {
    program: 'aws-sdk-go/1.44.100',
    address: '198.51.100.7',
    service: 'ecr',
    at: '2026-11-22T03:00:12.000Z',
  },
];
const { ways } = closing;
const openedThere = {
  ...opened,
  way: 'identity-center',
  identityCenterName: 'anna.berg@example.com',
} as const;
const both: typeof closing = {
  ...closing,
  ways: [...ways, { way: 'identity-center' }],
  proof: 'forced',
};

/** Somebody leaves their keys: another way in is opened, `key` is closed, and what is said of a key meanwhile. */
export const examplesOfWays: readonly Example[] = [
  { name: 'way-opened.owner', notice: opened, reader: toOwner },
  { name: 'way-opened.owner-identity-center', notice: openedThere, reader: toOwner },
  {
    name: 'way-opened.owner-name-not-known',
    notice: { ...openedThere, identityCenterName: undefined },
    reader: toOwner,
  },
  {
    name: 'way-opened.owner-profile-known',
    notice: opened,
    reader: {
      ...toOwner,
      rotation: { ...toOwner.rotation, profiles: { [account.id]: 'identity' } },
    },
  },
  { name: 'way-opened.team', notice: opened, reader: toTeam },
  { name: 'way-opened.team-unaddressed', notice: openedThere, reader: unaddressed },
  { name: 'key-closing.owner', notice: closing, reader: toOwner },
  { name: 'key-closing.owner-who-uses-it', notice: { ...closing, recentUses }, reader: toOwner },
  { name: 'key-closing.owner-said', notice: { ...closing, proof: 'said' }, reader: toOwner },
  { name: 'key-closing.owner-forced', notice: both, reader: toOwner },
  { name: 'key-closing.team', notice: { ...closing, recentUses }, reader: toTeam },
  { name: 'key-closing.team-undeliverable', notice: both, reader: undeliverable },
  { name: 'key-reminder.owner-key-closed', notice: { ...reminder, ways }, reader: toOwner },
  {
    name: 'key-reminder.team-key-closed-undeliverable',
    notice: { ...reminder, ways, recentUses },
    reader: undeliverable,
  },
  { name: 'key-reminder.team-key-closed', notice: { ...reminder, ways }, reader: toTeam },
  {
    name: 'key-disabled.owner-moved',
    notice: { ...disabled, cause: 'moved', ways },
    reader: toOwner,
  },
  {
    name: 'key-disabled.owner-key-closed',
    notice: { ...disabled, ways },
    reader: toOwner,
  },
  {
    name: 'key-disabled.team-moved',
    notice: { ...disabled, cause: 'moved', ways },
    reader: toTeam,
  },
];
