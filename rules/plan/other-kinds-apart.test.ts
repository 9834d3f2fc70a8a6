import assert from 'node:assert/strict';
import type { CredentialRecord } from '../ledger';
import type { IamUser, SshKey } from '../model';
import { planDay } from '../plan-day';
import { settingsSchema, type SettingsInput } from '../settings';
import { sent } from '../testing/decided';
import { aKey, anEngineer, day, delivered, inventoryOf, ledgerOf } from '../testing/one-account';

const ID = 'APKA0000000000001ABCD';
const service = { id: ID, service: 'bedrock.amazonaws.com' } as const;

interface Given {
  readonly on: number;
  readonly user?: Partial<IamUser>;
  readonly record?: Partial<CredentialRecord>;
  readonly isWarned?: boolean;
  readonly settings?: SettingsInput;
}

function plan({ on, user, record, isWarned = false, settings = {} }: Given) {
  const sshKey: SshKey = { id: ID, status: 'Active', createdAt: day(0, '08:00:00') };
  const alice = anEngineer([], { sshKeys: [sshKey], ...user });
  const all = settingsSchema.parse({
    credentials: { 'ssh-key': { do: 'disable' }, 'service-specific': { do: 'disable' } },
    ...settings,
  });
  const known = record && {
    credential: { kind: 'ssh-key', id: ID } as const,
    userId: alice.id,
    userName: alice.name,
    createdAt: day(0, '08:00:00'),
    status: 'Active' as const,
    fingerprint: '',
    ...record,
  };
  const keys = known ? [known] : [];
  const first = planDay(inventoryOf(alice), ledgerOf({ keys }), all, day(86));
  const notices = isWarned ? sent(first, 'credential-reminder').map((each) => delivered(each)) : [];
  return planDay(inventoryOf(alice), ledgerOf({ notices, keys }), all, day(on));
}

const about = (given: Given) =>
  plan(given)
    .filter(({ subject }) => subject.credential?.id === ID)
    .map((each) => ('why' in each ? `${each.do} ${each.why.code}` : each.do));

describe('a credential of another kind has no rule of the keys’', () => {
  it('none of what nobody uses: IAM notes no uses of it', () => {
    const settings = { unused: 'disable' } as const;
    assert.deepEqual(about({ on: 60, settings }), ['nothing young']);
  });

  it('none of a second one: a newer key of its owner’s stands beside it', () => {
    const user = { keys: [aKey('AKIANEWER', 50)] };
    assert.deepEqual(about({ on: 60, user }), ['nothing young']);
  });
});

describe('that a credential of another kind is disabled', () => {
  it('is told as for its age, and where somebody had enabled it again, as for that', () => {
    const causes = (record: Partial<CredentialRecord>) =>
      plan({ on: 91, isWarned: true, record }).flatMap((each) =>
        each.do === 'disable' && each.notice.kind === 'credential-disabled'
          ? [each.notice.cause]
          : [],
      );
    assert.deepEqual(causes({}), ['age']);
    assert.deepEqual(causes({ disabledAt: day(90) }), ['re-enabled']);
  });

  it('is not told as of one that somebody enabled again, where its own end has come meanwhile', () => {
    const disabling = { noticeId: `credential/${ID}/disabled/1`, since: day(90), attempts: ['x'] };
    const abandoned = (held: object) => {
      const serviceCredentials = [
        { ...service, status: 'Active', createdAt: day(0), ...held },
      ] as IamUser['serviceCredentials'];
      const credential = { kind: 'service-specific', id: ID } as const;
      const user = { sshKeys: [], serviceCredentials };
      return plan({ on: 91, user, record: { credential, disabling } }).flatMap((each) =>
        each.do === 'abandon' ? [each.notice.isEnabledAgain] : [],
      );
    };
    assert.deepEqual(abandoned({}), [true]);
    assert.deepEqual(abandoned({ expiresAt: day(91) }), [undefined]);
    assert.deepEqual(abandoned({ status: 'Expired' }), [undefined]);
  });
});
