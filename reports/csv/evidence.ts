import { stringify } from 'csv-stringify/sync';
import type { EvidenceBreach, EvidenceEvent, EvidenceKey } from '../../rules/evidence/evidence';
import { lifeInShort, whenOf } from '../../rules/evidence/life-in-short';
import { exemptionCells } from '../../rules/report/exemption-in-words';
import type { Cells } from './cells';

type EvidenceExemption = EvidenceKey['exemptions'][number];

/** A table of the evidence: its columns in their order, which the first line names. */
export interface EvidenceTable<Row> {
  readonly columns: readonly string[];
  readonly cells: (row: Row) => Cells;
}

/** A row a key of the period. */
export const populationTable: EvidenceTable<EvidenceKey> = {
  columns: [
    ...['account_id', 'account', 'user', 'type', 'key_id', 'made_at', 'made_by'],
    ...['first_seen', 'last_seen', 'at_end', 'oldest_enabled_age_days'],
    ...['first_warned_at', 'warnings_arrived', 'warnings_not_arrived'],
    ...['disabled_at', 'disabled_by', 'deleted_at', 'deleted_by', 'replaced_by', 'replaced_at'],
    ...['exempt_until', 'days_over_90', 'days_over_90_exempt'],
    ...['known_from', 'made_event_id', 'disabled_event_id', 'deleted_event_id'],
    ...['exempt_reason', 'exempt_approved_by'],
  ],
  cells: (key) => {
    const { made, disabled, deleted, ...life } = lifeInShort(key);
    return {
      account_id: key.accountId,
      account: key.account,
      user: key.userName,
      type: key.type,
      key_id: key.keyId,
      made_at: key.createdAt,
      made_by: made?.by,
      first_seen: key.seen?.from,
      last_seen: key.seen?.to,
      at_end: key.atEnd,
      oldest_enabled_age_days: text(key.oldestEnabled),
      first_warned_at: life.warnedAt,
      warnings_arrived: text(life.warningsArrived),
      warnings_not_arrived: text(life.warningsNotArrived),
      disabled_at: disabled && whenOf(disabled),
      disabled_by: disabled && (disabled.by ?? 'not known'),
      deleted_at: deleted && whenOf(deleted),
      deleted_by: deleted && (deleted.by ?? 'not known'),
      replaced_by: key.replacedBy?.keyId,
      replaced_at: key.replacedBy?.at,
      ...exemptCells(key.exemptions),
      days_over_90: text(key.over90?.days),
      days_over_90_exempt: text(key.over90?.exempt),
      known_from: key.knownFrom,
      made_event_id: made?.eventId,
      disabled_event_id: disabled?.eventId,
      deleted_event_id: deleted?.eventId,
    };
  },
};

/** A row a thing that happened, or was told. */
export const eventTable: EvidenceTable<EvidenceEvent> = {
  columns: [
    ...['at', 'not_before', 'not_after', 'account_id', 'user', 'key_id', 'what'],
    ...['arrived', 'by', 'text', 'source', 'event_id'],
  ],
  cells: ({ between, arrived, ...event }) => ({
    at: event.at,
    not_before: between?.[0],
    not_after: between?.[1],
    account_id: event.accountId,
    user: event.userName,
    key_id: event.keyId,
    what: event.what,
    arrived: arrived === undefined ? undefined : arrived ? 'yes' : 'no',
    by: event.by,
    text: event.text,
    source: event.source,
    event_id: event.eventId,
  }),
};

/** A row an exception: a key that was enabled for too long, an exemption, a rule that was broken or not seen. */
export type Exception =
  | { readonly is: 'over-90'; readonly key: EvidenceKey }
  | { readonly is: 'exemption'; readonly key: EvidenceKey; readonly exemption: EvidenceExemption }
  | { readonly is: 'breach'; readonly breach: EvidenceBreach };

export const exceptionTable: EvidenceTable<Exception> = {
  columns: [
    ...['exception', 'account_id', 'account', 'user', 'key_id', 'from', 'to', 'days'],
    ...['exempt_until', 'text', 'by', 'event_id', 'exempt_reason', 'exempt_approved_by'],
  ],
  cells: (exception) => {
    if (exception.is === 'breach') return breachCells(exception.breach);
    const { accountId, account, userName: user, keyId, exemptions } = exception.key;
    const whose = { account_id: accountId, account, user, key_id: keyId };
    if (exception.is === 'over-90')
      return { ...tooOldCells(exception.key), ...whose, ...exemptCells(exemptions) };
    const { exemption } = exception;
    const { from, to, tagged } = exemption;
    return {
      exception: 'exempt',
      ...{ ...whose, from, to, text: 'the tag key-exempt-until of its user' },
      ...{ by: tagged?.by, event_id: tagged?.eventId },
      ...exemptCells([exemption]),
    };
  },
};

function breachCells({
  rule,
  isUnseen,
  userName,
  accountId,
  keyId,
  days,
  ...breach
}: EvidenceBreach) {
  const { account, from, to, text: why } = breach;
  return {
    exception: `${isUnseen ? 'not seen' : 'broken'}: ${rule}`,
    ...{ account_id: accountId, account, user: userName, key_id: keyId },
    ...{ from, to, days: text(days), text: why },
  };
}

function tooOldCells({ over90, oldestEnabled }: EvidenceKey): Cells {
  const exception = 'enabled at more than 90 days';
  if (!over90) return { exception };
  const { from, to, days, exempt } = over90;
  return {
    ...{ exception, from, to, days: text(days) },
    text: `up to ${oldestEnabled} days old; exempt on ${exempt} of ${days} days`,
  };
}

/** A tag's value has no semicolon in it. */
function exemptCells(exemptions: readonly EvidenceExemption[]): Cells {
  const stated = exemptions.map((each) => exemptionCells(each.stated));
  return {
    exempt_until: exemptions.map(({ until }) => until).join(' '),
    exempt_reason: stated.map(({ reason }) => reason).join('; '),
    exempt_approved_by: stated.map(({ approvedBy }) => approvedBy).join('; '),
  };
}

/** The rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets a ' before it. */
export function evidenceRows<Row>(
  { columns, cells }: EvidenceTable<Row>,
  rows: readonly Row[],
  hasHeader: boolean,
): string {
  return stringify(rows.map(cells), {
    header: hasHeader,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
