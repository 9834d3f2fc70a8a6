import assert from 'node:assert/strict';
import type { Mode } from '../credentials/mode';
import type { NoticeRecord } from '../ledger';
import type { ServiceCredential } from '../model';
import { planDay } from '../plan-day';
import { settingsSchema } from '../settings';
import { dateOf, sent } from '../testing/decided';
import { anEngineer, day, delivered, inventoryOf, ledgerOf } from '../testing/one-account';

const ID = 'ACCA0000000000001ABCD';

interface Given {
  readonly on: number;
  readonly mode?: Mode;
  /** More than one for Bedrock, made on day 0. */
  readonly held?: Partial<ServiceCredential>;
  readonly notices?: readonly NoticeRecord[];
}

function plan({ on, mode = 'disable', held, notices = [] }: Given) {
  const one: ServiceCredential = {
    id: ID,
    service: 'bedrock.amazonaws.com',
    status: 'Active',
    createdAt: day(0, '08:00:00'),
    ...held,
  };
  const settings = settingsSchema.parse({ credentials: { 'service-specific': { do: mode } } });
  const user = anEngineer([], { serviceCredentials: [one] });
  return planDay(inventoryOf(user), ledgerOf({ notices }), settings, day(on));
}

/** What is done of the credential, and why. */
function said(given: Given): readonly string[] {
  return plan(given)
    .filter(({ subject }) => subject.credential?.id === ID)
    .flatMap((each) => ('why' in each ? [`${each.do} ${each.why.code}: ${each.why.text}`] : []));
}

describe('every decision of a credential that is no key says why', () => {
  const cases: readonly [string, Given, string][] = [
    [
      'of a kind that is only reported',
      { on: 91, mode: 'report' },
      'nothing only-reported: its kind is only reported',
    ],
    [
      'called expired by IAM',
      { on: 91, held: { status: 'Expired' } },
      'nothing ended: its own end has come',
    ],
    [
      'at its own end',
      { on: 91, held: { expiresAt: day(91) } },
      'nothing ended: its own end has come',
    ],
    ['told of by its age', { on: 91, mode: 'remind' }, 'send stage-crossed: 91 days old, past 91'],
  ];
  for (const [what, given, expected] of cases)
    it(`that is ${what}`, () => assert.deepEqual(said(given), [expected]));

  it('that nobody knows how old it is: of a kind that is only reported that is the reason', () => {
    const one = { id: ID, status: 'Active', createdAt: { unknown: 'no report' } } as const;
    const textOf = (mode: Mode) =>
      planDay(
        inventoryOf(anEngineer([], { signingCertificates: [one] })),
        ledgerOf({}),
        settingsSchema.parse({ credentials: { 'signing-certificate': { do: mode } } }),
        day(91),
      ).flatMap((each) =>
        each.do === 'nothing' && each.subject.credential?.id === ID
          ? [`${each.why.code}: ${each.why.text}`]
          : [],
      );
    assert.deepEqual(textOf('report'), ['only-reported: its kind is only reported']);
    assert.deepEqual(textOf('disable'), [
      'not-known: IAM itself was not asked since when it is there',
    ]);
  });

  it('that its owner was told of, and that is not disabled', () => {
    const [told] = sent(plan({ on: 91, mode: 'remind' }), 'credential-old');
    assert.ok(told);
    assert.deepEqual(said({ on: 92, mode: 'remind', notices: [delivered(told)] }), [
      'nothing only-reminded: those of its kind are reminded of, and not disabled; told already: 92 days old, past 91',
    ]);
  });
});

describe('what a message says of a credential that is no key', () => {
  const facts = (held?: Partial<ServiceCredential>) =>
    sent(plan({ on: 76, held }), 'credential-reminder')[0]?.credential;

  it('is for which service it is, and when it ends by itself where it does', () => {
    const base = {
      kind: 'service-specific',
      id: ID,
      createdAt: '2026-01-01T08:00:00.000Z',
      age: 76,
      service: 'bedrock.amazonaws.com',
    };
    assert.deepEqual(facts(), base);
    assert.deepEqual(facts({ expiresAt: day(400) }), {
      ...base,
      endsAt: day(400).toISOString(),
    });
  });

  it('is no service of one that is for none', () => {
    const sshKeys = [{ id: 'APKA', status: 'Active', createdAt: day(0, '08:00:00') }] as const;
    const settings = settingsSchema.parse({ credentials: { 'ssh-key': { do: 'disable' } } });
    const inventory = inventoryOf(anEngineer([], { sshKeys }));
    const [told] = sent(planDay(inventory, ledgerOf({}), settings, day(76)), 'credential-reminder');
    const createdAt = '2026-01-01T08:00:00.000Z';
    assert.deepEqual(told?.credential, { kind: 'ssh-key', id: 'APKA', createdAt, age: 76 });
  });

  it('is no day on which Keyturn disables it, where it ends by then', () => {
    const expiresAt = day(91);
    const notices = plan({ on: 76, held: { expiresAt } });
    assert.deepEqual(sent(notices, 'credential-reminder'), []);
    const [old] = sent(notices, 'credential-old');
    assert.deepEqual([old?.endsOn, old?.credential.endsAt], [dateOf(91), expiresAt.toISOString()]);
  });
});

describe('a credential that is reset, which keeps its id', () => {
  const reset = { createdAt: day(100, '08:00:00') };
  const modes = [
    ['disable', 'credential-reminder', `credential/${ID}/reminder-76`],
    ['remind', 'credential-old', `credential/${ID}/old-76`],
  ] as const;
  for (const [mode, kind, id] of modes) {
    it(`is told of anew at its age (${mode})`, () => {
      const [told] = sent(plan({ on: 76, mode }), kind);
      assert.equal(told?.id, id);
      const notices = [delivered(told)];
      assert.deepEqual(sent(plan({ on: 77, mode, notices }), kind), []);
      const [again] = sent(plan({ on: 176, mode, held: reset, notices }), kind);
      assert.equal(again?.id, `${id}/2`);
    });

    it(`is not told of again where nobody knows when a newer version did (${mode})`, () => {
      const notices = [{ id, plannedAt: new Date(0), newer: 'record' }] as const;
      assert.deepEqual(sent(plan({ on: 176, mode, held: reset, notices }), kind), []);
    });
  }
});
