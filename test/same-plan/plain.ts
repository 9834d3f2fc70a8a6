/**
 * A day of a company and what is decided of it, in words that no version's types change: as the rules had them before
 * the house was made for more than access keys, and as the ledger's items of then still have them.
 */

export interface PlainKey {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  readonly createdAt: Date;
  readonly lastUsed?: PlainUse | PlainUnknown;
}

export interface PlainUse {
  readonly at: Date;
  readonly service?: string;
  readonly region?: string;
}

export interface PlainUnknown {
  readonly unknown: string;
}

export interface PlainPassword {
  readonly changedAt: Date | PlainUnknown;
  readonly expiresAt?: Date;
  readonly asOf?: Date;
}

export interface PlainUser {
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  readonly createdAt: Date;
  readonly tags: Readonly<Record<string, string>>;
  readonly keys: readonly PlainKey[];
  readonly keysUnknown?: PlainUnknown;
  readonly password?: PlainPassword | PlainUnknown;
  readonly hasMfa: boolean | PlainUnknown;
  readonly mfaAsOf?: Date;
}

export interface PlainKeyRecord {
  readonly keyId: string;
  readonly userId: string;
  readonly userName: string;
  readonly createdAt: Date;
  readonly status: 'Active' | 'Inactive';
  readonly fingerprint: string;
  readonly lastExemptOn?: string;
  readonly lastAloneAt?: Date;
  readonly disabling?: {
    readonly noticeId: string;
    readonly since: Date;
    readonly attempts: readonly string[];
  };
  readonly disabledAt?: Date;
  readonly expiresAt?: Date;
}

/** A notice as it is stored: fields by its kind. */
export interface PlainNotice {
  readonly kind: string;
  readonly id: string;
  readonly plannedAt: string;
  readonly owner: { readonly userName: string; readonly slackId?: string };
  readonly [field: string]: unknown;
}

export interface PlainDelivery {
  readonly at: Date;
  readonly channel: string;
  readonly ts: string;
}

export interface PlainNoticeRecord {
  readonly id: string;
  readonly plannedAt: Date;
  readonly notice?: PlainNotice;
  readonly toldStopsOn?: string;
  readonly owner?: PlainDelivery | { readonly failed: string };
  readonly team?: PlainDelivery;
  readonly copy?: PlainDelivery;
  readonly withdrawn?: string;
  readonly newer?: 'notice' | 'record';
  readonly expiresAt?: Date;
}

export interface PlainLedger {
  readonly firstReadAt?: Date;
  readonly lastReadAt?: Date;
  readonly keys: readonly PlainKeyRecord[];
  readonly notices: readonly PlainNoticeRecord[];
  readonly newer?: { readonly keys: readonly string[]; readonly others: number };
}

/** What one run finds in one account. */
export interface PlainDay {
  readonly account: { readonly id: string; readonly name: string };
  readonly readAt?: Date;
  readonly users: readonly PlainUser[];
  /** The ids of the users of whom anything is to be decided; absent: all. */
  readonly concerned?: readonly string[];
  readonly ledger: PlainLedger;
  /** As people write them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly now: Date;
}

export type PlainRule = 'age' | 'second-key';

/** The last look at a key before it is disabled. */
export interface PlainLook {
  readonly keyId: string;
  /** What is told of it, which versions before the mend asked for. */
  readonly cause: PlainRule | 're-enabled';
  /** By which the plan found it due. */
  readonly dueBy: PlainRule;
  /** Absent: the user is gone. */
  readonly found?: Pick<PlainUser, 'keys' | 'tags'> & { readonly readAt?: Date };
  readonly settings: PlainDay['settings'];
  readonly now: Date;
}

export interface PlainReason {
  readonly code: string;
  readonly text: string;
}

/** A line of the plan: what its kind has, and no more. */
export interface PlainDecision {
  readonly do: string;
  readonly account: PlainDay['account'];
  readonly userName: string;
  readonly keyId?: string;
  readonly why?: PlainReason;
  readonly notice?: PlainNotice;
  readonly noticeId?: string;
  readonly again?: boolean;
  readonly tellOnly?: boolean;
  readonly begun?: { readonly since: Date; readonly attempts: readonly string[] };
  /** Of a `disable`: the user that is looked at again. Of a `report`: the user that is named. */
  readonly userId?: string;
  readonly finding?: { readonly kind: string; readonly text: string };
  readonly on?: string;
  readonly at?: Date;
}

export interface PlainVerdict {
  readonly is: string;
  readonly why?: PlainReason;
}

/** A version's rules, asked and answering in plain words. */
export interface Rules {
  plan(day: PlainDay): readonly PlainDecision[];
  look(look: PlainLook): PlainVerdict;
}
