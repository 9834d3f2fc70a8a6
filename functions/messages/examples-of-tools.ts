import type { Rotation } from '../../rules/rotation';
import type { RotationTool } from '../../rules/tags';
import type { Example } from './example';
import { disabled, reminder, twoKeys } from './example-notices';
import { key, newer, toOwner, undeliverable } from './example-people';
import type { Reader } from './reader';

/** The account that holds the users, whose profile `keyturn aws-config` writes. */
const account = { id: '111111111111', name: 'identity' };
const custom = {
  command: 'acme keys rotate --user {user} --profile {profile}',
  link: 'https://wiki.example.com/aws-keys?account={account}',
};
const profiles = { [account.id]: 'identity' };

function companyWith(rotation: Partial<Rotation>, reader: Reader = toOwner): Reader {
  return { ...reader, rotation: { ...reader.rotation, profiles, ...rotation } };
}

/** What differs by the tool with which people rotate; all others are of `keyturn`, and of a profile that is guessed. */
export const examplesOfTools: readonly Example[] = [
  {
    name: 'key-reminder.owner-known-profile',
    notice: { ...reminder, account },
    reader: companyWith({}),
  },
  {
    // Of their own, in a company that has another tool.
    name: 'key-reminder.owner-own-aws-vault',
    notice: { ...reminder, owner: { ...reminder.owner, rotateWith: 'aws-vault' } },
    reader: toOwner,
  },
  {
    name: 'key-reminder.team-custom-undeliverable',
    notice: { ...reminder, account, deadKeyId: newer.id },
    reader: companyWith({ tool: 'custom', custom }, undeliverable),
  },
  ...examplesOf('aws-vault', companyWith({ tool: 'aws-vault' })),
  ...examplesOf('aws-cli', companyWith({ tool: 'aws-cli' })),
  {
    name: 'key-reminder.owner-own-aws-cli',
    notice: { ...reminder, owner: { ...reminder.owner, rotateWith: 'aws-cli' } },
    reader: toOwner,
  },
  ...examplesOf('custom', companyWith({ tool: 'custom', custom })),
];

function examplesOf(tool: RotationTool, reader: Reader): readonly Example[] {
  const example = (kind: string, what: string, notice: Example['notice']): Example => ({
    name: `${kind}.owner-${tool}${what}`,
    notice,
    reader,
  });
  const two = { ...twoKeys, account };
  const dead = { ...disabled, account };
  return [
    example('key-reminder', '', { ...reminder, account }),
    example('key-reminder', '-dead-key', { ...reminder, account, deadKeyId: newer.id }),
    example('second-key', '', { ...two, newer: { ...key, ...newer } }),
    example('second-key', '-newer-never-used', two),
    example('key-disabled', '', dead),
    example('key-disabled', '-second-key', { ...dead, cause: 'second-key' }),
  ];
}
