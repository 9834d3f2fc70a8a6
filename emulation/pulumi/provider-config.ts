import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { Aws, type AwsConnection, type AwsCredentials } from './aws';

const accountIds = z.array(z.string()).optional();
const ignored = z.unknown().optional();

/** What a program, or a stack's config under `aws:`, may say of the AWS provider. */
const schema = z.strictObject({
  region: z.string().optional(),
  assumeRoles: z
    .array(
      z.strictObject({
        roleArn: z.string(),
        externalId: z.string().optional(),
        sessionName: z.string().default('pulumi'),
        duration: z.string().optional(),
      }),
    )
    .default([]),
  allowedAccountIds: accountIds,
  forbiddenAccountIds: accountIds,
  defaultTags: z.strictObject({ tags: z.record(z.string(), z.string()).optional() }).optional(),
  ignoreTags: z
    .strictObject({
      keys: z.array(z.string()).optional(),
      keyPrefixes: z.array(z.string()).optional(),
    })
    .optional(),
  // How hard the provider checks before it begins: nothing to check here.
  skipCredentialsValidation: ignored,
  skipMetadataApiCheck: ignored,
  skipRegionValidation: ignored,
  skipRequestingAccountId: ignored,
  version: ignored,
});

/** Where the emulated AWS is and who asks it, as the standard variables tell. */
export function connectionOf(
  environment: Readonly<Record<string, string | undefined>>,
): AwsConnection {
  const of = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is not set: expected the emulated AWS`);
    return value;
  };
  return {
    endpoint: of('AWS_ENDPOINT_URL'),
    region: environment['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: of('AWS_ACCESS_KEY_ID'),
      secretAccessKey: of('AWS_SECRET_ACCESS_KEY'),
      sessionToken: environment['AWS_SESSION_TOKEN'],
    },
  };
}

/**
 * The AWS that a provider configuration sees.
 * @param settings the provider's inputs; what is no text is JSON, as Pulumi sends it
 * @throws Error for a setting that is not known here, no region, or an account that is not allowed
 */
export async function configureProvider(
  settings: Readonly<Record<string, unknown>>,
  from: AwsConnection,
): Promise<Aws> {
  const { region = from.region, assumeRoles, ...rest } = parse(settings);
  if (region === '') throw new Error('the AWS provider has no region: set aws:region');
  let { credentials } = from;
  for (const role of assumeRoles)
    credentials = await assume(role, { ...from, region, credentials });
  const defaultTags = rest.defaultTags?.tags;
  const { endpoint } = from;
  const { ignoreTags } = rest;
  const aws = await Aws.connect({ endpoint, region, credentials, defaultTags, ignoreTags });
  const isAllowed = rest.allowedAccountIds?.includes(aws.accountId) ?? true;
  if (!isAllowed || rest.forbiddenAccountIds?.includes(aws.accountId))
    throw new Error(`AWS account ID not allowed: ${aws.accountId}`);
  return aws;
}

function parse(settings: Readonly<Record<string, unknown>>): z.output<typeof schema> {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const parsed = schema.safeParse(
    Object.fromEntries(
      given.map(([key, value]) => [key, key === 'region' ? value : fromJson(value)]),
    ),
  );
  if (parsed.success) return parsed.data;
  throw new Error(`the AWS provider's settings: ${z.prettifyError(parsed.error)}`);
}

function fromJson(value: unknown): unknown {
  return typeof value === 'string' && /^(["[{]|true$|false$|\d+$)/.test(value)
    ? JSON.parse(value)
    : value;
}

async function assume(
  role: { roleArn: string; externalId?: string; sessionName: string },
  { endpoint, region, credentials }: AwsConnection,
): Promise<AwsCredentials> {
  const { Credentials } = await new STSClient({ endpoint, region, credentials }).send(
    new AssumeRoleCommand({
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      ExternalId: role.externalId,
    }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
}
