import assert from 'node:assert/strict';
import type { Evidence, EvidenceEvent, EvidenceKey } from './evidence';
import { evidenceSchema } from './evidence-schema';

const at = '2026-07-01T08:00:00.000Z';
const accountId = '111111111111';
const span = { from: '2026-07-01', to: '2026-07-02' };

const event: EvidenceEvent = {
  ...{ what: 'made', at, between: [at, at], accountId, userName: 'alice', keyId: 'AKIA1' },
  ...{ by: 'keyturn', arrived: true, text: 'made', source: 'report', eventId: 'e' },
};
const key: EvidenceKey = {
  ...{ accountId, account: 'identity', userName: 'alice', type: 'engineer', keyId: 'AKIA1' },
  ...{ createdAt: at, knownFrom: 'report', seen: span, atEnd: 'enabled', oldestEnabled: 95 },
  replacedBy: { keyId: 'AKIA2', at },
  exemptions: [
    {
      ...{ until: '2026-08-01', ...span, stated: { reason: 'x', approvedBy: 'y' } },
      tagged: { at, by: 'arn:x', eventId: 'e' },
    },
  ],
  over90: { ...span, days: 2, exempt: 1 },
  events: [event],
};
const rotations = {
  ...{ all: 3, beforeReminder: 1, afterReminder: [1], afterDisabling: 1, medianDays: 4 },
};
const breach: Evidence['breaches'][number] = {
  ...{ rule: 'mfa', accountId, account: 'identity', userName: 'alice', keyId: 'AKIA1' },
  ...{ isUnseen: false, ...span, days: 2, text: 'x' },
};
/** With everything that may be there. */
const whole: Evidence = {
  format: 'keyturn-evidence/1',
  population: [{ accountId, account: 'identity', keys: [key], otherEvents: [event] }],
  ...{
    keyturnVersion: '0.1.0',
    generatedAt: at,
    period: span,
    timeZone: 'Etc/UTC',
    source: 's3://x',
  },
  lacks: [{ weight: 'broken', text: 'x' }],
  days: [
    {
      ...{ on: '2026-07-01', is: 'report', problem: 'x', generatedAt: at, keyturnVersion: '0.1.0' },
      ...{ sha256: 'x', accountsRead: 1, accountsUnread: 1, dryRun: 'all' },
    },
  ],
  totals: {
    ...{ keys: 1, made: 1, gone: 1, unseen: 1, warnings: 1, undelivered: 1, disabledByKeyturn: 1 },
  },
  controls: [
    {
      ...{ standard: 'AWS Security Hub', number: 'IAM.3', title: 'x', verdict: 'pass' },
      ...{ howTested: 'x', looks: 1, exceptions: 0, exempt: 0 },
    },
  ],
  ...{ exceptions: [key], breaches: [breach], leftOut: 0, unseenKeys: [key] },
  cloudTrail: {
    ...{ since: at, until: at, accountsAsked: 1 },
    notAsked: [{ id: accountId, name: 'identity', reason: 'denied' }],
  },
  accounts: [
    {
      ...{ id: accountId, name: 'identity', daysRead: 1, unread: ['x'], keys: 1, rotations },
      ...{ enabledAtFirst: 1, enabledAtLast: 1, medianAtFirst: 1, medianAtLast: 1 },
    },
  ],
  trend: {
    bands: [{ from: 0, to: 90 }, { from: 91 }],
    days: [{ on: '2026-07-01', enabled: 1, medianAge: 1, bands: [1, 0] }],
    rotations,
  },
  sample: { seed: 's', size: 1, keys: [key] },
};

type Change = (evidence: Evidence) => unknown;
const withKey =
  (more: object): Change =>
  (of) => ({ ...of, exceptions: [{ ...key, ...more }] });
const withEvent = (more: object): Change => withKey({ events: [{ ...event, ...more }] });
const withDay =
  (more: object): Change =>
  (of) => ({ ...of, days: [{ ...of.days[0], ...more }] });

describe('evidence as JSON', () => {
  it('keeps every field', () => assert.deepEqual(evidenceSchema.parse(whole), whole));

  const taken: Readonly<Record<string, readonly Change[]>> = {
    'each thing that happens': ['made', 'warned', 'told', 'disabled', 'enabled', 'deleted'].map(
      (what) => withEvent({ what }),
    ),
    'each source': ['report', 'ledger', 'cloudtrail'].map((source) => withEvent({ source })),
    'either type': ['engineer', 'machine'].map((type) => withKey({ type })),
    'whatever a key is known from': ['report', 'notice', 'cloudtrail'].map((knownFrom) =>
      withKey({ knownFrom }),
    ),
    'each end': ['enabled', 'off', 'gone', 'unknown'].map((atEnd) => withKey({ atEnd })),
    'each verdict': ['pass', 'exceptions', 'incomplete', 'not tested'].map((verdict) => (of) => ({
      ...of,
      controls: [{ ...of.controls[0], verdict }],
    })),
    'each weight': ['broken', 'missing', 'note'].map((weight) => (of) => ({
      ...{ ...of, lacks: [{ weight, text: '' }] },
    })),
    'each kind of day': ['report', 'missing', 'late', 'gone', 'unreadable'].map((is) =>
      withDay({ is }),
    ),
    'a rehearsal in some accounts': [withDay({ dryRun: [accountId] })],
  };
  for (const [what, changes] of Object.entries(taken))
    it(`takes ${what}`, () => {
      for (const change of changes)
        assert.deepEqual(evidenceSchema.parse(change(whole)), change(whole));
    });

  const refused: Readonly<Record<string, Change>> = {
    'another format': (of) => ({ ...of, format: 'keyturn-evidence/2' }),
    'a date that is none': withDay({ on: 'x' }),
    'an instant that is none': withEvent({ at: 'x' }),
    'an account that is none': withEvent({ accountId: 'x' }),
    'less than nothing': (of) => ({ ...of, leftOut: -1 }),
    'half a key': (of) => ({ ...of, leftOut: 0.5 }),
    'half a day': (of) => ({
      ...of,
      trend: { ...of.trend, rotations: { ...rotations, medianDays: 0.5 } },
    }),
    'a rehearsal in some': withDay({ dryRun: 'some' }),
  };
  for (const [what, change] of Object.entries(refused))
    it(`refuses ${what}`, () =>
      assert.equal(evidenceSchema.safeParse(change(whole)).success, false));
});
