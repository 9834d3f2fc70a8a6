import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsOf } from '../emulation/company/aws-of';
import { EmulatedCompany, type Clock } from '../emulation/company/emulated-company';
import { startMoto, type Moto } from '../emulation/moto/start';
import { installation } from '../emulation/slack/requests/payloads';
import { startSlack, type SlackServer } from '../emulation/slack/start';
import { team } from '../emulation/slack/workspace';
import { at } from './calendar';
import { accounts, slackIds } from './cast';
import { functionsWith } from './deployed-monitor';
import { writeExampleProject } from './example-project';
import { underMocks, type ProvisionedStack, type Provision, type StackName } from './provision';

// The monitor first: AWS refuses rules that forward to its bus before that bus lets them. The others at once.
const stacks = [['monitor'], ['identity', 'production']] as const;
const monitorsPlace = { accountId: accounts.monitor, region: 'eu-central-1' };

/** The company, and the stacks that it was made by. */
export interface DeployedCompany {
  readonly company: EmulatedCompany;
  readonly stacks: ReadonlyMap<StackName, ProvisionedStack>;
  /** Ends all of it, and throws the stacks' projects away. */
  stop(): Promise<void>;
}

export interface HowToDeploy {
  /** The day of it; by default long before the first run. */
  readonly day?: number | undefined;
  readonly provision?: Provision;
  readonly onDeployed?: (stack: StackName, resources: number) => void;
}

/** Starts an empty AWS and a Slack, and lets the real stack programs provision the example's three accounts. */
export async function deployCompany({
  day = -61,
  provision = underMocks,
  onDeployed = () => undefined,
}: HowToDeploy = {}): Promise<DeployedCompany> {
  const clock = { now: at(day, '12:00') };
  const [moto, slack] = await Promise.all([
    startMoto({ at: clock.now, reportsAtOnce: true }),
    startExampleSlack(clock),
  ]);
  const made = new Map<StackName, ProvisionedStack>();
  const removeProjects = () => made.forEach((stack) => stack.remove());
  try {
    const monitorConfig = await configOfMonitor(moto, slack);
    const writeProject = (folder: string) =>
      writeExampleProject(folder, { monitor: monitorConfig });
    for (const together of stacks) {
      const making = together.map(async (name) =>
        made.set(name, await provision(moto, name, writeProject)),
      );
      for (const result of await Promise.allSettled(making))
        if (result.status === 'rejected') throw result.reason;
      for (const name of together) onDeployed(name, made.get(name)?.resources ?? 0);
    }
    const given = { clock, ...functionsWith(slack) };
    const company = await EmulatedCompany.of(moto, slack, monitorsPlace, given);
    const stop = async () => {
      removeProjects();
      await company.stop();
    };
    return { company, stacks: made, stop };
  } catch (error) {
    removeProjects();
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
