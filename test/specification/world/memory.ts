import { latest } from '../../../rules/calendar';
import { accessKeyRef } from '../../../rules/credentials/credential';
import type { Decision, Subject } from '../../../rules/decisions';
import {
  emptyLedger,
  type AccountLedger,
  type CredentialRecord,
  type NoticeAnswer,
  type NoticeRecord,
} from '../../../rules/ledger';
import type { AccessKey, IamUser, Inventory } from '../../../rules/model';
import { isWarning, traitsOf, type UserNotice } from '../../../rules/notices';
import type { MoveRecord } from '../../../rules/person/move-record';
import { recordChanges } from '../../../rules/plan/credential-records';
import { stopDayAtDelivery } from '../../../rules/told';

/** What becomes of a message. */
export type Fate = 'told' | 'team instead' | 'late' | 'lost';

/** A ledger as runs and deliveries write it, each in one step. */
export class Memory {
  readonly #credentials = new Map<string, CredentialRecord>();
  readonly #notices = new Map<string, NoticeRecord>();
  readonly #moves = new Map<string, MoveRecord>();
  readonly #late = new Map<string, Date>();
  #firstReadAt: Date | undefined;
  #lastReadAt: Date | undefined;

  constructor(readonly accountId: string) {}

  ledger(): AccountLedger {
    return {
      ...emptyLedger(this.accountId),
      firstReadAt: this.#firstReadAt,
      lastReadAt: this.#lastReadAt,
      credentials: new Map(this.#credentials),
      notices: new Map(this.#notices),
      moves: new Map(this.#moves),
    };
  }

  /** A run notes what it has read, after it has loaded what was known before. */
  read(inventory: Inventory, now: Date): void {
    const { changed, gone, keptUntil } = recordChanges(inventory, new Map(), this.ledger(), now);
    for (const record of changed) {
      const { lastExemptOn, lastAloneAt, disabling, disabledAt, enabledAt } =
        this.#credentials.get(record.credential.id) ?? {};
      const kept = { lastExemptOn, lastAloneAt, disabling, disabledAt };
      this.#credentials.set(record.credential.id, { enabledAt, ...defined(record), ...kept });
    }
    for (const { id } of gone) this.#change(id, { expiresAt: keptUntil });
    for (const [id, { expiresAt }] of this.#credentials)
      if (expiresAt && expiresAt < now) this.#credentials.delete(id);
  }

  finish(now: Date): void {
    this.#firstReadAt ??= now;
    this.#lastReadAt = now;
  }

  plan(notice: UserNotice): void {
    const before = this.#notices.get(notice.id);
    const isUntold = !before?.owner && !before?.team;
    this.#notices.set(notice.id, {
      id: notice.id,
      plannedAt: before?.plannedAt ?? new Date(notice.plannedAt),
      ...before,
      notice: isUntold ? notice : (before.notice ?? notice),
      withdrawn: undefined,
    });
    this.#late.delete(notice.id);
  }

  withdraw(id: string, withdrawn: string): void {
    const record = this.#notices.get(id);
    if (record) this.#notices.set(id, { ...record, withdrawn });
  }

  remember(decision: Decision): void {
    const id = idOf(decision.subject);
    if (decision.do === 'remember-exemption') this.#change(id, { lastExemptOn: decision.on });
    if (decision.do === 'remember-alone') this.#change(id, { lastAloneAt: decision.at });
    if (decision.do === 'withdraw') this.withdraw(decision.noticeId, decision.why.text);
    if (decision.do === 'remember-open')
      this.move({ id: decision.userId, name: '' }, () => ({ lastOpenAt: decision.at }));
    if (decision.do === 'remember-closed')
      this.move({ id: decision.userId, name: '' }, () => ({ lastClosedAt: decision.at }));
  }

  disabled(keyId: string, at: Date): void {
    const disabledAt = latest(at, this.#credentials.get(keyId)?.disabledAt);
    this.#change(keyId, { disabling: undefined, disabledAt });
  }

  begin(keyId: string, noticeId: string, since: Date): void {
    this.#change(keyId, { disabling: { noticeId, since, attempts: ['a press'] } });
  }

  /** It was begun, and not done. */
  forget(keyId: string, noticeId: string): void {
    this.withdraw(noticeId, 'not done');
    this.#change(keyId, { disabling: undefined });
  }

  /** Nothing is disabled that is not recorded. */
  record({ id: userId, name: userName }: IamUser, { id, createdAt, status }: AccessKey): void {
    if (this.#credentials.has(id)) return;
    const credential = accessKeyRef(id);
    this.#credentials.set(id, { credential, userId, userName, createdAt, status, fingerprint: '' });
  }

  move(
    { id, name }: Pick<IamUser, 'id' | 'name'>,
    more: (known: MoveRecord) => Partial<MoveRecord>,
  ): void {
    const known = this.#moves.get(id) ?? { userId: id, userName: name, seen: {}, said: {} };
    this.#moves.set(id, { ...known, ...more(known) });
  }

  /** Slack takes it, or the team reads it in the owner's place, or it comes a day and a bit later, or never. */
  deliver(id: string, fate: Fate, now: Date): void {
    if (fate === 'late') this.#late.set(id, new Date(now.getTime() + 26 * 3_600_000));
    else if (fate !== 'lost') this.#deliver(id, fate, new Date(now.getTime() + 7000));
  }

  /** What was late and has come until then. */
  deliverLate(until: Date): void {
    for (const [id, at] of this.#late)
      if (at <= until) {
        this.#late.delete(id);
        this.#deliver(id, 'told', at);
      }
  }

  /** The first one counts, and that it was not them stands whatever they say. */
  answer(id: string, answer: NoticeAnswer): void {
    const record = this.#notices.get(id);
    const isNews = !record?.answer || (record.answer.said === 'mine' && answer.said === 'not-mine');
    if (record && isNews) this.#notices.set(id, { ...record, answer });
  }

  #deliver(id: string, fate: 'told' | 'team instead', at: Date): void {
    const record = this.#notices.get(id);
    if (!record?.notice || record.owner || record.team || record.withdrawn !== undefined) return;
    const { notice } = record;
    const delivery = { at, channel: 'D1', ts: '1.1' };
    const isTeams = isTeamNews(notice) || notice.owner.slackId === undefined;
    const owner = fate === 'told' ? delivery : { failed: 'user_not_found' };
    this.#notices.set(id, {
      ...record,
      ...(!isTeams && { owner }),
      ...((notice.kind !== 'key-question' || isTeams || fate !== 'told') && { team: delivery }),
      ...(isWarning(notice) && { toldStopsOn: stopDayAtDelivery(notice, at) }),
    });
  }

  #change(id: string, more: Partial<CredentialRecord>): void {
    const record = this.#credentials.get(id);
    if (record) this.#credentials.set(id, { ...record, ...more });
  }
}

export function isTeamNews(notice: UserNotice): boolean {
  return traitsOf(notice).to === 'team';
}

function idOf({ credential }: Subject): string {
  return credential?.id ?? '';
}

function defined(record: CredentialRecord): CredentialRecord {
  const given = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as CredentialRecord;
}
