import { asWord } from './files';

/** With what an engineer has said whose key they mean. */
export interface Named {
  readonly profile?: string;
  readonly awsVault?: string;
}

/** A command that is to be run next, about the same key. */
export function ownCommand(
  words: readonly [subcommand: string, ...options: string[]],
  { profile, awsVault }: Named,
): string {
  return [
    'keyturn',
    ...words,
    ...(profile === undefined ? [] : [profile]),
    ...(awsVault === undefined ? [] : ['--aws-vault', awsVault]),
  ]
    .map((word) => asWord(word))
    .join(' ');
}
