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
import { namedIn } from '../../rules/report/named';
import { ruleNames } from '../../rules/report/rule-names';
import { repository, rulesInWords, sarifRules } from './sarif-rules';

/**
 * The report as SARIF 2.1.0: a result a breach; a notification an account that could not be read, and whoever a rule can't be
 * judged of. Those are no results, which code scanning would show as broken.
 */
export function renderSarif(report: Report): string {
  const missing = [
    ...report.accounts.flatMap(unreadAccount),
    ...report.rules.flatMap((rule) => entriesNotSeen(report, rule)),
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
        results: report.rules.flatMap(({ rule, breaches }) =>
          breaches.map((breach) => resultOf(report, rule, breach)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** What this run could not see of a rule: nothing about the rule itself. */
function ruleNotSeen({ rule, notSeen }: ReportRule): Notification[] {
  if (notSeen === undefined) return [];
  return [
    {
      level: 'note',
      associatedRule: { id: rule, index: ruleNames.indexOf(rule) },
      message: { text: `Not seen: ${notSeen}` },
    },
  ];
}

function resultOf(report: Report, rule: RuleName, breach: Breach): Result {
  const parts = ['aws', breach.accountId, ...placeOf(breach)];
  return {
    ruleId: rule,
    ruleIndex: ruleNames.indexOf(rule),
    level: rulesInWords[rule].level,
    message: { text: sentenceOf(report, breach) },
    locations: [
      {
        // Code scanning shows only what is in a file: a made-up one for each user, key, group and role.
        physicalLocation: {
          artifactLocation: { uri: parts.map(encodeURIComponent).join('/') },
          region: { startLine: 1 },
        },
        logicalLocations: [
          {
            fullyQualifiedName: parts.slice(1).join('/'),
            name: parts.at(-1),
            kind: 'resource',
          },
        ],
      },
    ],
    // Ages change by the day; what is broken, and by whom, does not.
    partialFingerprints: { 'keyturn/v1': fingerprintOf([rule, ...parts]) },
  };
}

/** Where in the account it is. */
function placeOf({ userName, groupName, roleName, keyId }: Breach): readonly string[] {
  if (groupName !== undefined) return ['groups', groupName];
  if (roleName !== undefined) return ['roles', roleName];
  return [...(userName === undefined ? [] : ['users', userName]), ...(keyId ? [keyId] : [])];
}

function unreadAccount(account: ReportAccount): Notification[] {
  if (account.outcome === 'read') return [];
  const text = `The account ${account.name} (${account.id}) could not be read: ${account.reason}`;
  return [{ level: 'error', message: { text } }];
}

function entriesNotSeen(report: Report, { rule, notSeenOf }: ReportRule) {
  return notSeenOf.map((entry): Notification => ({
    level: 'warning',
    message: { text: sentenceOf(report, entry) },
    associatedRule: { id: rule, index: ruleNames.indexOf(rule) },
  }));
}

function sentenceOf({ accounts }: Report, breach: Breach): string {
  const { accountId, text } = breach;
  const account = accounts.find(({ id }) => id === accountId)?.name ?? accountId;
  const named = namedIn(breach);
  return named === undefined ? `${account}: ${text}` : `${named} in ${account}: ${text}`;
}

function fingerprintOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
