import type { Random } from '../../simulator/story/random';
import type {
  PlainDecision,
  PlainKey,
  PlainKeyRecord,
  PlainLedger,
  PlainNotice,
  PlainNoticeRecord,
  PlainUser,
} from '../plain';
import { anyFate } from './wild-records';

/** A ledger that runs and deliveries write, in whatever way they end. */
export class Memory {
  readonly keys = new Map<string, PlainKeyRecord>();
  readonly notices = new Map<string, PlainNoticeRecord>();
  readonly newerKeys = new Set<string>();
  firstReadAt: Date | undefined;
  lastReadAt: Date | undefined;
  /** The ids of notices that are to be told. */
  readonly #queue = new Set<string>();
  #tries = 0;

  constructor(private readonly random: Random) {}

  ledger(): PlainLedger {
    const { firstReadAt, lastReadAt, newerKeys } = this;
    return {
      firstReadAt,
      lastReadAt,
      keys: [...this.keys.values()],
      notices: [...this.notices.values()],
      ...(newerKeys.size > 0 && { newer: { keys: [...newerKeys], others: 1 } }),
    };
  }

  /** Slack takes what waits, or some of it, or nothing. */
  deliver(from: Date): void {
    for (const id of this.#queue) {
      const record = this.notices.get(id);
      if (this.random.chance(0.25)) continue;
      this.#queue.delete(id);
      if (!record?.notice || record.withdrawn !== undefined) continue;
      this.notices.set(id, { ...record, ...anyFate(this.random, record.notice, from) });
    }
  }

  /** A newer version writes a notice that is there anew: only it knows all of what it says. */
  writeNewer(): void {
    const { random } = this;
    const record = random.shuffled([...this.notices.values()])[0];
    if (!record) return;
    const { id, plannedAt } = record;
    const newer = random.pick(['notice', 'record'] as const);
    const fate = newer === 'notice' && { ...record, notice: undefined };
    this.notices.set(id, { ...fate, id, plannedAt, newer });
  }

  /** A run reads the keys. */
  read(users: readonly PlainUser[]): void {
    const seen = new Set<string>();
    for (const user of users)
      for (const key of user.keys) {
        seen.add(key.id);
        this.keys.set(key.id, { ...this.keys.get(key.id), ...recordOf(user, key) });
      }
    const gone = [...this.keys.keys()].filter((id) => !seen.has(id));
    for (const id of gone) if (this.random.chance(0.1)) this.keys.delete(id);
  }

  /**
   * A run does what is decided, or some of it before it ends.
   * @returns the ids of the keys that it has disabled
   */
  carryOut(decisions: readonly PlainDecision[], now: Date): ReadonlySet<string> {
    const { random } = this;
    const disabled = new Set<string>();
    const isCut = random.chance(0.12);
    const done = isCut ? decisions.slice(0, random.below(decisions.length + 1)) : decisions;
    for (const decision of done) this.#do(decision, now, disabled);
    if (isCut) return disabled;
    this.firstReadAt ??= now;
    this.lastReadAt = now;
    return disabled;
  }

  #do(decision: PlainDecision, now: Date, disabled: Set<string>): void {
    const { do: what, keyId, notice, noticeId, why, on, at } = decision;
    if (what === 'send' && notice) this.#plan(notice);
    if (what === 'disable' && notice && keyId)
      this.#disable(decision, notice, keyId, now, disabled);
    if (what === 'abandon' && notice && keyId) this.#abandon(notice, keyId, now);
    if (what === 'withdraw' && noticeId) this.#withdraw(noticeId, why?.text ?? '');
    if (what === 'remember-exemption' && on) this.#remember(keyId, { lastExemptOn: on });
    if (what === 'remember-alone' && at) this.#remember(keyId, { lastAloneAt: at });
  }

  #plan(notice: PlainNotice): void {
    const plannedAt = new Date(notice.plannedAt);
    const before = this.notices.get(notice.id) ?? { id: notice.id, plannedAt };
    this.notices.set(notice.id, { ...before, notice, withdrawn: undefined });
    this.#queue.add(notice.id);
  }

  #disable(
    { tellOnly }: PlainDecision,
    notice: PlainNotice,
    keyId: string,
    now: Date,
    disabled: Set<string>,
  ): void {
    this.#plan(notice);
    if (tellOnly) return this.#remember(keyId, { disabling: undefined, disabledAt: now });
    const before = this.keys.get(keyId)?.disabling;
    const attempts = [...(before?.attempts ?? []), `try-${++this.#tries}`];
    const disabling = { noticeId: notice.id, since: now, attempts };
    this.#remember(keyId, { disabling });
    // It comes to its end, is refused, dies before it disables, or after that.
    const end = this.random.pick(['done', 'done', 'done', 'refused', 'before', 'after'] as const);
    if (end === 'done' || end === 'after') disabled.add(keyId);
    if (end === 'done') this.#remember(keyId, { disabling: undefined, disabledAt: now });
    if (end === 'refused') this.#remember(keyId, { disabling: undefined });
    if (end !== 'done') this.#queue.delete(notice.id);
    if (end === 'refused') this.#withdraw(notice.id, 'AccessDenied');
  }

  /** CloudTrail says that it was not done, or that it was, or nothing. */
  #abandon(notice: PlainNotice, keyId: string, now: Date): void {
    const said = this.random.pick(['no', 'yes', 'nothing'] as const);
    if (said === 'nothing') return;
    if (said === 'no') this.#withdraw(notice.id, 'no longer applies');
    else this.#plan(notice);
    this.#remember(keyId, { disabling: undefined, ...(said === 'yes' && { disabledAt: now }) });
  }

  #withdraw(id: string, withdrawn: string): void {
    const record = this.notices.get(id);
    if (record) this.notices.set(id, { ...record, withdrawn });
  }

  #remember(keyId: string | undefined, more: Partial<PlainKeyRecord>): void {
    const record = keyId === undefined ? undefined : this.keys.get(keyId);
    if (record) this.keys.set(record.keyId, { ...record, ...more });
  }
}

function recordOf(user: PlainUser, { id, createdAt, status }: PlainKey) {
  const names = { keyId: id, userId: user.id, userName: user.name };
  return { ...names, createdAt, status, fingerprint: 'row', expiresAt: undefined };
}
