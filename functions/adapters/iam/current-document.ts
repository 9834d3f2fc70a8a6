import type { ManagedPolicyDetail } from '@aws-sdk/client-iam';

/** Of a managed policy's versions the one that counts. */
export function currentDocument({
  PolicyVersionList: versions = [],
  DefaultVersionId: id,
}: ManagedPolicyDetail): string | undefined {
  return versions.find((each) => each.IsDefaultVersion || each.VersionId === id)?.Document;
}
