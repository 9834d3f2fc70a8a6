import path from 'node:path';
import { EmulatedCompany } from '../company/emulated-company';
import { deployStack } from '../pulumi/deploy';
import { startMoto } from '../moto/start';
import { startSlack } from '../slack/start';
import { at } from './calendar';
import { accounts, slackIds } from './cast';

const stacks = ['identity', 'production', 'monitor'] as const;
const functionsFolder = path.join(__dirname, '..', '..', 'dist', 'functions');

/** Starts an empty AWS and a Slack, and lets the real stack programs provision the example's three accounts. */
export async function deployCompany(
  onDeployed: (stack: string, resources: number) => void = () => undefined,
): Promise<EmulatedCompany> {
  const now = at(-61, '12:00');
  const [moto, slack] = await Promise.all([startMoto({ at: now }), startExampleSlack()]);
  try {
    for (const stack of stacks) {
      const { resources } = await deployStack({
        stack,
        moto,
        accountId: accounts[stack],
        config: { 'keyturn:dryRun': false },
        secrets: { 'keyturn:slackToken': slack.token },
      });
      onDeployed(stack, resources.length);
    }
    return await EmulatedCompany.of(moto, slack, accounts.monitor, {
      now,
      codePathOf: (name) => path.join(functionsFolder, name.replace(/^keyturn-/, '')),
    });
  } catch (error) {
    await Promise.all([moto.stop(), slack.stop()]);
    throw error;
  }
}

function startExampleSlack() {
  const people = Object.entries(slackIds).filter(([, id]) => id.startsWith('U'));
  return startSlack({
    users: people.map(([name, id]) => ({ id, name })),
    channels: [
      { id: slackIds.infrastructure, name: 'infrastructure' },
      { id: slackIds.deployers, name: 'deployers' },
    ],
  });
}
