import { createHash } from 'node:crypto';
import type { Log, Notification, Result } from 'sarif';
import { notSeen } from '../../rules/report/not-seen';
import type {
  Breach,
  Report,
  ReportAccount,
  ReportRule,
  RuleName,
} from '../../rules/report/report';
import { repository, rulesInWords, sarifRules } from './sarif-rules';

/**
 * The report as SARIF 2.1.0: a result a breach; a notification an account that could not be read, and a user of whom
 * a rule can't be judged. Those are no results, which code scanning would show as broken.
 */
export function renderSarif(report: Report): string {
  const missing = [
    ...report.accounts.flatMap(unreadAccount),
    ...report.rules.flatMap((rule, index) => usersNotSeen(report, rule, index)),
    ...notSeen(report).map((text): Notification => ({
      level: 'warning',
      message: { text },
    })),
  ];
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
            executionSuccessful: missing.length === 0,
            endTimeUtc: report.generatedAt,
            toolExecutionNotifications: [...missing, ...report.rules.flatMap(ruleNotSeen)],
            // As of when all is true that IAM was not asked since.
            properties: {
              credentialReports: Object.fromEntries(
                report.accounts.flatMap((each) =>
                  each.outcome === 'read' ? [[each.id, each.credentialReportAt]] : [],
                ),
              ),
            },
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
function ruleNotSeen({ rule, notSeen }: ReportRule, index: number): Notification[] {
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
  const { accountId, userName, keyId } = breach;
  const parts = ['aws', accountId, 'users', userName, ...(keyId === undefined ? [] : [keyId])];
  return {
    ruleId: rule,
    ruleIndex,
    level: rulesInWords[rule].level,
    message: { text: sentenceOf(report, breach) },
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

function unreadAccount(account: ReportAccount): Notification[] {
  if (account.outcome === 'read') return [];
  const text = `The account ${account.name} (${account.id}) could not be read: ${account.reason}`;
  return [{ level: 'error', message: { text } }];
}

function usersNotSeen(report: Report, { rule, notSeenOf }: ReportRule, index: number) {
  return notSeenOf.map((entry): Notification => ({
    level: 'warning',
    message: { text: sentenceOf(report, entry) },
    associatedRule: { id: rule, index },
  }));
}

function sentenceOf({ accounts }: Report, { accountId, userName, text }: Breach): string {
  const account = accounts.find(({ id }) => id === accountId)?.name ?? accountId;
  return `${userName} in ${account}: ${text}`;
}

function fingerprintOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
