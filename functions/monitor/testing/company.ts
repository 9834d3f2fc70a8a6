import { addresseeOf, type Notice } from '../../../rules/notices';
import { isPressMessage, type TeamCopies } from '../../../rules/notices/team-copies';
import { settingsSchema, type SettingsInput } from '../../../rules/settings';
import { InMemoryAccounts } from '../../in-memory/accounts';
import { InMemoryIam } from '../../in-memory/iam';
import { InMemoryKeyUses } from '../../in-memory/key-uses';
import { InMemoryLedger } from '../../in-memory/ledger';
import { InMemoryNoticeQueue } from '../../in-memory/notice-queue';
import { InMemoryWayUses } from '../../in-memory/way-uses';
import type { Ports, Run, RunResult } from '../run';
import { runDay } from '../run-day';
import { ORGANIZATION } from '../send-summary';

/** The instant of a run, that many days after 2026-01-01, at 09:00 UTC. */
export function day(n: number): Date {
  return new Date(Date.UTC(2026, 0, 1 + n, 9));
}

export const identity = { id: '111111111111', name: 'identity' };
export const production = { id: '222222222222', name: 'production' };
export const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };

type RunChanges = Partial<Run> & { readonly rules?: SettingsInput };

/** Ports in memory, a clock, and a notify that delivers everything at once. */
export class Company {
  now = day(0);
  readonly iam = new InMemoryIam(() => this.now);
  readonly uses = new InMemoryKeyUses();
  readonly ways = new InMemoryWayUses();
  readonly ledger = new InMemoryLedger();
  readonly queue = new InMemoryNoticeQueue();
  readonly accounts = new InMemoryAccounts([identity, production]);
  readonly logged: { message: string; details: Record<string, unknown> }[] = [];
  /** What people were told, each with the day. */
  readonly told: { readonly on: Date; readonly notice: Notice }[] = [];

  get ports(): Ports {
    const { accounts, iam, ledger, queue, uses, ways } = this;
    return { accounts, iam, iamSwitch: iam, trail: iam, uses, ways, ledger, queue };
  }

  /** One run of that day, and nothing delivered yet. */
  async run(on: number, more: RunChanges = {}): Promise<RunResult> {
    return runDay(this.runOf(on, more));
  }

  runOf(on: number, { rules = {}, ...changes }: RunChanges = {}): Run {
    this.now = day(on);
    const log = (message: string, details: Record<string, unknown>) =>
      void this.logged.push({ message, details });
    return {
      ports: this.ports,
      settings: settingsSchema.parse(rules),
      now: this.now,
      dryRun: false,
      dryRunAccounts: new Set(),
      concurrency: 2,
      hasTimeLeft: () => true,
      log: { debug: log, info: log, error: log },
      ...changes,
    };
  }

  /** As notify: once to whom it concerns, to the channel, recorded; nothing that was withdrawn. */
  async deliver(): Promise<void> {
    for (const message of this.queue.take()) {
      if (isPressMessage(message)) continue;
      if (message.kind === 'team-copies') {
        await this.#deliverCopies(message);
        continue;
      }
      const isPrivate = message.kind === 'private-message';
      const notice = isPrivate ? message.notice : message;
      const accountId = 'account' in notice ? notice.account.id : ORGANIZATION;
      const state = await this.ledger.find(accountId, notice.id);
      const isTold = isPrivate ? state.owner !== undefined : state.team !== undefined;
      if (isTold || state.withdrawn !== undefined) continue;
      const plannedAt = new Date(notice.plannedAt);
      const toldStopsOn = 'stopsOn' in notice ? notice.stopsOn : undefined;
      const delivery = { at: this.now, channel: 'C1', ts: String(this.told.length), toldStopsOn };
      if (addresseeOf(notice) !== undefined)
        await this.ledger.recordOwner(accountId, notice.id, plannedAt, delivery);
      if (!isPrivate) await this.ledger.recordTeam(accountId, notice.id, plannedAt, delivery);
      this.told.push({ on: this.now, notice });
    }
  }

  async #deliverCopies({ items }: TeamCopies): Promise<void> {
    for (const { accountId, noticeId } of items) {
      const { notice, team, copy, withdrawn } = await this.ledger.find(accountId, noticeId);
      if (!notice || team || copy || withdrawn !== undefined) continue;
      const delivery = { at: this.now, channel: 'C1', ts: String(this.told.length) };
      await this.ledger.recordCopy(accountId, noticeId, new Date(notice.plannedAt), delivery);
      if (addresseeOf(notice) === undefined) this.told.push({ on: this.now, notice });
    }
  }

  /** Runs and deliveries, day after day, to the last one. */
  async live(first: number, last: number, more: Parameters<Company['run']>[1] = {}): Promise<void> {
    for (let on = first; on <= last; on++) {
      await this.run(on, more);
      await this.deliver();
    }
  }

  /** The ids of what was told, without the daily summaries. */
  get news(): readonly string[] {
    return this.told
      .filter(({ notice }) => notice.kind !== 'daily-summary')
      .map(({ notice }) => notice.id);
  }

  get lastSummary() {
    const notice = this.told.at(-1)?.notice;
    if (notice?.kind !== 'daily-summary') throw new Error('the last news is no summary');
    return notice;
  }

  async statusOf(accountId: string, keyId: string): Promise<string | undefined> {
    const reading = await this.iam.read({ id: accountId, name: '' });
    if (reading.outcome === 'unread') throw new Error(reading.reason);
    const keys = reading.inventory.users.flatMap(({ keys }) => keys);
    return keys.find(({ id }) => id === keyId)?.status;
  }
}

/** A company where alice, an engineer, has a key since day 0. */
export function companyOfAlice(): { company: Company; keyId: string } {
  const company = new Company();
  company.iam.createUser(identity.id, 'alice', { tags: engineer });
  const { id: keyId } = company.iam.createKey(identity.id, 'alice');
  return { company, keyId };
}
