import { parseArgs } from 'node:util';
import { pulumiVersion } from '../emulation/pulumi/pulumi-project';
import { holds, type Check } from './check';
import { deployCompany, type DeployedCompany } from './deploy-company';
import { firstTale } from './first-tale';
import { moveTale } from './move/tale';
import { Narrator } from './narrator';
import { onTheEngine } from './on-the-engine';
import type { Audience } from './play';
import { underMocks } from './provision';
import type { Tale } from './tale';
import { whyNothing } from './why-nothing';
import { runTime } from './world';

const help = `npm run demo -- [--move] [--slack] [--no-engine]

Deploys three accounts on an emulated AWS, and lets 100 days pass.

  --move       the second hundred days: everybody leaves their access keys
  --slack      print every Slack message in full
  --no-engine  provision without the pulumi CLI, even where there is one
  --help       print this`;

/** Deploys the company, and what the tale does meanwhile: neither waits for the other. */
async function settleDown(
  narrator: Narrator,
  withoutEngine: boolean,
  tale: Tale,
): Promise<DeployedCompany> {
  const version = withoutEngine ? undefined : pulumiVersion();
  const made: string[] = [];
  const [done, deployed] = await Promise.allSettled([
    tale.meanwhile(narrator),
    deployCompany({
      day: tale.deployedOn,
      provision: version ? onTheEngine : underMocks,
      onDeployed: (stack, resources) => {
        made.push(`stack ${stack}: ${resources} resources made`);
      },
    }),
  ]);
  if (deployed.status === 'rejected') throw deployed.reason;
  if (done.status === 'rejected') {
    await deployed.value.stop();
    throw done.reason;
  }
  narrator.heading('Three accounts on an emulated AWS');
  narrator.line(
    version
      ? `with pulumi ${version} from the PATH (--no-engine does without)`
      : "with Pulumi's mocks in the engine's place: the programs are the same",
  );
  for (const line of made) narrator.line(line);
  return deployed.value;
}

function audienceOf(narrator: Narrator): Audience {
  return {
    happened: ({ day, time, what }, messages, homes) => {
      narrator.happening(day, time, what);
      narrator.messages(day, messages);
      narrator.homes(day, homes);
    },
    missed: (day) => narrator.missed(day),
    ran: (day, messages, decisions) => narrator.run(day, runTime, messages, whyNothing(decisions)),
  };
}

/** Answers the exit code. */
function judge(narrator: Narrator, checks: readonly Check[]): number {
  narrator.heading('What AWS and Slack hold now');
  for (const check of checks) narrator.check(check.what, holds(check));
  const broken = checks.filter((check) => !holds(check));
  for (const { what, found, expected } of broken)
    console.error(
      `\n${what}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
    );
  narrator.line('');
  narrator.line(broken.length === 0 ? 'The story held.' : `${broken.length} checks failed.`);
  return broken.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      move: { type: 'boolean' },
      slack: { type: 'boolean' },
      'no-engine': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const tale = values.move ? moveTale : firstTale;
  const narrator = new Narrator((line) => console.log(line), values.slack ?? false);
  const deployed = await settleDown(narrator, values['no-engine'] ?? false, tale);
  try {
    narrator.heading(tale.heading);
    return judge(narrator, await tale.play(deployed, audienceOf(narrator)));
  } finally {
    await deployed.stop();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
