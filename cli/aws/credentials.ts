import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@aws-sdk/types';

/** The SDK would wait for an answer for ever. */
export const requestHandler = { connectionTimeout: 5000, requestTimeout: 15_000 };

/** A profile that was named goes before keys in the environment: nobody need be warned of that. */
const silence = () => undefined;
const quiet = { debug: silence, info: silence, warn: silence, error: silence };
const FRESH_MS = 5 * 60 * 1000;

/** The credentials that every tool of AWS would find. What must be asked for them is asked in that region. */
export function findCredentials(
  profile: string | undefined,
  region: string,
): AwsCredentialIdentityProvider {
  const sts = { region, profile, requestHandler, logger: quiet };
  const find = fromNodeProviderChain({
    profile,
    mfaCodeProvider: askForCode,
    logger: quiet,
    // The chain's own STS would go by the profile's region, and by no option. A sign-in has a region of its own.
    roleAssumer: getDefaultRoleAssumer(sts),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts),
  });
  return kept(() => find({ callerClientConfig: { region: () => Promise.resolve(region) } }));
}

/**
 * Those of a profile alone, as AWS's files have it. Nobody is asked for a code. What goes wrong is said in the profile's
 * own words: the chain of all places knows but that none had any.
 */
export function credentialsOfProfile(
  profile: string,
  region: string,
): AwsCredentialIdentityProvider {
  const sts = { region, profile, requestHandler, logger: quiet };
  const find = fromIni({
    profile,
    mfaCodeProvider: (serial) =>
      Promise.reject(new Error(`a code of the MFA device ${serial} is needed`)),
    logger: quiet,
    roleAssumer: getDefaultRoleAssumer(sts),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts),
  });
  return kept(() => find({ callerClientConfig: { region: () => Promise.resolve(region) } }));
}

/**
 * Once found they are kept: nobody is asked for an MFA code for every account. What looks past its end as it is found
 * does so by a clock that is wrong, and would look no better the next time.
 */
function kept(find: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let found: Promise<AwsCredentialIdentity> | undefined;
  let foundAt = 0;
  return async () => {
    const { expiration } = (await found) ?? {};
    const isFreshAt = (ms: number) => !expiration || expiration.getTime() - ms >= FRESH_MS;
    if (!found || (isFreshAt(foundAt) && !isFreshAt(Date.now()))) {
      foundAt = Date.now();
      found = find();
    }
    return found;
  };
}

/** For profiles with `mfa_serial`. */
export async function askForCode(serial: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new Error(
      `a code of the MFA device ${serial} is needed, and there is no terminal to ask`,
    );
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`Code of ${serial}: `)).trim();
  } finally {
    terminal.close();
  }
}
