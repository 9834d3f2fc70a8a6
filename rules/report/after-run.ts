import { credentialsOf } from '../credentials';
import type { CredentialRef } from '../credentials/credential';
import type { Decision, Reason, Subject } from '../decisions';
import type { AccountLedger, Delivery, CredentialRecord, NoticeRecord } from '../ledger';
import type { Inventory } from '../model';
import { recordOf } from '../plan/credential-records';
import { addresseeOf, hasTeamCopy, isWarning, type UserNotice } from '../notices';
import type { MoveRecord } from '../person/move-record';
import { stopDayAtDelivery } from '../told';

/** An account and what is remembered of it, as one run finds them. */
export interface World {
  readonly inventory: Inventory;
  readonly ledger: AccountLedger;
}

/** What the runs after the first one find: that until then nobody has used anything either. */
export function unusedSince(world: World): World {
  return { ...world, inventory: { ...world.inventory, usesAsOf: undefined } };
}

type Change = Exclude<Decision, { do: 'hold' | 'report' | 'nothing' }>;

/** What the next run finds if this one's decisions are carried out, its messages arrive at once and nobody acts. */
export function afterRun(world: World, decisions: readonly Decision[], now: Date): World {
  const changes = decisions.filter(isChange);
  // Most days: whole ledgers would be copied for nothing.
  if (changes.length === 0) return world;
  const credentials = new Map(world.ledger.credentials);
  const notices = new Map(world.ledger.notices);
  const moves = new Map(world.ledger.moves);
  const disabled = new Set<string>();
  const change = ({ credential }: Subject, more: Partial<CredentialRecord>) => {
    const record = credential && (credentials.get(credential.id) ?? newRecordOf(world, credential));
    if (record) credentials.set(record.credential.id, { ...record, ...more });
  };
  const changeMove = (userId: string, more: Partial<MoveRecord>) => {
    const record = moves.get(userId);
    if (record) moves.set(userId, { ...record, ...more });
  };
  const withdraw = (id: string, why: Reason) => {
    const record = notices.get(id);
    if (record) notices.set(id, { ...record, withdrawn: why.text });
  };
  for (const decision of changes) {
    const { subject } = decision;
    switch (decision.do) {
      case 'send':
        notices.set(decision.notice.id, delivered(decision.notice, notices, now));
        break;
      case 'disable':
        notices.set(decision.notice.id, delivered(decision.notice, notices, now));
        disabled.add(decision.credential.ref.id);
        change(subject, { status: 'Inactive', disabling: undefined, disabledAt: now });
        break;
      case 'abandon':
        change(subject, { disabling: undefined });
        withdraw(decision.notice.id, decision.why);
        break;
      case 'remember-exemption':
        change(subject, { lastExemptOn: decision.on });
        break;
      case 'remember-alone':
        change(subject, { lastAloneAt: decision.at });
        break;
      case 'remember-open':
        changeMove(decision.userId, { lastOpenAt: decision.at });
        break;
      case 'remember-closed':
        changeMove(decision.userId, { lastClosedAt: decision.at });
        break;
      case 'withdraw':
        withdraw(decision.noticeId, decision.why);
        break;
    }
  }
  return {
    inventory: disabled.size === 0 ? world.inventory : withDisabled(world.inventory, disabled),
    ledger: { ...world.ledger, credentials, notices, moves },
  };
}

function isChange(decision: Decision): decision is Change {
  return decision.do !== 'hold' && decision.do !== 'report' && decision.do !== 'nothing';
}

function delivered(
  notice: UserNotice,
  notices: ReadonlyMap<string, NoticeRecord>,
  now: Date,
): NoticeRecord {
  const before = notices.get(notice.id);
  const delivery: Delivery = { at: now, channel: '', ts: '' };
  return {
    id: notice.id,
    plannedAt: before?.plannedAt ?? now,
    notice,
    owner: before?.owner ?? (addresseeOf(notice) === undefined ? undefined : delivery),
    team: before?.team ?? (hasTeamCopy(notice) ? delivery : undefined),
    toldStopsOn:
      before?.toldStopsOn ?? (isWarning(notice) ? stopDayAtDelivery(notice, now) : undefined),
  };
}

function newRecordOf({ inventory }: World, { id }: CredentialRef): CredentialRecord | undefined {
  for (const user of inventory.users) {
    const credential = credentialsOf(user).seen.find(({ ref }) => ref.id === id);
    if (credential) return recordOf(user, credential, '');
  }
  return undefined;
}

/** As it is once these are off. */
export function withDisabled(inventory: Inventory, disabled: ReadonlySet<string>): Inventory {
  const off = <Held extends { readonly id: string }>(held: readonly Held[]): readonly Held[] =>
    held.map((each) => (disabled.has(each.id) ? { ...each, status: 'Inactive' } : each));
  const users = inventory.users.map((user) => {
    if (!credentialsOf(user).seen.some(({ ref }) => disabled.has(ref.id))) return user;
    const { keys, serviceCredentials, sshKeys, signingCertificates } = user;
    return {
      ...user,
      keys: off(keys),
      ...(Array.isArray(serviceCredentials) && { serviceCredentials: off(serviceCredentials) }),
      ...(Array.isArray(sshKeys) && { sshKeys: off(sshKeys) }),
      ...(Array.isArray(signingCertificates) && { signingCertificates: off(signingCertificates) }),
    };
  });
  return { ...inventory, users };
}
