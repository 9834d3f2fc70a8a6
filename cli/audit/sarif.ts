import { createHash } from 'node:crypto';
import type { Log, Notification, Result } from 'sarif';
import type { Breach, Report, ReportRule, RuleName } from '../../rules/report/report';
import { repository, rulesInWords, sarifRules } from './sarif-rules';

/** The report as SARIF 2.1.0: a result a breach, a notification an account that could not be read. */
export function renderSarif(report: Report): string {
  const unread = report.accounts.filter((account) => account.outcome === 'unread');
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'keyturn',
            version: report.keyturnVersion,
            semanticVersion: report.keyturnVersion,
            informationUri: repository,
            rules: sarifRules(),
          },
        },
        invocations: [
          {
            executionSuccessful: unread.length === 0,
            endTimeUtc: report.generatedAt,
            toolExecutionNotifications: [
              ...unread.map(({ id, name, reason }): Notification => ({
                level: 'error',
                message: { text: `The account ${name} (${id}) could not be read: ${reason}` },
              })),
              ...report.rules.flatMap(notSeenOf),
            ],
          },
        ],
        results: report.rules.flatMap(({ rule, breaches }, ruleIndex) =>
          breaches.map((breach) => resultOf(report, rule, ruleIndex, breach)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** What this run could not see of a rule: nothing about the rule itself. */
function notSeenOf({ rule, notSeen }: ReportRule, index: number): Notification[] {
  if (notSeen === undefined) return [];
  return [
    {
      level: 'note',
      associatedRule: { id: rule, index },
      message: { text: `Not seen: ${notSeen}` },
    },
  ];
}

function resultOf(report: Report, rule: RuleName, ruleIndex: number, breach: Breach): Result {
  const { accountId, userName, keyId, text } = breach;
  const account = report.accounts.find(({ id }) => id === accountId)?.name ?? accountId;
  const parts = ['aws', accountId, 'users', userName, ...(keyId === undefined ? [] : [keyId])];
  return {
    ruleId: rule,
    ruleIndex,
    level: rulesInWords[rule].level,
    message: { text: `${userName} in ${account}: ${text}` },
    locations: [
      {
        // Code scanning shows only what is in a file: a made-up one for each user and key.
        physicalLocation: {
          artifactLocation: { uri: parts.map(encodeURIComponent).join('/') },
          region: { startLine: 1 },
        },
        logicalLocations: [
          {
            fullyQualifiedName: parts.slice(1).join('/'),
            name: keyId ?? userName,
            kind: 'resource',
          },
        ],
      },
    ],
    // Ages change by the day; what is broken, and by whom, does not.
    partialFingerprints: { 'keyturn/v1': fingerprintOf([rule, ...parts]) },
  };
}

function fingerprintOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
