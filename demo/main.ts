import { parseArgs } from 'node:util';
import type { EmulatedCompany } from '../emulation/company/emulated-company';
import { pulumiVersion } from '../emulation/pulumi/pulumi-project';
import { deployCompany, underMocks } from './deploy-company';
import { heldAtTheEnd } from './held-at-the-end';
import { Narrator } from './narrator';
import { onTheEngine } from './on-the-engine';
import { play } from './play';
import { holds, promisesKept } from './promises-kept';
import { refusedProgram, showRefusals } from './refused-program';
import { runTime } from './story';
import { whyNothing } from './why-nothing';

const help = `npm run demo -- [--slack] [--no-engine]

Deploys three accounts on an emulated AWS, and lets 100 days pass.

  --slack      print every Slack message in full
  --no-engine  provision without the pulumi CLI, even where there is one
  --help       print this`;

/** Shows what is refused and what is made: at the same time, as neither waits for the other. */
async function settleDown(narrator: Narrator, withoutEngine: boolean): Promise<EmulatedCompany> {
  const version = withoutEngine ? undefined : pulumiVersion();
  const made: string[] = [];
  narrator.heading('A program that the policy pack refuses');
  const [refused, deployed] = await Promise.allSettled([
    refusedProgram().then((refusals) => showRefusals(narrator, refusals)),
    deployCompany(
      (stack, resources) => {
        made.push(`stack ${stack}: ${resources} resources made`);
      },
      version ? onTheEngine : underMocks,
    ),
  ]);
  if (deployed.status === 'rejected') throw deployed.reason;
  if (refused.status === 'rejected') {
    await deployed.value.stop();
    throw refused.reason;
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

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      slack: { type: 'boolean' },
      'no-engine': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const narrator = new Narrator((line) => console.log(line), values.slack ?? false);
  const company = await settleDown(narrator, values['no-engine'] ?? false);
  try {
    narrator.heading('A hundred days, one run a day');
    const world = await play(company, {
      happened: ({ day, time, what }, messages, homes) => {
        narrator.happening(day, time, what);
        narrator.messages(day, messages);
        narrator.homes(day, homes);
      },
      missed: (day) => narrator.missed(day),
      ran: (day, messages, decisions) =>
        narrator.run(day, runTime, messages, whyNothing(decisions)),
    });
    narrator.heading('What AWS and Slack hold now');
    const checks = promisesKept(await heldAtTheEnd(company, world));
    for (const check of checks) narrator.check(check.what, holds(check));
    const broken = checks.filter((check) => !holds(check));
    for (const { what, found, expected } of broken)
      console.error(
        `\n${what}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
      );
    narrator.line('');
    narrator.line(broken.length === 0 ? 'The story held.' : `${broken.length} checks failed.`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await company.stop();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
