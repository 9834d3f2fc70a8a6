import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';

/** What a command answers, or throws, by its name without `Command`. */
export type Script = Readonly<Record<string, (input: never) => unknown>>;

const config = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'nobody', secretAccessKey: 'nothing' },
  maxAttempts: 1,
};

/** A real client of the SDK that sends nothing: every command is answered by the script. */
export function scriptedIam(script: Script): IAMClient {
  return scripted(new IAMClient(config), script);
}

export function scriptedCloudTrail(script: Script): CloudTrailClient {
  return scripted(new CloudTrailClient(config), script);
}

export function scriptedOrganizations(script: Script): OrganizationsClient {
  return scripted(new OrganizationsClient(config), script);
}

function scripted<Client extends IAMClient | CloudTrailClient | OrganizationsClient>(
  client: Client,
  script: Script,
): Client {
  // All clients have the same stack, in types of their own.
  (client as IAMClient).middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => {
        const answer = script[commandName.replace(/Command$/, '')];
        if (!answer) throw new Error(`the script has no ${commandName}`);
        const output = (await answer(input as never)) as object;
        return { output: { ...output, $metadata: {} }, response: undefined };
      },
    { step: 'initialize', priority: 'low' },
  );
  return client;
}

/** An error as the SDK throws it. */
export function sdkError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}
