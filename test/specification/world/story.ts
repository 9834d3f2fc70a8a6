import fc from 'fast-check';
import type { SettingsInput } from '../../../rules/settings';
import type { Fate } from './memory';

/** A company's days, as fast-check makes and shortens them: plain values, of which each part may be left out. */

export interface Story {
  readonly zone: string;
  /** The hour and minute of the daily run. */
  readonly at: readonly [number, number];
  /** The first run's date. */
  readonly from: string;
  readonly rules: Rules;
  readonly people: readonly Person[];
  readonly days: readonly StoryDay[];
}

export type Rules = Omit<SettingsInput, 'timeZone'> & { readonly askAgainDays?: number };

export interface Person {
  readonly type: string;
  readonly slackId: string;
  readonly hasMfa: boolean;
  /** How old each key is on the first day. */
  readonly keys: readonly { readonly age: number; readonly isOn: boolean; readonly idle: number }[];
  readonly passwordAge?: number;
  readonly access?: string;
  /** On how many days before the first one they were seen to use `aws login`. */
  readonly cameOn?: number;
  readonly sshKeyAge?: number;
}

export interface StoryDay {
  /** Dates since the run before: 0 is a second run of the same day, more than 1 are runs that were missed. */
  readonly after: number;
  readonly happenings: readonly Happening[];
  readonly rules?: Rules;
  /** Minutes from the scheduled time to the reading. */
  readonly late: number;
  /** Hours that the credential report is old. */
  readonly reportAge: number;
  /** What becomes of the messages, in their order. */
  readonly post: readonly Fate[];
  /** IAM refuses to disable anything. */
  readonly refuses: boolean;
}

export interface Happening {
  readonly who: number;
  readonly what: (typeof happenings)[number];
  /** Which key, which day, which of several values. */
  readonly n: number;
  /** How much of the time since the run before is over, in sixteenths. */
  readonly when: number;
}

export const happenings = [
  'make key',
  'make key',
  'delete key',
  'turn off',
  'turn on',
  'use',
  'use',
  'set type',
  'set slack id',
  'exempt',
  'end exemption',
  'set access',
  'set access',
  'set last day',
  'use way',
  'say way',
  'force',
  'give back',
  'change password',
  'lose password',
  'lose mfa',
  'upload ssh key',
  'turn ssh keys',
  'delete ssh keys',
  'answer',
  'press',
  'event',
] as const;

/** Zones whose clocks are changed by an hour, by half an hour and not at all, from the first to the last of the day. */
const zones = [
  'Etc/UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

/** Among them leap days, and the days on which clocks are changed. */
const dates = ['2026-03-01', '2026-10-20', '2027-06-01', '2028-02-20', '2026-12-15', '2027-03-25'];

const shortClock = { reminderAges: [5, 7], disableAge: 10, graceDays: 3 };
const anyRules: fc.Arbitrary<Rules> = fc
  .record({
    clock: fc.constantFrom({}, shortClock, { reminderAges: [3], disableAge: 9, graceDays: 2 }),
    secondKeyGraceDays: fc.constantFrom(2, 1, 4),
    maximumExemptionDays: fc.constantFrom(90, 3),
    unused: fc.constantFrom('report', 'disable'),
    unusedAge: fc.constantFrom(45, 4, 8),
    provedDays: fc.constantFrom(3, 1, 2),
    circuitBreaker: fc.constantFrom<SettingsInput['circuitBreaker']>(
      {},
      {},
      { keys: 1, percent: 0 },
      { keys: 1, percent: 50 },
      { keys: 1, percent: 0, releasedThrough: '2027-04-02' },
    ),
    askAgainDays: fc.constantFrom(undefined, 1, 0, 2),
    passwords: fc.constantFrom({}, { password: { remindAt: [4, 8], stopAt: 12 } }),
    sshKeys: fc.constantFrom<SettingsInput['credentials']>(
      {},
      { 'ssh-key': { do: 'remind' } },
      { 'ssh-key': { do: 'disable' } },
      { 'ssh-key': { do: 'disable', remindAt: [4, 6], stopAt: 9, graceDays: 2 } },
    ),
  })
  .map(({ clock, passwords, sshKeys, ...rest }) => ({
    ...clock,
    ...rest,
    credentials: { ...passwords, ...sshKeys },
  }));

const age = fc.constantFrom(0, 1, 2, 4, 6, 9, 12, 40, 74, 80, 85, 90, 91, 120, 500);
const person: fc.Arbitrary<Person> = fc.record(
  {
    type: fc.constantFrom('engineer', 'engineer', 'engineer', 'machine', 'robot'),
    slackId: fc.constantFrom('U0ALICE0001', 'U0ALICE0001', '', 'nobody'),
    hasMfa: fc.boolean(),
    keys: fc.array(fc.record({ age, isOn: fc.constantFrom(true, true, false), idle: age }), {
      maxLength: 2,
    }),
    passwordAge: age,
    access: fc.constantFrom('key+sign-in', 'key+sign-in', 'sign-in', 'identity-center'),
    cameOn: fc.constantFrom(0, 2, 3),
    sshKeyAge: age,
  },
  { requiredKeys: ['type', 'slackId', 'hasMfa', 'keys'] },
);

const happening: fc.Arbitrary<Happening> = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom(...happenings),
  n: fc.nat(7),
  when: fc.nat(16),
});

const storyDay: fc.Arbitrary<StoryDay> = fc.record(
  {
    after: fc.constantFrom(1, 1, 1, 1, 1, 0, 2, 3, 5, 12, 40),
    happenings: fc.array(happening, { maxLength: 2, size: 'max' }),
    rules: anyRules,
    late: fc.constantFrom(0, 0, 1, 59, 400, 1300),
    reportAge: fc.constantFrom(0, 1, 4),
    post: fc.array(fc.constantFrom<Fate>('told', 'told', 'told', 'team instead', 'late', 'lost'), {
      minLength: 1,
      maxLength: 4,
    }),
    refuses: fc.constantFrom(false, false, false, false, true),
  },
  { requiredKeys: ['after', 'happenings', 'late', 'reportAge', 'post', 'refuses'] },
);

/** Most days' settings stay. */
const anyDay = fc
  .tuple(storyDay, fc.nat(9))
  .map(([day, n]): StoryDay => (n === 9 ? day : { ...day, rules: undefined }));

export const anyStory: fc.Arbitrary<Story> = fc.record({
  zone: fc.constantFrom(...zones),
  // Outside of 1:00 to 3:59, where clocks are changed: the guide says so.
  at: fc.constantFrom<[number, number]>([9, 0], [0, 5], [4, 0], [23, 59]),
  from: fc.constantFrom(...dates),
  rules: anyRules,
  people: fc.array(person, { minLength: 1, maxLength: 4 }),
  days: fc.array(anyDay, { minLength: 1, maxLength: 40, size: 'max' }),
});
