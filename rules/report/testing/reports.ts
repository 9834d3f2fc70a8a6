import type { AccountReading, IamUser, Inventory } from '../../model';
import { defaultSettings } from '../../settings';
import { day, inventoryOf } from '../../testing/one-account';
import { composeReport, type ReportInput } from '../compose-report';
import type { Report } from '../report';

/** An account that was read, with a credential report of that very moment. */
export function reading(inventory: Inventory, credentialReportAt: Date): AccountReading {
  return {
    outcome: 'read',
    inventory: { ...inventory, usesAsOf: credentialReportAt },
    credentialReportAt,
  };
}

/** The report of one account of these users, read on that day. */
export function reportOf(
  users: readonly IamUser[],
  on: number,
  more: Partial<ReportInput> = {},
): Report {
  return composeReport({
    keyturnVersion: '1.2.3',
    obtainedBy: 'audit',
    settings: defaultSettings,
    readings: [reading(inventoryOf(...users), day(on))],
    now: day(on),
    ...more,
  });
}

/** Who breaks the rule, with the last character of the key's id: `alice 1: …`. Or of whom that is not seen. */
export function breaches(
  report: Report,
  rule: string,
  list: 'breaches' | 'notSeenOf' = 'breaches',
): string[] {
  return report.rules
    .filter((each) => each.rule === rule)
    .flatMap((each) => each[list])
    .map(({ userName, keyId, text }) => `${userName} ${keyId?.slice(-1) ?? '-'}: ${text}`);
}

/** What will happen when, with the last character of the key's id: `2026-03-18 remind 1`. */
export function timeline(report: Report): string[] {
  return report.forecast.map(({ on, event, keyId }) => `${on} ${event} ${keyId?.slice(-1) ?? '-'}`);
}
