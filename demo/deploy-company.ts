import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsOf } from '../emulation/company/aws-of';
import { EmulatedCompany, type Clock } from '../emulation/company/emulated-company';
import { deployStack } from '../emulation/pulumi/deploy';
import { startMoto, type Moto } from '../emulation/moto/start';
import { installation } from '../emulation/slack/requests/payloads';
import { startSlack, type SlackServer } from '../emulation/slack/start';
import { team } from '../emulation/slack/workspace';
import { at } from './calendar';
import { accounts, slackIds } from './cast';
import { functionsWith } from './deployed-monitor';
import { writeExampleProject } from './example-project';

// The monitor first: AWS refuses rules that forward to its bus before that bus lets them. The others at once.
const stacks = [['monitor'], ['identity', 'production']] as const;
const monitorsPlace = { accountId: accounts.monitor, region: 'eu-central-1' };

type StackName = (typeof stacks)[number][number];

/**
 * Makes what a stack's program registers, and answers how many resources it is.
 * @param writeProject puts Pulumi.yaml and the stack files in a folder
 */
export type Provision = (
  moto: Moto,
  stack: StackName,
  writeProject: (folder: string) => void,
) => Promise<number>;

/** With Pulumi's mocks in the engine's place: no CLI is needed. */
export const underMocks: Provision = async (moto, stack, writeProject) => {
  const projectFolder = mkdtempSync(path.join(tmpdir(), 'keyturn-demo-'));
  try {
    writeProject(projectFolder);
    const accountId = accounts[stack];
    const { resources } = await deployStack({ projectFolder, stack, moto, accountId });
    return resources.length;
  } finally {
    rmSync(projectFolder, { recursive: true });
  }
};

/** Starts an empty AWS and a Slack, and lets the real stack programs provision the example's three accounts. */
export async function deployCompany(
  onDeployed: (stack: string, resources: number) => void = () => undefined,
  provision: Provision = underMocks,
): Promise<EmulatedCompany> {
  const clock = { now: at(-61, '12:00') };
  const [moto, slack] = await Promise.all([
    startMoto({ at: clock.now, reportsAtOnce: true }),
    startExampleSlack(clock),
  ]);
  try {
    const monitorConfig = await configOfMonitor(moto, slack);
    const writeProject = (folder: string) =>
      writeExampleProject(folder, { monitor: monitorConfig });
    for (const together of stacks) {
      const made = together.map(
        async (stack) => [stack, await provision(moto, stack, writeProject)] as const,
      );
      for (const [stack, resources] of await Promise.all(made)) onDeployed(stack, resources);
    }
    return await EmulatedCompany.of(moto, slack, monitorsPlace, { clock, ...functionsWith(slack) });
  } catch (error) {
    await Promise.all([moto.stop(), slack.stop()]);
    throw error;
  }
}

/**
 * What a company changes in the example's stack file once it has read for some days what would be done: it does it, and
 * people answer in Slack. The secrets somebody has made by hand, once.
 */
async function configOfMonitor(
  moto: Moto,
  { token, requests }: SlackServer,
): Promise<Readonly<Record<string, unknown>>> {
  const client = new SecretsManagerClient(await awsOf(moto, monitorsPlace));
  const keep = async (Name: string, SecretString: string) =>
    (await client.send(new CreateSecretCommand({ Name, SecretString }))).ARN;
  return {
    'keyturn:dryRun': false,
    'keyturn:slackTokenSecretArn': await keep('keyturn/slack-token', token),
    'keyturn:slackSigningSecretArn': await keep('keyturn/slack-signing-secret', requests.secret),
    'keyturn:slackAppId': installation.appId,
    'keyturn:slackTeams': [team.id],
    'keyturn:responders': [slackIds.erin],
  };
}

function startExampleSlack(clock: Clock) {
  const people = Object.entries(slackIds).filter(([, id]) => id.startsWith('U'));
  return startSlack({
    // What docs/slack-app.yaml grants.
    scopes: ['chat:write', 'users:read'],
    now: () => clock.now,
    users: people.map(([name, id]) => ({ id, name })),
    channels: [
      { id: slackIds.infrastructure, name: 'infrastructure' },
      { id: slackIds.deployers, name: 'deployers' },
    ],
  });
}
