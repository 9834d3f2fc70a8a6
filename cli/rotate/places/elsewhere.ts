import path from 'node:path';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Profiles } from '../profiles';

const envFile = /^\.env(rc)?(\..+)?$/;
const LARGEST_BYTES = 1_000_000;

/**
 * Where the key is, or may be, that the command can't write: a line each for a person. Files are looked for in
 * these folders alone, and no program of another profile is run, which might ask for a fingerprint.
 */
export function elsewhere(
  keyId: string,
  {
    env,
    folders,
    profiles,
    from,
    isAwsVaultNamed,
  }: {
    readonly env: Readonly<Partial<Record<string, string>>>;
    readonly folders: readonly string[];
    readonly profiles: Profiles;
    /** The program that gave the key, if one did. */
    readonly from?: string;
    readonly isAwsVaultNamed: boolean;
  },
): readonly string[] {
  const ofShell =
    env['AWS_ACCESS_KEY_ID'] === keyId
      ? ["this shell's environment (AWS_ACCESS_KEY_ID): unset it, or set the new key"]
      : [];
  const vault = env['AWS_VAULT'];
  const below =
    vault && !isAwsVaultNamed
      ? [
          `aws-vault, whose profile ${vault} this runs below: if it has this key, give it the new one`,
        ]
      : [];
  const files = [...new Set(folders)]
    .flatMap(envFilesOf)
    .filter((file) => contains(file, keyId))
    .map((file) => `${file}: put the new key there, or take the old one out`);
  const programs = profiles.names().flatMap((name) => {
    const command = profiles.settingsOf(name)['credential_process'] ?? '';
    if (/\bop(\.exe)?["']?\s/.test(command))
      return [
        `1Password, of which the profile ${name} takes its key: if it is this one, put the new key there`,
      ];
    if (/\baws-vault(\.exe)?["']?\s/.test(command) && !isAwsVaultNamed)
      return [
        `aws-vault, of which the profile ${name} takes its key: if it is this one, name it with --aws-vault`,
      ];
    return [];
  });
  const giver =
    from !== undefined && programs.length === 0
      ? [`${from}, which gave it: put the new key where that takes it from`]
      : [];
  return [...ofShell, ...below, ...files, ...programs, ...giver];
}

function envFilesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => envFile.test(name))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function contains(file: string, text: string): boolean {
  try {
    const stat = statSync(file);
    return (
      stat.isFile() && stat.size < LARGEST_BYTES && readFileSync(file, 'latin1').includes(text)
    );
  } catch {
    return false;
  }
}
