import type { Account, LocalDate } from '../model';
import type { REPORT_FORMAT } from './report-format';

/**
 * What an audit found: the one shape behind the table, JSON, CSV, SARIF and HTML, whether a person asked for it or
 * the monitor wrote it. Plain JSON: instants are ISO 8601 in UTC, days are dates of `timeZone`, ages whole days.
 */
export interface Report {
  readonly format: typeof REPORT_FORMAT;
  /** Of the program that made it. */
  readonly keyturnVersion: string;
  readonly generatedAt: string;
  /** The day that the ages and the forecast are reckoned for. */
  readonly on: LocalDate;
  readonly timeZone: string;
  /** Whose eyes: a person's own credentials, or the monitor's daily run. */
  readonly obtainedBy: 'audit' | 'monitor';
  /** Users without the tag `type` were taken for these in forecast and `next`; absent where for neither. */
  readonly untaggedAs?: 'engineer' | 'machine';
  readonly limits: ReportLimits;
  /** In the order of their names. */
  readonly accounts: readonly ReportAccount[];
  readonly users: readonly ReportUser[];
  readonly keys: readonly ReportKey[];
  /**
   * The five rules, in their order, each with who breaks it. What shows in groups and roles alone has rules of its
   * own beside them, where these were read.
   */
  readonly rules: readonly ReportRule[];
  /** What the rules will do in the next 30 days if every message arrives and nobody acts, by day. */
  readonly forecast: readonly ForecastEntry[];
  /** What the monitor did; absent where its ledger was not read. */
  readonly deeds?: {
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly entries: readonly Deed[];
  };
}

/** The settings that the report was reckoned with, in days. */
export interface ReportLimits {
  readonly reminderAges: readonly number[];
  readonly disableAge: number;
  readonly graceDays: number;
  readonly secondKeyGraceDays: number;
  readonly rotationDays: number;
}

/** An account that could not be read is in the report, with the reason; its users and keys are not known. */
export type ReportAccount = Account &
  (
    | {
        readonly outcome: 'read';
        readonly users: number;
        readonly enabledKeys: number;
        /**
         * When AWS made the credential report: as of when everything is known that IAM was not asked since.
         * `unknown`: why there is none, and nothing is known but what IAM was asked.
         */
        readonly credentialReportAt: string | { readonly unknown: string };
      }
    | { readonly outcome: 'unread'; readonly reason: string }
  );

/** Which user: the account's id, and the name in it. */
export interface UserReference {
  readonly accountId: string;
  readonly userName: string;
}

export interface ReportUser extends UserReference {
  /** By the tag `type`; absent where it is missing or wrong. */
  readonly type?: 'engineer' | 'machine';
  readonly fullName?: string;
  readonly slackId?: string;
  readonly createdAt: string;
  readonly hasMfa: boolean | 'unknown';
  /** When the credential report was made that says so; absent where IAM itself was asked. */
  readonly mfaAsOf?: string;
  /** Absent where the user has no console password. */
  readonly password?: ReportPassword | 'unknown';
  /** Whether the user has any could not be seen; absent where they stand among the report's keys. */
  readonly keys?: 'unknown';
  /** What is wrong with the user's tags, one sentence each. */
  readonly tagProblems: readonly string[];
}

/** A console password, by the credential report. */
export interface ReportPassword {
  /** An instant, or `unknown` where no date could be read; then the age is, too. */
  readonly changedAt: string;
  readonly age: number | 'unknown';
  readonly lastUsedAt?: string;
  readonly expiresAt?: string;
  /** When the report was made that tells of the change; absent where the password is younger. */
  readonly asOf?: string;
}

export interface ReportKey extends UserReference {
  /** In full: the reader has to find it. */
  readonly keyId: string;
  readonly status: 'Active' | 'Inactive';
  readonly createdAt: string;
  readonly age: number;
  /** Absent where the key was never used; `unknown`: why that could not be seen. */
  readonly lastUsed?: ReportKeyUse | { readonly unknown: string };
  /** The end of a valid exemption. */
  readonly exemptUntil?: LocalDate;
  /** What comes next for this key, in one sentence, with the reason. */
  readonly next: string;
}

export interface ReportKeyUse {
  readonly at: string;
  readonly daysAgo: number;
  readonly service?: string;
  readonly region?: string;
}

export type RuleName =
  | 'one-user'
  | 'role-caller'
  | 'self-management'
  | 'group-permissions'
  | 'no-admin'
  | 'mfa'
  | 'role-mfa'
  | 'one-key'
  | 'rotation';

/** The recommendations of the CIS AWS Foundations Benchmark that ask for a rule, by version. */
export interface CisNumbers {
  readonly '5.0.0': string;
  /** Absent where the newest does not have it any more. */
  readonly '7.0.0'?: string;
}

export interface ReportRule {
  readonly rule: RuleName;
  readonly title: string;
  /** Absent where CIS has none, and in reports of older versions. */
  readonly cis?: CisNumbers;
  /** What this report can't see of the rule, and who checks it instead; absent where it sees all. */
  readonly notSeen?: string;
  readonly breaches: readonly Breach[];
  /** Of whom it can't be said whether they break it, and why not: neither broken nor kept. */
  readonly notSeenOf: readonly Breach[];
}

/** Of a user, a group or a role of an account; of the account itself where it names none of them. */
export interface Breach {
  readonly accountId: string;
  readonly userName?: string;
  readonly groupName?: string;
  readonly roleName?: string;
  readonly keyId?: string;
  readonly text: string;
}

export interface ForecastEntry extends UserReference {
  readonly on: LocalDate;
  /** `held-back`: due to be disabled, and kept by the circuit breaker. `exemption-ends`: its last day. */
  readonly event: 'remind' | 'disable' | 'held-back' | 'password-reminder' | 'exemption-ends';
  /** Absent where it is about a password. */
  readonly keyId?: string;
  readonly text: string;
}

/** One thing that the monitor did, with its time and reason. */
export interface Deed extends UserReference {
  readonly at: string;
  readonly keyId?: string;
  readonly text: string;
}
