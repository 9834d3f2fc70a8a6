import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsOf } from '../emulation/company/aws-of';
import { EmulatedCompany, type Clock } from '../emulation/company/emulated-company';
import { deployStack } from '../emulation/pulumi/deploy';
import { startMoto, type Moto } from '../emulation/moto/start';
import { startSlack } from '../emulation/slack/start';
import { at } from './calendar';
import { accounts, slackIds } from './cast';
import { functionsWith } from './deployed-monitor';
import { exampleFolder } from './example-project';

// The monitor first: AWS refuses rules that forward to its bus before that bus lets them. The others at once.
const stacks = [['monitor'], ['identity', 'production']] as const;
const example = { projectFolder: exampleFolder };
const monitorsPlace = { accountId: accounts.monitor, region: 'eu-central-1' };

type StackName = (typeof stacks)[number][number];

/** Makes what a stack's program registers, and answers how many resources it is. */
export type Provision = (
  moto: Moto,
  stack: StackName,
  config: Readonly<Record<string, string>>,
) => Promise<number>;

/** With Pulumi's mocks in the engine's place: no CLI is needed. */
export const underMocks: Provision = async (moto, stack, config) =>
  (await deployStack({ ...example, stack, moto, accountId: accounts[stack], config })).resources
    .length;

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
    const tokenArn = await keepToken(moto, slack.token);
    for (const together of stacks) {
      const made = together.map(async (stack) => {
        const config: Record<string, string> = stack === 'monitor' ? monitorConfig(tokenArn) : {};
        return [stack, await provision(moto, stack, config)] as const;
      });
      for (const [stack, resources] of await Promise.all(made)) onDeployed(stack, resources);
    }
    return await EmulatedCompany.of(moto, slack, monitorsPlace, { clock, ...functionsWith(slack) });
  } catch (error) {
    await Promise.all([moto.stop(), slack.stop()]);
    throw error;
  }
}

/** What a company changes in the example's stack file once it has read for some days what would be done. */
function monitorConfig(tokenArn: string): Record<string, string> {
  return { 'keyturn:slackTokenSecretArn': tokenArn, 'keyturn:dryRun': 'false' };
}

/** The secret that the example's stack file refers to: somebody has made it by hand, once. */
async function keepToken(moto: Moto, token: string): Promise<string> {
  const client = new SecretsManagerClient(await awsOf(moto, monitorsPlace));
  const { ARN = '' } = await client.send(
    new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: token }),
  );
  return ARN;
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
