import { engineer, nothing, remindedAndOff, type Person } from './person';

export const inProduction: readonly Omit<Person, 'in'>[] = [
  {
    name: 'pam',
    ...engineer('pam'),
    keys: [{ age: 95 }],
    breaks: ['one-user', 'mfa', 'rotation'],
    ...remindedAndOff,
    because: 'the rules hold in every account',
  },
  {
    name: 'quin',
    ...engineer('quin'),
    keys: [{ age: 85 }],
    breaks: ['one-user', 'mfa'],
    told: [
      { on: 1, what: 'reminder', stops: 7 },
      { on: 2, what: 'reminder', stops: 7 },
      { on: 7, what: 'disabled' },
    ],
    off: [{ from: 7, key: 0 }],
    because: 'past 81 on day 1, 86 on day 2, 91 on day 7, an hour before its usual time',
  },
  {
    name: 'rex',
    type: 'machine',
    slackId: 'C0DEPLOY001',
    keys: [{ age: 80 }],
    breaks: [],
    told: [
      { on: 1, what: 'machine-old' },
      { on: 2, what: 'machine-old' },
      { on: 7, what: 'machine-old' },
    ],
    off: [],
    because: "a machine's owner is told at each stage",
  },
  {
    name: 'sue',
    ...engineer('sue'),
    keys: [{ age: 10 }, { age: 200, isOff: true }],
    breaks: ['one-user', 'mfa'],
    ...nothing,
    because: 'only one key is enabled, and that is young',
  },
];

export const inMonitor: readonly Omit<Person, 'in'>[] = [
  {
    name: 'tom',
    ...engineer('tom'),
    keys: [{ age: 89 }],
    breaks: ['one-user', 'mfa'],
    ...remindedAndOff,
    because: 'past 91 on day 3, and five days of grace from day 1',
  },
];
