import type { RuleName } from '../../../rules/report/report';
import type { UserType } from '../../../rules/tags';

export const accounts = {
  identity: '111111111111',
  production: '222222222222',
  monitor: '333333333333',
} as const;
export type AccountName = keyof typeof accounts;

/** What a message is about. */
export type Kind =
  'reminder' | 'second-key' | 'disabled' | 'machine-old' | 'created' | 'enabled-again';

/** A message of which the rules say that it must come. */
export interface Told {
  /** The day of the story. */
  readonly on: number;
  readonly what: Kind;
  /** Which of the person's keys; by default the first. */
  readonly key?: number;
  /** By default the owner and the team's channel. */
  readonly to?: 'team';
  /** The day that it names. */
  readonly stops?: number;
}

/** Somebody whom the company has, and what must come of their keys: reasoned from the rules, never from a run. */
export interface Person {
  readonly name: string;
  readonly in: AccountName;
  readonly type?: UserType;
  readonly slackId?: string;
  readonly exempt?: {
    readonly until: string;
    readonly reason?: string;
    readonly approvedBy?: string;
  };
  readonly hasMfa?: true;
  readonly hasPassword?: true;
  readonly policyArn?: string;
  /** Whole days on day 1, when the run begins; those that are off are so from the beginning. */
  readonly keys: readonly { readonly age: number; readonly isOff?: true }[];
  /** The rules that are broken in the morning of day 1. */
  readonly breaks: readonly RuleName[];
  readonly told: readonly Told[];
  /** From which day's run on a key is off, and until the noon of which day. */
  readonly off: readonly {
    readonly from: number;
    readonly key: number;
    readonly until?: number;
  }[];
  /** A key that they delete on a day, after its run. */
  readonly gone?: { readonly on: number; readonly key: number };
  readonly because: string;
}

/** Their tags. */
export const engineer = (name: string) => ({
  type: 'engineer' as const,
  slackId: `U0${name.toUpperCase().padEnd(7, '0')}01`,
});
/** An old key of somebody who does nothing: five days of grace from the first run. */
export const remindedAndOff = {
  told: [
    { on: 1, what: 'reminder', stops: 6 },
    { on: 6, what: 'disabled' },
  ],
  off: [{ from: 6, key: 0 }],
} as const;
export const nothing = { told: [], off: [] } as const;
