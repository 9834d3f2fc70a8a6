import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, ageInDays, dateIn, dateOfDelivery, daysBetween } from './calendar';
import type { DueBy } from './decisions';
import { emptyLedger, type CredentialRecord, type NoticeRecord } from './ledger';
import type { AccessKey } from './model';
import { credentialOf, type Notice, type Warning } from './notices';
import { planDay } from './plan-day';
import { defaultSettings as settings } from './settings';
import { aKey, anEngineer, day, inventoryOf, keyRecord } from './testing/one-account';

const clock = settings.clocks['access-key'];

/** What happens on one day, before the run. */
const happening = fc.oneof(
  { weight: 30, arbitrary: fc.constant('nothing' as const) },
  { weight: 2, arbitrary: fc.constantFrom('no run' as const, 'run twice' as const) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'Slack is down' as const,
      'Slack is back' as const,
      'create' as const,
      'delete the oldest' as const,
      'toggle the oldest' as const,
      'exempt' as const,
      'end the exemption' as const,
      'become a machine' as const,
      'become an engineer' as const,
    ),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

interface Told {
  readonly kind: Warning['kind'];
  readonly on: string;
  readonly stopsOn: string;
  readonly round: number;
}

/** One engineer, a ledger and a Slack that is up or down; the promises are asked after every run. */
class Year {
  keys: AccessKey[] = [aKey('AKIA-0', 0)];
  tags: Record<string, string> = { type: 'engineer', 'slack-id': 'U0ALICE0001' };
  slackIsUp = true;
  made = 1;
  readonly records = new Map<string, NoticeRecord>();
  readonly keyRecords = new Map<string, CredentialRecord>();
  readonly queue: Notice[] = [];
  /** What a person was really told, by key: kept apart from the ledger that the plan reads. */
  readonly told = new Map<string, Told[]>();
  readonly messages: string[] = [];
  rounds = 0;

  happen(what: Happening, n: number): void {
    const oldest = this.keys[0];
    if (what === 'Slack is down') this.slackIsUp = false;
    if (what === 'Slack is back') this.slackIsUp = true;
    if (what === 'create' && this.keys.length < 2) this.keys.push(aKey(`AKIA-${this.made++}`, n));
    if (what === 'delete the oldest') this.keys = this.keys.slice(1);
    if (what === 'toggle the oldest' && oldest)
      this.keys[0] = { ...oldest, status: oldest.status === 'Active' ? 'Inactive' : 'Active' };
    if (what === 'exempt')
      this.tags = { ...this.tags, 'key-exempt-until': addDays(dateIn('Etc/UTC', day(n)), 20) };
    if (what === 'end the exemption') delete this.tags['key-exempt-until'];
    if (what === 'become a machine') this.tags = { ...this.tags, type: 'machine' };
    if (what === 'become an engineer') this.tags = { ...this.tags, type: 'engineer' };
  }

  run(n: number): void {
    const now = day(n);
    const today = dateIn('Etc/UTC', now);
    const ledger = {
      ...emptyLedger('111111111111'),
      credentials: this.keyRecords,
      notices: this.records,
    };
    const user = anEngineer(this.keys, { tags: this.tags });
    for (const decision of planDay(inventoryOf(user), ledger, settings, now))
      switch (decision.do) {
        case 'send': {
          const { notice } = decision;
          const record = this.records.get(notice.id) ?? { id: notice.id, plannedAt: now, notice };
          this.records.set(notice.id, { ...record, withdrawn: undefined });
          this.queue.push(notice);
          break;
        }
        case 'disable': {
          assert.ok(!decision.tellOnly);
          const disabled = this.keys.find(({ id }) => id === decision.credential.ref.id);
          assert.ok(disabled);
          this.checkDisabling(disabled, now, decision.dueBy);
          this.keys = this.keys.map((key) =>
            key.id === disabled.id ? { ...key, status: 'Inactive' } : key,
          );
          this.remember(disabled, { disabledAt: now });
          break;
        }
        case 'withdraw': {
          const record = this.records.get(decision.noticeId);
          assert.ok(record);
          this.records.set(record.id, { ...record, withdrawn: decision.why.text });
          break;
        }
        case 'remember-alone': {
          const key = this.keys.find(({ id }) => id === decision.subject.credential?.id);
          if (key) this.remember(key, { lastAloneAt: decision.at });
          break;
        }
        case 'remember-exemption': {
          const key = this.keys.find(({ id }) => id === decision.subject.credential?.id);
          if (key) this.remember(key, { lastExemptOn: decision.on });
          break;
        }
        case 'abandon':
        case 'remember-open':
        case 'remember-closed':
        case 'hold':
        case 'report':
        case 'nothing':
      }
    if (this.tags['key-exempt-until'] && today <= this.tags['key-exempt-until']) this.rounds += 1;
    this.checkNobodyForgotten(now);
    this.deliver(new Date(now.getTime() + 9000));
  }

  private remember(key: AccessKey, more: Partial<CredentialRecord>): void {
    this.keyRecords.set(key.id, keyRecord(key, { ...this.keyRecords.get(key.id), ...more }));
  }

  private deliver(at: Date): void {
    if (!this.slackIsUp) return;
    for (const notice of this.queue.splice(0)) {
      const record = this.records.get(notice.id);
      assert.ok(record);
      if (record.withdrawn !== undefined || record.team) continue;
      const delivery = { at, channel: 'D1', ts: '1' };
      const toldStopsOn = 'stopsOn' in notice ? this.tell(notice, record, at) : undefined;
      this.records.set(notice.id, { ...record, owner: delivery, team: delivery, toldStopsOn });
      assert.ok(!this.messages.includes(notice.id), `${notice.id} was told twice`);
      this.messages.push(notice.id);
    }
  }

  private tell(notice: Warning, record: NoticeRecord, at: Date): string {
    const on = dateOfDelivery(record.plannedAt, at, 'Etc/UTC');
    const earliest = addDays(on, notice.graceDays);
    const stopsOn = notice.stopsOn > earliest ? notice.stopsOn : earliest;
    const { id } = credentialOf(notice) ?? assert.fail();
    const before = this.told.get(id) ?? [];
    this.told.set(id, [...before, { kind: notice.kind, on, stopsOn, round: this.rounds }]);
    return stopsOn;
  }

  private checkDisabling(key: AccessKey, now: Date, dueBy: DueBy): void {
    const today = dateIn('Etc/UTC', now);
    const until = this.tags['key-exempt-until'];
    assert.equal(this.tags['type'], 'engineer');
    assert.ok(until === undefined || today > until, 'disabled while exempt');
    const isSecond = this.keys.some(({ id, status }) => id !== key.id && status === 'Active');
    const isOld = ageInDays(key, now) >= clock.stopAt;
    assert.ok(dueBy === 'age' ? isOld : isSecond, `disabled by ${dueBy}`);
    const [warning, grace] =
      dueBy === 'age'
        ? ['key-reminder', clock.graceDays]
        : ['second-key', settings.secondKeyGraceDays];
    const told = (this.told.get(key.id) ?? []).filter(
      ({ round, kind }) => round === this.rounds && kind === warning,
    );
    assert.ok(
      told.some((each) => each.stopsOn <= today && daysBetween(each.on, today) >= grace),
      `disabled by ${dueBy} without a warning that named the day: ${JSON.stringify(told)}`,
    );
  }

  /** A young, warned key may live; one that is past its day, warned and not exempt may not. */
  private checkNobodyForgotten(now: Date): void {
    const today = dateIn('Etc/UTC', now);
    const until = this.tags['key-exempt-until'];
    if (this.tags['type'] !== 'engineer' || (until !== undefined && today <= until)) return;
    for (const key of this.keys) {
      if (key.status === 'Inactive' || ageInDays(key, now) < clock.stopAt) continue;
      const hasSecond = this.keys.filter(({ status }) => status === 'Active').length === 2;
      const warned = (this.told.get(key.id) ?? []).filter(({ round }) => round === this.rounds);
      const told = warned.filter(({ kind }) => kind === 'key-reminder');
      const isPastItsDay =
        told.length > 0 &&
        told.every((each) => each.stopsOn <= today) &&
        told.some((each) => daysBetween(each.on, today) >= clock.graceDays);
      assert.ok(!isPastItsDay || hasSecond, `${key.id} is past its day and enabled`);
      const isOnItsWay = warned.length > 0 || this.queue.some(({ id }) => id.includes(key.id));
      assert.ok(isOnItsWay, `${key.id} is old, and nobody was told`);
    }
  }
}

describe('planDay over many days', () => {
  it('keeps the promises whatever happens', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 100, maxLength: 260 }), (days) => {
        const year = new Year();
        days.forEach((what, n) => {
          year.happen(what, n);
          if (what !== 'no run') year.run(n);
          if (what === 'run twice') year.run(n);
        });
      }),
      { numRuns: 400 },
    );
  });
});
