import assert from 'node:assert/strict';
import type { OtherKind } from '../credentials/credential';
import type { Mode } from '../credentials/mode';
import type { Decision } from '../decisions';
import { stillDue } from '../disabling/still-due';
import type { CredentialRecord, NoticeRecord } from '../ledger';
import type { IamUser, Unknown } from '../model';
import type { NoticeOf } from '../notices';
import { planDay } from '../plan-day';
import { afterRun } from '../report/after-run';
import { settingsSchema, type SettingsInput } from '../settings';
import { dateOf, sent } from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  ledgerOf,
  planned,
} from '../testing/one-account';

const ID = 'CREDENTIAL0000000ABCD';
const kinds = ['service-specific', 'ssh-key', 'signing-certificate'] as const;
const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };

interface Held {
  readonly status?: 'Active' | 'Inactive';
  readonly createdAt?: Date | Unknown;
  readonly expiresAt?: Date;
  readonly asOf?: Date;
}

/** A user with one credential of that kind, made on day 0. */
function holder(kind: OtherKind, held: Held | Unknown = {}, more: Partial<IamUser> = {}): IamUser {
  if ('unknown' in held) return anEngineer([], { ...fieldOf(kind, held), ...more });
  const one = { id: ID, status: 'Active', createdAt: day(0, '08:00:00'), ...held };
  return anEngineer([], { ...fieldOf(kind, [one]), ...more });
}

function fieldOf(kind: OtherKind, held: Unknown | readonly object[]): Partial<IamUser> {
  const service = { service: 'bedrock.amazonaws.com' };
  switch (kind) {
    case 'service-specific':
      return {
        serviceCredentials: Array.isArray(held)
          ? (held.map((each: object) => ({ ...service, ...each })) as never)
          : (held as Unknown),
      };
    case 'ssh-key':
      return { sshKeys: held as never };
    case 'signing-certificate':
      return { signingCertificates: held as never };
  }
}

const settingsWith = (kind: OtherKind, mode: Mode, more: SettingsInput = {}) =>
  settingsSchema.parse({ ...more, credentials: { [kind]: { do: mode } } });

interface Given {
  readonly kind: OtherKind;
  readonly mode?: Mode;
  readonly user?: IamUser;
  readonly on: number;
  readonly notices?: readonly NoticeRecord[];
  readonly record?: Partial<CredentialRecord>;
  readonly settings?: SettingsInput;
}

function plan({ kind, mode = 'disable', user = holder(kind), on, ...given }: Given) {
  const { notices = [], record, settings } = given;
  const keys = record ? [recordOf(kind, record)] : [];
  const ledger = { ...ledgerOf({ notices, keys }), firstReadAt: day(-9) };
  return planDay(inventoryOf(user), ledger, settingsWith(kind, mode, settings), day(on));
}

function recordOf(kind: OtherKind, more: Partial<CredentialRecord>): CredentialRecord {
  return {
    credential: { kind, id: ID },
    userId: 'AIDAALICE',
    userName: 'alice',
    createdAt: day(0, '08:00:00'),
    status: 'Active',
    fingerprint: '',
    ...more,
  };
}

/** What is decided of the credential, as `do code`; of the user, where nobody can see it. */
function about(decisions: readonly Decision[]): string[] {
  return decisions
    .filter(({ subject }) => subject.credential?.id === ID)
    .map((each) => ('why' in each ? `${each.do} ${each.why.code}` : each.do));
}

function aReminder(kind: OtherKind, on: number, stopsOn = 91): NoticeOf<'credential-reminder'> {
  const [reminder] = sent(plan({ kind, on }), 'credential-reminder');
  assert.ok(reminder);
  return { ...reminder, stopsOn: dateOf(stopsOn) };
}

for (const kind of kinds)
  describe(`a credential of the kind ${kind}`, () => {
    const warned = () => [delivered(aReminder(kind, 86))];

    describe('where a company says nothing of it', () => {
      it('is told to nobody, however old it is', () => {
        for (const on of [1, 76, 91, 4000]) {
          const decisions = plan({ kind, mode: 'report', on });
          assert.deepEqual(about(decisions), ['nothing only-reported']);
          assert.deepEqual(
            decisions.filter((each) => each.do === 'send' || each.do === 'disable'),
            [],
          );
        }
      });

      it('has its warnings taken back also while an exemption holds, which may be gone before its kind is stopped again', () => {
        const user = holder(kind, {}, { tags: { ...engineer, 'key-exempt-until': dateOf(120) } });
        const decisions = plan({ kind, mode: 'report', user, on: 91, notices: warned() });
        assert.deepEqual(about(decisions), ['nothing only-reported', 'remember-exemption']);
        const record = { lastExemptOn: dateOf(91) };
        const next = plan({ kind, mode: 'report', user, on: 92, notices: warned(), record });
        assert.deepEqual(about(next), ['nothing only-reported']);
      });

      it('is not disabled even where it was warned of', () => {
        const decisions = plan({ kind, mode: 'report', on: 91, notices: warned() });
        assert.deepEqual(about(decisions), ['nothing only-reported', 'remember-exemption']);
      });
    });

    describe('that is reminded of', () => {
      it('is told by every run of a date on which those of its kind were not to be disabled any more', () => {
        const record = { lastExemptOn: dateOf(91) };
        const decisions = plan({ kind, mode: 'remind', on: 91, notices: warned(), record });
        assert.deepEqual(about(decisions), ['send stage-crossed']);
        assert.deepEqual(
          about(plan({ kind, mode: 'disable', on: 91, notices: warned(), record })),
          ['nothing exempt'],
        );
      });

      const days: [on: number, expected: string][] = [
        [75, 'nothing young'],
        [76, 'send stage-crossed'],
        [90, 'send stage-crossed'],
        [91, 'send stage-crossed'],
        [4000, 'send stage-crossed'],
      ];
      for (const [on, expected] of days)
        it(`on day ${on}: ${expected}`, () =>
          assert.deepEqual(about(plan({ kind, mode: 'remind', on })), [expected]));

      it('names no day, and is never disabled', () => {
        const [told] = sent(plan({ kind, mode: 'remind', on: 91 }), 'credential-old');
        assert.ok(told);
        assert.equal(told.id, `credential/${ID}/old-91`);
        assert.equal('stopsOn' in told, false);
        const notices = [delivered(told)];
        assert.deepEqual(about(plan({ kind, mode: 'remind', on: 200, notices })), [
          'nothing only-reminded',
        ]);
      });

      it('is told of at no earlier age where the ages are set lower meanwhile', () => {
        const settings = { reminderAges: [50], disableAge: 60 };
        const [told] = sent(plan({ kind, mode: 'remind', on: 91 }), 'credential-old');
        assert.ok(told);
        const given = { kind, mode: 'remind', on: 92, settings } as const;
        assert.equal(sent(plan(given), 'credential-old')[0]?.stage, 60);
        assert.deepEqual(about(plan({ ...given, notices: [delivered(told)] })), [
          'nothing only-reminded',
        ]);
      });

      it('is not disabled by a warning of a time when it was to be, nor later on', () => {
        const notices = warned();
        const decisions = plan({ kind, mode: 'remind', on: 91, notices });
        assert.deepEqual(about(decisions), ['send stage-crossed', 'remember-exemption']);
        const { ledger } = afterRun(
          { inventory: inventoryOf(holder(kind)), ledger: ledgerOf({ notices }) },
          decisions,
          day(91),
        );
        const again = planDay(
          inventoryOf(holder(kind)),
          ledger,
          settingsWith(kind, 'disable'),
          day(92),
        );
        assert.deepEqual(about(again), ['send stage-crossed']);
        assert.equal(sent(again, 'credential-reminder')[0]?.stopsOn, dateOf(97));
      });
    });

    describe('that is to be disabled', () => {
      const days: [on: number, expected: string][] = [
        [75, 'nothing young'],
        [76, 'send stage-crossed'],
        [81, 'send stage-crossed'],
        [86, 'send stage-crossed'],
        [91, 'send stage-crossed'],
        [4000, 'send stage-crossed'],
      ];
      for (const [on, expected] of days)
        it(`of which nobody was told, on day ${on}: ${expected}`, () =>
          assert.deepEqual(about(plan({ kind, on })), [expected]));

      it('has its grace from the first run that tells of it', () => {
        assert.equal(sent(plan({ kind, on: 86 }), 'credential-reminder')[0]?.stopsOn, dateOf(91));
        assert.equal(sent(plan({ kind, on: 400 }), 'credential-reminder')[0]?.stopsOn, dateOf(405));
      });

      it('is disabled on the day that a delivered warning named, not before', () => {
        const notices = warned();
        assert.deepEqual(about(plan({ kind, on: 90, notices })), ['nothing waiting-for-its-day']);
        assert.deepEqual(about(plan({ kind, on: 91, notices })), ['disable past-its-day']);
        assert.deepEqual(about(plan({ kind, on: 92, notices })), ['disable past-its-day']);
      });

      it('waits for its warning', () => {
        const notices = [planned(aReminder(kind, 86))];
        assert.deepEqual(about(plan({ kind, on: 91, notices })), ['send not-delivered-yet']);
      });

      it('is told once a stage', () => {
        assert.deepEqual(about(plan({ kind, on: 87, notices: warned() })), [
          'nothing waiting-for-its-day',
        ]);
      });

      const kept: [what: string, user: IamUser, expected: string[]][] = [
        ['a machine’s', holder(kind, {}, { tags: { type: 'machine' } }), ['send stage-crossed']],
        ['one of a user without a type', holder(kind, {}, { tags: {} }), ['nothing invalid-tags']],
        [
          'one that is exempt',
          holder(kind, {}, { tags: { ...engineer, 'key-exempt-until': dateOf(91) } }),
          ['nothing exempt', 'remember-exemption'],
        ],
        ['one that is off', holder(kind, { status: 'Inactive' }), ['nothing inactive']],
        ['one of later', holder(kind, { createdAt: day(92) }), ['nothing made-later']],
        [
          'one whose age nobody knows',
          holder(kind, { createdAt: { unknown: 'no report' } }),
          ['nothing not-known'],
        ],
        [
          'one of which only the credential report tells',
          holder(kind, { asOf: day(91) }),
          // Nothing of a service credential is in it.
          kind === 'service-specific' ? ['disable past-its-day'] : ['nothing not-known'],
        ],
      ];
      for (const [what, user, expected] of kept)
        it(`keeps ${what}`, () =>
          assert.deepEqual(about(plan({ kind, user, on: 91, notices: warned() })), expected));

      it('tells a machine’s owner what there is to do, and names no day', () => {
        const user = holder(kind, {}, { tags: { type: 'machine' } });
        const decisions = plan({ kind, user, on: 91 });
        assert.equal(sent(decisions, 'credential-old').length, 1);
        assert.equal(sent(decisions, 'credential-reminder').length, 0);
      });

      it('does nothing where nobody can see it, and takes no warning back', () => {
        const user = holder(kind, { unknown: 'denied' });
        const notices = [planned(aReminder(kind, 86))];
        const decisions = plan({ kind, user, on: 91, notices, record: {} });
        assert.deepEqual(about(decisions), []);
        assert.ok(decisions.some((each) => each.do === 'nothing' && each.why.code === 'not-known'));
        assert.ok(decisions.every((each) => each.do === 'nothing'));
      });

      it('takes the warning back where it is gone', () => {
        const notices = [planned(aReminder(kind, 86))];
        const decisions = plan({ kind, user: anEngineer([]), on: 91, notices, record: {} });
        assert.deepEqual(about(decisions), ['withdraw gone']);
      });

      it('is disabled again where somebody has enabled it', () => {
        const record = { disabledAt: day(91) };
        const again = plan({ kind, on: 95, notices: warned(), record });
        assert.deepEqual(about(again), ['disable re-enabled']);
      });

      it('is told of once it is off, by whoever died before telling', () => {
        const user = holder(kind, { status: 'Inactive' });
        const noticeId = `credential/${ID}/disabled/${dateOf(91)}`;
        const disabling = { noticeId, since: day(91), attempts: ['a'] };
        const decisions = plan({ kind, user, on: 92, notices: warned(), record: { disabling } });
        assert.deepEqual(about(decisions), ['disable unfinished']);
        const [only] = decisions.filter((each) => each.do === 'disable');
        assert.ok(only?.tellOnly && only.notice.kind === 'credential-disabled');
        assert.equal(only.notice.id, noticeId);
      });

      it('asks what became of a begun one that is no longer to be done', () => {
        const noticeId = `credential/${ID}/disabled/${dateOf(91)}`;
        const disabling = { noticeId, since: day(91), attempts: ['a'] };
        for (const mode of ['report', 'remind'] as const) {
          const decisions = plan({ kind, mode, on: 92, record: { disabling } });
          assert.ok(about(decisions).includes('abandon overtaken'), mode);
        }
      });

      it('is looked at again just before', () => {
        const settings = settingsWith(kind, 'disable');
        const ref = { kind, id: ID };
        const look = (user: IamUser | undefined, by = settings) => {
          const verdict = stillDue(ref, user, 'age', by, day(91));
          return verdict.is === 'not-due' ? verdict.why.code : verdict.is;
        };
        assert.equal(look(holder(kind)), 'due');
        assert.equal(look(undefined), 'gone');
        assert.equal(look(anEngineer([])), 'gone');
        assert.equal(look(holder(kind, { status: 'Inactive' })), 'off');
        assert.equal(look(holder(kind, { createdAt: day(1) })), 'young');
        assert.equal(look(holder(kind, {}, { tags: { type: 'machine' } })), 'machine');
        assert.equal(look(holder(kind, {}, { tags: {} })), 'invalid-tags');
        assert.equal(look(holder(kind), settingsWith(kind, 'remind')), 'only-reminded');
        assert.equal(look(holder(kind), settingsWith(kind, 'report')), 'only-reported');
        const exempt = { ...engineer, 'key-exempt-until': dateOf(91) };
        assert.equal(look(holder(kind, {}, { tags: exempt })), 'exempt');
      });

      it('costs no key of the same user anything', () => {
        const user = holder(kind, {}, { keys: [aKey('AKIAYOUNG00000000001', 90)] });
        const disabled = plan({ kind, user, on: 91, notices: warned() }).filter(
          (each) => each.do === 'disable',
        );
        assert.deepEqual(
          disabled.map(({ credential }) => credential.ref),
          [{ kind, id: ID }],
        );
      });

      it('is held back by the circuit breaker, which counts it with the keys of the account', () => {
        const circuitBreaker = { keys: 1, percent: 50 };
        const user = holder(kind, {}, { keys: [aKey('AKIAOLD0000000000001', 0)] });
        const ofTheKey = delivered({
          ...aReminder(kind, 86),
          kind: 'key-reminder',
          id: 'key/AKIAOLD0000000000001/reminder-86',
          key: { id: 'AKIAOLD0000000000001', createdAt: day(0).toISOString(), age: 86 },
        } as never);
        const notices = [...warned(), ofTheKey];
        const decisions = plan({ kind, user, on: 91, notices, settings: { circuitBreaker } });
        const held = decisions.filter((each) => each.do === 'hold');
        assert.deepEqual(
          held.map(({ why }) => why.text),
          Array(2).fill(
            '2 of 2 enabled credentials of engineers would be disabled at once; the limit is the larger of 1 and 50 %',
          ),
        );
        assert.equal(decisions.filter((each) => each.do === 'disable').length, 0);
      });

      it('is not disabled twice: after the run it is off', () => {
        const notices = warned();
        const inventory = inventoryOf(holder(kind));
        const world = { inventory, ledger: ledgerOf({ notices, keys: [recordOf(kind, {})] }) };
        const settings = settingsWith(kind, 'disable');
        const first = planDay(inventory, world.ledger, settings, day(91));
        const after = afterRun(world, first, day(91));
        const again = planDay(after.inventory, after.ledger, settings, day(92));
        assert.deepEqual(about(again), ['nothing inactive']);
      });
    });
  });

describe('a service-specific credential with an end of its own', () => {
  const kind = 'service-specific';
  const ending = (on: number) => holder(kind, { expiresAt: day(on, '08:00:00') });

  for (const on of [90, 91])
    it(`is told of with that end, where it comes on its day or before: day ${on}`, () => {
      const decisions = plan({ kind, user: ending(on), on: 86 });
      assert.equal(sent(decisions, 'credential-reminder').length, 0);
      assert.equal(sent(decisions, 'credential-old')[0]?.endsOn, dateOf(on));
    });

  it('is warned of, where it comes after its day', () => {
    const decisions = plan({ kind, user: ending(120), on: 86 });
    assert.equal(sent(decisions, 'credential-reminder')[0]?.stopsOn, dateOf(91));
  });

  it('is neither reminded of nor disabled once that has come, whatever its status says', () => {
    const notices = [delivered(aReminder(kind, 86))];
    assert.deepEqual(about(plan({ kind, user: ending(91), on: 91, notices })), ['nothing ended']);
    assert.deepEqual(about(plan({ kind, user: ending(92), on: 91, notices })), [
      'disable past-its-day',
    ]);
  });

  it('is not said to be disabled where it ended just before the last look', () => {
    const settings = settingsWith(kind, 'disable');
    const verdict = stillDue({ kind, id: ID }, ending(91), 'age', settings, day(91));
    assert.ok(verdict.is === 'not-due' && verdict.why.code === 'ended');
  });
});
