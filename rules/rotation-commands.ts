import { shellLine, shellWord } from './shell-word';

/**
 * The commands of each tool with which people rotate their keys: whatever names one, a message, a report or a guide, has
 * it from here. Each is a line for a shell. A command that would print a secret into a message is not among them.
 */

/** Whose key it is, and how their tools name it. */
export interface KeyOwner {
  readonly userName: string;
  /** The profile of their own user. */
  readonly profile: string;
}

/** `keyturn rotate` finds out by itself which key is stored, and asks before it deletes another one. */
export function keyturnCommands({ profile }: Pick<KeyOwner, 'profile'>) {
  return {
    rotate: shellLine('keyturn', 'rotate', profile),
    /** Deletes the key that is dead, or stored nowhere, and makes none. */
    finish: shellLine('keyturn', 'rotate', '--finish', profile),
    /** What is added where aws-vault has the key. */
    inAwsVault: shellLine('--aws-vault', profile),
    ...stores({ profile }),
  };
}

export function awsVaultCommands({ userName, profile }: KeyOwner) {
  return {
    rotate: shellLine('aws-vault', 'rotate', profile),
    deleteKey: (keyId: string) =>
      shellLine('aws-vault', 'exec', profile, '--', ...deletion(userName, keyId)),
    /** Prints the id of the key that it has. */
    showKeyId: shellLine(
      ...['aws-vault', 'exec', '--no-session', profile, '--', 'printenv', 'AWS_ACCESS_KEY_ID'],
    ),
    store: stores({ profile }).storeInAwsVault,
    profiles: shellLine('aws-vault', 'list'),
  };
}

/** The AWS CLI signs calls of the user's own profile without MFA, which our policies refuse: hence a session. */
export function awsCliCommands({ userName, profile }: KeyOwner) {
  const showKeyId = shellLine(
    ...['aws', 'configure', 'get', 'aws_access_key_id', '--profile', profile],
  );
  return {
    /** For what follows in the same shell, Bash or Zsh; CODE stands for a code of the MFA device. */
    openSession: sessionInShell(profile),
    createKey: shellLine('aws', 'iam', 'create-access-key', '--user-name', userName),
    deleteKey: (keyId: string) => shellLine(...deletion(userName, keyId)),
    /** Asks for the key and its secret. */
    store: stores({ profile }).store,
    /** Prints the id of the key that is stored, and whose it is: without MFA, as a profile that is named goes before the session. */
    seeStored: `${showKeyId} && ${shellLine('aws', 'sts', 'get-caller-identity', '--profile', profile)}`,
    closeSession: shellLine('unset', ...sessionVariables),
    /** Prints the id of the key that it has. */
    showKeyId,
    profiles: shellLine('aws', 'configure', 'list-profiles'),
  };
}

/** Put a key of the console where tools find it. */
function stores({ profile }: Pick<KeyOwner, 'profile'>) {
  return {
    store: shellLine('aws', 'configure', '--profile', profile),
    storeInAwsVault: shellLine('aws-vault', 'add', profile),
  };
}

function deletion(userName: string, keyId: string): readonly string[] {
  return [
    ...['aws', 'iam', 'delete-access-key'],
    ...['--user-name', userName, '--access-key-id', keyId],
  ];
}

const sessionVariables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/**
 * The device is that of the profile, whatever it is called. Where there is no session, what follows is signed with
 * these words in place of one, and AWS refuses it: with nothing there, the AWS CLI would take the default profile's key.
 */
function sessionInShell(profile: string): string {
  const ofProfile = `--profile ${shellWord(profile)}`;
  const device = `$(aws configure get mfa_serial ${ofProfile})`;
  const session = [
    `aws sts get-session-token ${ofProfile} --serial-number ${device} --token-code CODE`,
    "--query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text",
    '|| echo no session now',
  ].join(' ');
  const format = sessionVariables.map((name) => `${name}=%s`).join(' ');
  return `export $(printf '${format}' $(${session}))`;
}
