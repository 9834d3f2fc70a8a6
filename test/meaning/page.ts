import type { PolicyDocument } from '../../rules/policies';
import { specificationSection } from '../specification/page';
import { clauses } from './clauses';
import type { Company } from './company';
import type { Attached } from './role';
import { paths } from './escalation';
import { fiveRules, type Rule } from './five-rules';
import { journeys } from './journeys';
import type { Decision } from './matrix';
import { planted } from './planted';

type Statement = PolicyDocument['Statement'][number];

const allWrong = planted.flatMap(({ wrong }) => wrong);

const command = 'npm run docs:rules';

/** docs/rules.md: each rule beside the statements that enforce it and the cases that prove it. Not yet formatted. */
export function rulesPage(companies: readonly Company[], decisions: readonly Decision[]): string {
  const documents = companies.flatMap(documentsOf);
  const actions = new Set(decisions.map(({ question }) => question.action));
  return (
    [
      `<!-- Made by \`${command}\` from the tests' own tables in test/meaning/. Don't edit it by hand. -->`,
      '# What enforces the five rules',
      'IAM policies are read by people and evaluated by machines, and they differ. So the documents are taken as the stacks register them, and an implementation of AWS’s evaluation that is not ours ([iam-simulate](https://github.com/cloud-copilot/iam-simulate)) is asked what they let whom do. What it should answer comes from a table of the rules alone ([clauses.ts](../test/meaning/clauses.ts)): what that lets nobody do must be denied.',
      `\`${command}\` asked ${thousands(decisions.length)} questions: ${new Set(decisions.map(({ who }) => who.name)).size} principals, and how they come; ${thousands(actions.size)} actions, each of IAM, STS and AWS Sign-In that AWS has among them; ${thousands(new Set(decisions.map(({ question }) => question.resource)).size)} resources. ${decisions.filter(({ isExpected }) => !isExpected).length} answers differ from the rules. ${allWrong.length} wrong documents, each with one mistake, are all noticed ([wrong-documents.ts](../test/meaning/wrong-documents.ts)). What the monitor's functions may do is held by [test/permissions/](../test/permissions). What else the library may get wrong, [a second judge](testing.md#a-second-judge-of-the-policies) is asked.`,
      ...fiveRules.flatMap((rule) => section(rule, documents, decisions)),
      ...specificationSection(),
      '## Who was asked',
      ...[...new Set(decisions.map(({ who }) => who.name))].map((name) => `- ${name}`),
      '## What was noticed',
      'Each of these mistakes was put into a document, and the matrix noticed:',
      ...allWrong.map(({ name, resource }) => `- \`${resource}\`: ${name}`),
    ]
      .join('\n\n')
      .replaceAll(/\n\n- /g, '\n- ') + '\n'
  );
}

function section(
  rule: Rule,
  documents: readonly Attached[],
  decisions: readonly Decision[],
): string[] {
  return [
    `## ${rule.number}. ${rule.says}`,
    ...rule.statements.flatMap((name) => statement(name, documents, decisions)),
    ...list('### Also', rule.also),
    ...list('### Watched, not denied', rule.watched),
    ...list('### What no policy holds', rule.limits),
    ...allowed(rule, decisions),
    ...list(
      '### Denied: each way by name',
      paths
        .filter((path) => path.rule === rule.number)
        .map(
          ({ name, steps }) =>
            `${name} (${[...new Set(steps.map(({ action }) => `\`${action}\``))].join(', ')})`,
        ),
    ),
    ...journeys
      .filter((journey) => journey.rule === rule.number)
      .flatMap(({ name, steps }) => [
        `### Step by step: ${name}`,
        table(
          ['step', 'with', 'call', 'answer'],
          steps.map(({ says, by, action, answer }) => [says, by, `\`${action}\``, answer]),
        ),
      ]),
  ];
}

/** @throws Error for a statement that nobody registers, or that decided nothing */
function statement(
  name: string,
  documents: readonly Attached[],
  decisions: readonly Decision[],
): string[] {
  const [resource, sid] = name.split('/');
  const place = documents.find((each) => each.resource === resource);
  const found = place?.document.Statement.find(({ Sid }) => Sid === sid);
  if (!place || !found) throw new Error(`no stack registers the statement ${name}`);
  const decided = decisions.filter(({ by }) => by.includes(name));
  if (decided.length === 0) throw new Error(`${name} decided nothing`);
  const of = decided.map(({ isAllowed }) => isAllowed);
  return [
    `### \`${sid}\``,
    `Component \`${place.component}\`, resource \`${resource}\`: ${place.mechanism}. It decided ${thousands(of.length)} of the questions: ${thousands(of.filter(Boolean).length)} allowed, ${thousands(of.filter((each) => !each).length)} denied.`,
    `\`\`\`json\n${JSON.stringify(shortened(found), undefined, 2)}\n\`\`\``,
  ];
}

/** A long list of roles says no more than its first ones. */
function shortened(found: Statement): Statement {
  const { Resource } = found;
  if (Resource === undefined || typeof Resource === 'string' || Resource.length <= 4) return found;
  return { ...found, Resource: [...Resource.slice(0, 3), `… and ${Resource.length - 3} more`] };
}

function allowed({ number }: Rule, decisions: readonly Decision[]): string[] {
  const rows = clauses
    .filter(({ rule }) => rule === number)
    .map((clause) => {
      const about = decisions.filter(({ question }) => clause.actions.includes(question.action));
      return [
        `${clause.who} ${clause.says}`,
        clause.actions.map((action) => `\`${action}\``).join(', '),
        clause.on,
        clause.mfa,
        thousands(about.filter((each) => each.clause === clause).length),
        thousands(about.filter(({ isAllowed }) => !isAllowed).length),
      ];
    });
  if (rows.length === 0) return [];
  return [
    '### Allowed: this, and nothing else',
    table(['who may', 'actions', 'on', 'MFA', 'times allowed', 'times denied'], rows),
  ];
}

function documentsOf({ users, roles, resourcePolicies }: Company): Attached[] {
  return [
    ...users.flatMap(({ policies }) => policies),
    ...roles.flatMap(({ trust, policies }) => [trust, ...policies]),
    ...resourcePolicies.values(),
  ];
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [heading, items.map((item) => `- ${item}`).join('\n')];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function thousands(number: number): string {
  return number.toLocaleString('en-US');
}
