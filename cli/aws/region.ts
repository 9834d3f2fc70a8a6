import { STSClient } from '@aws-sdk/client-sts';
import { parseKnownFiles } from '@smithy/core/config';

/** IAM is the same in every region of a partition: where none is set, this one does. */
const DEFAULT_REGION = 'us-east-1';

/**
 * The region where AWS's tools take one from, in their order: what was asked for, the environment, the profile, the
 * profile that this one's role is assumed with, the machine.
 */
export async function findRegion(given: {
  readonly profile?: string;
  readonly region?: string;
}): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_PROFILE } = process.env;
  // An empty variable is none.
  const said = [given.region, AWS_REGION, AWS_DEFAULT_REGION].find((region) => region);
  return (
    said ??
    (await regionOfProfile(given.profile ?? (AWS_PROFILE || 'default'))) ??
    (await regionOfMachine())
  );
}

async function regionOfProfile(profile: string): Promise<string | undefined> {
  const profiles = await parseKnownFiles({});
  const visited = new Set<string>();
  for (let name: string | undefined = profile; name !== undefined && !visited.has(name);) {
    const { region, source_profile: source }: Partial<Record<string, string>> =
      profiles[name] ?? {};
    if (region !== undefined) return region;
    visited.add(name);
    name = source;
  }
  return undefined;
}

/** EC2 tells it. */
async function regionOfMachine(): Promise<string> {
  try {
    return await new STSClient({}).config.region();
  } catch {
    return DEFAULT_REGION;
  }
}
