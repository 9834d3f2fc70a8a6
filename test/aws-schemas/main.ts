import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number';
import { accounts, type Account } from './accounts';
import { Checker, missing, type StackOutcome } from './check';
import { registeredByDraw } from './drawn';
import { lint, type Templates } from './lint';
import { regionsProblems } from './regions';
import { report } from './report';
import { templateOf } from './template';

/** Those of the accounts' providers. */
const regions = ['eu-central-1', 'us-east-1'];

/**
 * `npm run test:aws-schemas -- --draws 300 --seed 1`: what the stacks register in every kind of account, by the schemas
 * that AWS publishes of its resource types, and by cfn-lint; then that of stack files that are drawn. Anything that they
 * do not take is a failure, as is anything without a counterpart that no table names.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      draws: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [draws, seed] = [wholeNumber('draws', values.draws), wholeNumber('seed', values.seed)];
  const start = performance.now();
  const checker = new Checker();
  const outcomes: (readonly [Account, StackOutcome])[] = [];
  // One after the other: Pulumi's mocks are the process's.
  for (const account of accounts)
    outcomes.push([account, checker.check(await account.registered())]);
  report(outcomes, print);
  const drawn = await checkDraws(checker, draws, seed);
  print(`${drawn.taken} of ${draws} drawn stack files are taken by their checks (seed ${seed})`);
  const templates = templatesOf(outcomes);
  print(`cfn-lint reads ${Object.keys(templates).length} templates of the accounts`);
  const used = new Set(outcomes.flatMap(([, outcome]) => [...outcome.used]));
  const wrong = [
    ...outcomes.flatMap(([account, { violations }]) =>
      violations.map((each) => `${nameOf(account)}: ${each}`),
    ),
    ...missing(accounts, used),
    ...regionsProblems(),
    ...drawn.violations,
    ...lint(templates, regions),
  ];
  for (const each of wrong) print(each);
  const seconds = Math.round((performance.now() - start) / 1000);
  const { date } = checker.schemasOf('us-east-1');
  print(`violations of AWS's schemas of ${date}: ${wrong.length}; ${seconds} s`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** What stack files register that nobody has thought of. */
async function checkDraws(checker: Checker, draws: number, seed: number) {
  const violations: string[] = [];
  let taken = 0;
  for (let index = 0; index < draws; index += 1) {
    const registered = await registeredByDraw(index, seed);
    if (!registered) continue;
    taken += 1;
    violations.push(
      ...checker.check(registered).violations.map((each) => `draw ${index}: ${each}`),
    );
  }
  return { taken, violations };
}

function nameOf({ company, stack }: Account): string {
  return `${company}, ${stack}`;
}

/** The stacks', and those that are in their StackSets. */
function templatesOf(outcomes: readonly (readonly [Account, StackOutcome])[]): Templates {
  return Object.fromEntries(
    outcomes.flatMap(([account, { resources }]) => [
      [nameOf(account), templateOf(resources.filter(({ isOfTemplate }) => !isOfTemplate))] as const,
      ...resources
        .filter(({ type }) => type === 'AWS::CloudFormation::StackSet')
        .map(
          ({ name, properties }) =>
            [`${nameOf(account)}, ${name}`, properties['TemplateBody']] as const,
        ),
    ]),
  );
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 2;
});
