/**
 * All that befalls one company, as plain data: whatever is taken out of it, what is left can still be played.
 * Days count from 0, seconds from the day's midnight in UTC.
 */
export interface Story {
  readonly seed: number;
  readonly days: number;
  /** The first day, YYYY-MM-DD. */
  readonly firstDate: string;
  /** The schedule's time zone and time of day. */
  readonly timeZone: string;
  readonly hour: number;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** Accounts that are only rehearsed. */
  readonly dryRunAccounts: readonly string[];
  readonly rules: Rules;
  readonly people: readonly Person[];
  readonly happenings: readonly Happening[];
  /** Users on a page of GetAccountAuthorizationDetails. */
  readonly pageSize: number;
  /** Whether a trail brings the accounts' key events to Keyturn. */
  readonly hasTrail: boolean;
  /**
   * Where people can press buttons in Slack: after how many days they are asked again whose a new key is, and whether
   * runs leave for them what they see in the app's home.
   */
  readonly presses?: { readonly askAgainDays: number; readonly hasHomes?: boolean };
  /** Whether a service-specific credential that is reset is as old as a new one, of which AWS says nothing. */
  readonly resetRenews: boolean;
}

/** The numbers of the rules, as the company has set them. */
export interface Rules {
  readonly reminderAges: readonly number[];
  readonly disableAge: number;
  readonly graceDays: number;
  readonly secondKeyGraceDays: number;
  readonly maximumExemptionDays: number;
  readonly circuitBreaker: { readonly keys: number; readonly percent: number };
  /** What is done about keys that nobody has used for so many days. */
  readonly unused: 'report' | 'disable';
  readonly unusedAge: number;
  /** On so many days a way in without a key must be used, and so long no key, before keys are left for it. */
  readonly provedDays: number;
  readonly quietDays: number;
  /** Of the other kinds of credentials, each by itself. */
  readonly others: Readonly<Record<OtherKind, KindRule>>;
}

/** The kinds besides access keys of which a user may have several, and each of which can be turned off. */
export const otherKinds = ['service-specific', 'ssh-key', 'signing-certificate'] as const;
export type OtherKind = (typeof otherKinds)[number];

/** The kinds that can be turned off: the simulator's own word on them, on purpose not that of the rules. */
export const kinds = ['access-key', ...otherKinds] as const;
export type Kind = (typeof kinds)[number];

/** The ways in that need no access key, on purpose not those of the rules. */
export const newWays = ['sign-in', 'identity-center'] as const;
export type NewWay = (typeof newWays)[number];

/** What is done about one kind, and its ages. */
export interface KindRule {
  readonly do: 'report' | 'remind' | 'disable';
  readonly remindAt: readonly number[];
  readonly stopAt: number;
  readonly graceDays: number;
}

/** An IAM user on the first day. */
export interface Person {
  readonly name: string;
  readonly accountId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Ages of their keys in seconds on the midnight of the first day; negative for one made later. */
  readonly keyAges: readonly number[];
  readonly passwordAge?: number;
  readonly hasMfa: boolean;
  /** Absent: nothing else. */
  readonly others?: readonly Other[];
}

/** A credential of another kind on the first day. */
export interface Other {
  readonly kind: OtherKind;
  /** As of keys. */
  readonly age: number;
  readonly isOff?: boolean;
  /** Of a service-specific one: what for, and for how many days; absent: without an end. */
  readonly service?: string;
  readonly validDays?: number;
}

export type Happening = Deed | Trouble;

/** What a person does, or what is done to them. */
export type Deed = { readonly day: number; readonly second: number; readonly who: string } & (
  | { readonly does: 'create' | 'rotate' | 'use' }
  | { readonly does: 'delete' | 'toggle'; readonly which: 'older' | 'newer' }
  | { readonly does: 'tag'; readonly key: string; readonly value: string | undefined }
  /** The Slack account is deactivated, or comes back. */
  | { readonly does: 'leave' | 'return' }
  | { readonly does: 'delete-user' | 'recreate-user' | 'rename-user' }
  | { readonly does: 'change-password' | 'toggle-mfa' }
  /** Lets the console of Bedrock make an API key, and a user for it. */
  | { readonly does: 'use-console' }
  | ({ readonly does: 'press' } & Pressed)
  | MoveDeed
  /** Opens the app's home in Slack. */
  | { readonly does: 'open-home' }
  | ({ readonly does: 'make-other' } & Omit<Other, 'age' | 'isOff'>)
  | {
      /** A reset changes the secret alone. */
      readonly does: 'delete-other' | 'toggle-other' | 'reset-other';
      readonly kind: OtherKind;
      readonly which: 'older' | 'newer';
    }
);

/** Somebody is led from keys to another way in: what engineers.yaml and `pulumi up` make of their tags, and what they do. */
type MoveDeed =
  /** `say`: that it works is recorded as theirs, as `keyturn move --said` does. */
  | { readonly does: 'open-way' | 'close-way' | 'use-way' | 'say'; readonly way: NewWay }
  /** Nothing is closed where nothing else is open. */
  | { readonly does: 'close-key' }
  /** What `keyturn move --force` writes before it closes `key`. */
  | { readonly does: 'force' }
  | {
      readonly does: 'give-back';
      /** In engineers.yaml alone; absent: by `keyturn move --back`, which writes that down. */
      readonly isByHand?: boolean;
    };

/** A button of Keyturn's is pressed, under a message about a key of theirs. */
export interface Pressed {
  readonly button: 'mine' | 'not-mine' | 'disable-now' | 'look-now';
  /** Of the messages that have it. */
  readonly under: 'newest' | 'oldest';
  /**
   * Whose the user is by the tags of then, whoever was shown the message, one of those who may disable any key, or
   * somebody who may nothing.
   */
  readonly by: 'owner' | 'addressee' | 'responder' | 'stranger';
  /** So often, a second apart; absent: once. */
  readonly times?: number;
  /** In a copy that somebody has forwarded. */
  readonly isForwarded?: boolean;
  /** Slack sends the same request a second time. */
  readonly isSentAgain?: boolean;
}
export type PressDeed = Extract<Deed, { does: 'press' }>;

/** Before a call has its effect, after it and before its answer, or (a batch) in its middle. */
export type Moment = 'before' | 'midway' | 'after';

/** What goes wrong with a day's runs, with AWS or with Slack. */
export type Trouble = { readonly day: number } & (
  | { readonly trouble: 'missed-run' }
  | { readonly trouble: 'late-run'; readonly minutes: number }
  /** Another run of the same scheduled time: the scheduler's, or Lambda's second try. */
  | { readonly trouble: 'doubled-run'; readonly minutes: number }
  /** Two runs at once, and deliveries meanwhile. */
  | { readonly trouble: 'overlapping-runs'; readonly seed: number; readonly hoursApart: number }
  /** What is pressed, and what is to be told, is delivered while the run is at it. */
  | { readonly trouble: 'busy-run'; readonly seed: number }
  /** Presses wait so long in their queue. */
  | { readonly trouble: 'held-presses'; readonly hours: number }
  /** By hand, for an older day. */
  | { readonly trouble: 'catch-up'; readonly daysBack: number; readonly minutes: number }
  | {
      readonly trouble: 'crash' | 'error';
      readonly of: 'monitor' | 'notify' | 'act';
      /** Counted over the day, so it may fall into its second run. */
      readonly call: number;
      readonly moment: Moment;
    }
  | { readonly trouble: 'unreadable'; readonly days: number; readonly accountId: string }
  /** IAM gives no credential report. */
  | { readonly trouble: 'no-report'; readonly days: number; readonly accountId: string }
  /** Nobody may list what the user has of that kind. */
  | {
      readonly trouble: 'refused';
      readonly days: number;
      readonly who: string;
      readonly kind: Exclude<Kind, 'service-specific'>;
    }
  /** Nobody may list the account's service-specific credentials. */
  | { readonly trouble: 'refused-services'; readonly days: number; readonly accountId: string }
  /** Nothing of that kind can be turned off in the account. */
  | {
      readonly trouble: 'switch-fails';
      readonly days: number;
      readonly accountId: string;
      readonly kind: Kind;
      readonly code: SwitchFailure;
    }
  /** CloudTrail tells of ways in on the first so many days alone that it is asked about. */
  | {
      readonly trouble: 'no-trail';
      readonly days: number;
      readonly accountId: string;
      readonly spans: number;
    }
  /** What is done on that day CloudTrail shows so many minutes later. */
  | { readonly trouble: 'late-trail'; readonly minutes: number }
  /** Root has an access key. */
  | { readonly trouble: 'root-key'; readonly days: number; readonly accountId: string }
  | { readonly trouble: 'throttling'; readonly share: number; readonly seed: number }
  /** IAM shows what was so many seconds ago. */
  | { readonly trouble: 'stale-reads'; readonly seconds: number }
  | { readonly trouble: 'out-of-time'; readonly accounts: number }
  /** SQS gives out again what was done with. */
  | { readonly trouble: 'redelivery'; readonly share: number; readonly seed: number }
  | { readonly trouble: 're-drive' }
  | {
      readonly trouble: 'slack';
      readonly kind: SlackTrouble;
      readonly hours: number;
      readonly share: number;
      readonly seed: number;
    }
  /** The circuit breaker is released explicitly. */
  | { readonly trouble: 'release'; readonly days: number }
);

/** A refusal has done nothing for sure; of what was throttled to the end nobody knows it. */
export const switchFailures = ['access-denied', 'throttled'] as const;
export type SwitchFailure = (typeof switchFailures)[number];

export const slackTroubles = [
  'rate-limited',
  'http-503',
  'timed-out-before-delivery',
  'timed-out-after-delivery',
  'token-refused',
  'channel-archived',
] as const;
export type SlackTrouble = (typeof slackTroubles)[number];

export function isTrouble(happening: Happening): happening is Trouble {
  return 'trouble' in happening;
}
