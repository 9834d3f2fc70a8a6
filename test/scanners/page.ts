import { format } from 'prettier';
import { settings } from './company';
import { severities } from './finding';
import type { Count, Outcome } from './outcome';
import { services } from './prowler/run';
import { groups, type Group, type Reason } from './reason';
import { reasonsFor } from './compare';
import type { Verdict } from './verdicts';

/** docs/scanners.md, of a run's outcome and the reasons. */
export async function pageOf(outcome: Outcome, reasons: readonly Reason[]): Promise<string> {
  const text = [
    ...headOf(outcome),
    '## What fails on our resources, and why',
    'One line a check, by what makes it vanish. Where a check fails on several resources for different reasons it has a line for each.',
    ...Object.keys(groups).flatMap((group) => groupOf(group as Group, outcome, reasons)),
    ...othersOf(outcome),
    ...uncheckedOf(outcome),
  ].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 100, singleQuote: true });
}

function headOf({ date, versions, counts, verdicts }: Outcome): string[] {
  const bad = verdicts.filter(({ severity }) => severity === 'critical' || severity === 'high');
  const checks = new Set(bad.map(({ check }) => check));
  return [
    '# What security scanners say of Keyturn',
    '<!-- Made by `npm run test:scanners -- --write`; the reasons are in test/scanners/reasons/. -->',
    `On ${date} \`npm run test:scanners\` had Prowler ${versions.Prowler} and Checkov ${versions.Checkov} look at what this repository's three stacks make: \`identity\` (the IAM users), \`production\` (roles) and \`monitor\`. Each failed check on a resource of ours is below with its reason. The command fails where one has no reason, and where a reason is for nothing any more; a workflow runs it each week.`,
    `**No check of the severity CRITICAL or HIGH fails on a resource of ours without a reason below**; ${count(bad.length, 'resource fails', 'resources fail')} one with a reason, of ${count(checks.size, 'check', 'checks')}.`,
    [
      `- **Prowler** asks an emulated AWS ([testing.md](testing.md#what-stands-in-for-what)), in each account, in its services ${services.map((each) => `\`${each}\``).join(', ')}: those of which the stacks make something, but for EventBridge Scheduler, of which it knows nothing. What such an AWS answers is what the stack said, so far as [moto](https://docs.getmoto.org) keeps it; run it in your own accounts for the last word.`,
      "- **Checkov** never asks AWS. It gets the same resources as a plan of Terraform's, for which it has the most checks: Pulumi's AWS provider is built on Terraform's, and every property must have its name in the schema of `terraform-provider-aws` 5.100.0 (`test/scanners/checkov/`). What the program does not say is not in the plan. Severities Checkov tells only those who have an account with its maker.",
      '- **By default** means as the stack files of this repository say, but that the secret of the token, a state machine and a trail are made too, so that they are looked at. **Everything on** adds `createKmsKey`, `tracing`, `accessLogBucket`, `slackTokenAdministratorArns`, reserved concurrency and a code signing configuration; it is of the stack `monitor` alone, since the others have nothing to switch on.',
      "- **Security Hub** beside a check are the controls of AWS Foundational Security Best Practices that ask the same: as Prowler's own mapping has them or, where that is silent or wrong and for Checkov, as `test/scanners/reasons/` says.",
      "- An organization's StackSet ([organization.md](organization.md)) is not looked at. It makes the same audit role and the same rule in each account as the stacks do.",
      '- Nor is [what takes presses in Slack](security.md#what-presses-in-slack-add): these stacks have no signing secret. Its function URL asks for no AWS credentials, since Slack has none to sign with; which checks find that, and what stands in for it, is in [security.md](security.md#what-scanners-ask).',
    ].join('\n'),
    '## How many',
    table(
      ['scanner', 'settings', 'resources', 'severity', 'pass', 'fail', 'by hand'],
      counts.map((each) => [
        each.scanner,
        each.setting,
        each.isOurs ? 'ours' : "the account's other",
        severityOf(each),
        each.pass,
        each.fail,
        each.manual,
      ]),
    ),
    `In all ${settings
      .map(
        (setting) =>
          `${sum(counts, setting, true)} failed on our resources ${setting === 'default' ? 'by default' : `with ${setting}`}`,
      )
      .join(', ')}. "By hand" are checks of which Prowler says itself that it can't tell.`,
  ];
}

function sum(counts: readonly Count[], setting: string, isOurs: boolean): number {
  return counts
    .filter((each) => each.setting === setting && each.isOurs === isOurs)
    .reduce((total, { fail }) => total + fail, 0);
}

function groupOf(group: Group, { verdicts }: Outcome, reasons: readonly Reason[]): string[] {
  const rows = reasons
    .filter((reason) => reason.group === group)
    .map((reason) => ({
      reason,
      failing: verdicts.filter((verdict) => reasonsFor(verdict, reasons)[0] === reason),
    }))
    .filter(({ failing }) => failing.length > 0)
    .sort((a, b) => rank(a.failing) - rank(b.failing));
  if (rows.length === 0) return [];
  return [
    `### ${groups[group]}`,
    table(
      ['check', 'severity', 'Security Hub', 'fails on', 'why'],
      rows.map(({ reason, failing }) => [
        checkOf(reason, failing[0]?.title),
        severityOf(failing[0] ?? {}),
        (reason.securityHub ?? failing[0]?.securityHub ?? []).join(', ') || '–',
        resourcesOf(failing),
        reason.why,
      ]),
    ),
  ];
}

/** Scanners one after the other, the worst first. */
function rank([first]: readonly Verdict[]): number {
  const severity = first?.severity ? severities.indexOf(first.severity) : severities.length;
  return (first?.scanner === 'Checkov' ? 100 : 0) + severity;
}

function resourcesOf(failing: readonly Verdict[]): string {
  const names = [...new Set(failing.map(({ resource }) => `\`${resource}\``))].sort();
  const onlyOn = failing.every(({ status }) => status.default !== 'FAIL')
    ? ' (with everything on)'
    : '';
  return names.join(', ') + onlyOn;
}

function othersOf({ others }: Outcome): string[] {
  return [
    "## What fails on what is the account's own",
    "Set apart by a rule, not by a list: ours is what has the ARN of a resource that a stack's program registered, or of a policy that it attached. The rest is in the account before Keyturn comes (the root user, the password policy of an account without users, the region itself), here an account of the emulated AWS that holds nothing else. Whoever owns the account answers for it. The key without rotation is `alias/aws/dynamodb`, which AWS manages and rotates: the emulated AWS calls it a customer's.",
    table(
      ['check', 'severity', 'Security Hub', 'resources'],
      others.map((each) => [
        checkOf(each, each.title),
        severityOf(each),
        each.securityHub?.join(', ') || '–',
        each.resources,
      ]),
    ),
  ];
}

function uncheckedOf({ unchecked }: Outcome): string[] {
  const none = 'Checkov has a check for every type of resource that the stacks make.';
  const types = unchecked.map((type) => `\`${type}\``).join(', ');
  return [
    '## What no check of Checkov is for',
    unchecked.length === 0
      ? none
      : `They are in the plan, and no check said anything of them: ${types}.`,
  ];
}

/** The scanners' titles are plain text. */
function checkOf(
  { scanner, check }: { readonly scanner: string; readonly check: string },
  title = '',
): string {
  return `**${scanner}** \`${check}\`: ${title.replace(/[*_<>[\]`]/g, '\\$&')}`;
}

function severityOf({ severity }: { readonly severity?: string }): string {
  return severity ?? '–';
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

type Cell = string | number;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
