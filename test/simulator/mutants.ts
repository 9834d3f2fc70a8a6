import type { Ports, Run } from '../../functions/monitor/run';
import { runDay } from '../../functions/monitor/run-day';
import { notify } from '../../functions/notify/notify';
import type { AccessKey, IamUser } from '../../rules/model';
import type { Notice } from '../../rules/notices';
import type { Settings } from '../../rules/settings';
import type { QueueMessage } from '../../rules/team-copies';
import type { DeliveriesPort } from '../../functions/ports';
import type { Tampering } from './company';
import { noKeyIsDisabledEarly } from './promises/1-no-key-is-disabled-early';
import { noKeyIsMissedAndNoneDisabledSilently } from './promises/2-no-key-is-missed-and-none-disabled-silently';
import { everyNoticeIsToldOnce } from './promises/3-every-notice-is-told-once';
import { noRunDisablesTooMany } from './promises/4-no-run-disables-too-many';
import { anUnreadAccountIsReported } from './promises/5-an-unread-account-is-reported';
import { onlyTheNamedKeyIsTouched } from './promises/6-only-the-named-key-is-touched';
import { machinesAndStrangersAreLeftAlone } from './promises/7-machines-and-strangers-are-left-alone';
import { aMissingRunIsNoticed } from './promises/8-a-missing-run-is-noticed';
import { aSecondKeyStartsItsOwnClock } from './promises/9-a-second-key-starts-its-own-clock';
import { anExemptionHasAnEnd } from './promises/10-an-exemption-has-an-end';
import { without } from './story/without';
import type { PromiseCheck } from './truth/today';

/** A planted bug, and the promises that must notice it, each on its own. */
export interface Mutant {
  readonly name: string;
  readonly tampering: Tampering;
  readonly noticedBy: readonly PromiseCheck[];
}

type Tags = IamUser['tags'];

function withSettings(change: (settings: Settings) => Partial<Settings>): Tampering {
  return { run: (run) => ({ ...run, settings: { ...run.settings, ...change(run.settings) } }) };
}

function withPorts(change: (ports: Ports, run: Run) => Partial<Ports>): Tampering {
  return { run: (run) => ({ ...run, ports: { ...run.ports, ...change(run.ports, run) } }) };
}

/** The run sees other users than there are, and so does its last look. */
function withUsers(change: (user: Pick<IamUser, 'keys' | 'tags'>) => Partial<IamUser>): Tampering {
  return withPorts(({ iam }) => ({
    iam: {
      read: async (...given) => {
        const reading = await iam.read(...given);
        if (reading.outcome === 'unread') return reading;
        const users = reading.inventory.users.map((user) => ({ ...user, ...change(user) }));
        return { ...reading, inventory: { ...reading.inventory, users } };
      },
      readAgain: async (...given) => {
        const found = await iam.readAgain(...given);
        return found && { ...found, ...change(found) };
      },
      disable: (...given) => iam.disable(...given),
      whoDid: (...given) => iam.whoDid(...given),
    },
  }));
}

function withTags(change: (tags: Tags) => Tags): Tampering {
  return withUsers(({ tags }) => ({ tags: change(tags) }));
}

function delegating(deliveries: DeliveriesPort): DeliveriesPort {
  return {
    find: (...given) => deliveries.find(...given),
    recordOwner: (...given) => deliveries.recordOwner(...given),
    recordTeam: (...given) => deliveries.recordTeam(...given),
    recordCopy: (...given) => deliveries.recordCopy(...given),
    recordNews: (...given) => deliveries.recordNews(...given),
  };
}

function withMessages(
  change: (message: QueueMessage, at: Date) => QueueMessage | undefined,
): Tampering {
  return withPorts(({ queue }) => ({
    queue: {
      put: (messages, at) =>
        queue.put(
          messages.flatMap((each) => change(each, at) ?? []),
          at,
        ),
    },
  }));
}

/** Changes each notice, in whatever message it is queued; those that are left out are not told to the team either. */
function withNotices(change: <N extends Notice>(notice: N, at: Date) => N | undefined): Tampering {
  return withMessages((message, at) => {
    if (message.kind === 'team-copies') return message;
    if (message.kind !== 'private-message') return change(message, at);
    const notice = change(message.notice, at);
    return notice && { ...message, id: notice.id, notice };
  });
}

/** @param ids of that kind, among the copies. */
function silentOn(kind: Notice['kind'], ids: RegExp): Tampering {
  return withMessages((message) => {
    if (message.kind === 'team-copies') {
      const items = message.items.filter(({ noticeId }) => !ids.test(noticeId));
      return items.length === 0 ? undefined : { ...message, items };
    }
    const notice = message.kind === 'private-message' ? message.notice : message;
    return notice.kind === kind ? undefined : message;
  });
}

const older = (key: AccessKey): AccessKey => ({
  ...key,
  createdAt: new Date(key.createdAt.getTime() - 24 * 60 * 60 * 1000),
});

export const mutants: readonly Mutant[] = [
  {
    name: 'disables a day early',
    tampering: withSettings(() => ({ disableAge: 90, graceDays: 4 })),
    noticedBy: [noKeyIsDisabledEarly],
  },
  {
    name: 'takes keys for a day older than they are',
    tampering: withUsers(({ keys }) => ({ keys: keys.map(older) })),
    noticedBy: [noKeyIsDisabledEarly],
  },
  {
    name: 'gives four days of grace',
    tampering: withSettings(() => ({ graceDays: 4 })),
    noticedBy: [noKeyIsDisabledEarly],
  },
  {
    name: 'gives one day of grace for a second key',
    tampering: withSettings(() => ({ secondKeyGraceDays: 1 })),
    noticedBy: [noKeyIsDisabledEarly],
  },
  {
    name: 'says that a key is disabled and leaves it on',
    tampering: withPorts(({ iam }) => ({
      iam: new Proxy(iam, {
        get: (target, name) =>
          name === 'disable'
            ? () => Promise.resolve('disabled')
            : (Reflect.get(target, name) as () => void).bind(target),
      }),
    })),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
  },
  {
    name: 'forgets to tell that a key is disabled',
    tampering: silentOn('key-disabled', /\/disabled\//),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently, everyNoticeIsToldOnce],
  },
  {
    name: 'disables without a record',
    tampering: withPorts(({ ledger }) => ({
      ledger: new Proxy(ledger, {
        get: (target, name) =>
          name === 'startDisabling'
            ? () => Promise.resolve()
            : (Reflect.get(target, name) as () => void).bind(target),
      }),
    })),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
  },
  {
    name: 'sends a stage twice',
    tampering: withNotices((notice, at) =>
      notice.kind === 'key-reminder' ? { ...notice, id: `${notice.id}/${at.getDate()}` } : notice,
    ),
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'forgets that the owner was told',
    tampering: {
      notify: (ports) => ({
        ...ports,
        deliveries: {
          ...delegating(ports.deliveries),
          recordOwner: () => Promise.resolve(),
        },
      }),
    },
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'tells again what was told, when SQS delivers it again',
    tampering: {
      notify: (ports) => ({
        ...ports,
        deliveries: {
          ...delegating(ports.deliveries),
          find: async (...given) => {
            const { notice } = await ports.deliveries.find(...given);
            return { notice };
          },
        },
      }),
    },
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'takes a failed delivery for done',
    tampering: {
      handleBatch: async (...given) => {
        await notify(...given);
        return { batchItemFailures: [] };
      },
    },
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'has no circuit breaker',
    tampering: withSettings(() => ({ circuitBreaker: { keys: 1000, percent: 100 } })),
    noticedBy: [noRunDisablesTooMany],
  },
  {
    name: 'skips an account silently',
    tampering: withPorts(({ accounts }) => ({
      accounts: { list: async () => (await accounts.list()).slice(0, 1) },
    })),
    noticedBy: [anUnreadAccountIsReported],
  },
  {
    name: 'takes an unread account for one with no users',
    tampering: withPorts(({ iam }) => ({
      iam: new Proxy(iam, {
        get: (target, name) =>
          name === 'read'
            ? async (...given: Parameters<typeof iam.read>) => {
                const reading = await target.read(...given);
                const inventory = { account: given[0], users: [] };
                return reading.outcome === 'read'
                  ? reading
                  : { outcome: 'read', inventory, fingerprints: new Map() };
              }
            : (Reflect.get(target, name) as () => void).bind(target),
      }),
    })),
    noticedBy: [anUnreadAccountIsReported],
  },
  {
    name: 'touches the other key',
    tampering: withPorts(({ iam }) => ({
      iam: new Proxy(iam, {
        get: (target, name) =>
          name === 'disable'
            ? async (...[account, user, keyId]: Parameters<typeof iam.disable>) => {
                const keys = (await target.readAgain(account, user))?.keys ?? [];
                const other = keys.find(({ id }) => id !== keyId);
                return target.disable(account, user, other?.id ?? keyId);
              }
            : (Reflect.get(target, name) as () => void).bind(target),
      }),
    })),
    noticedBy: [noKeyIsDisabledEarly, onlyTheNamedKeyIsTouched],
  },
  {
    name: 'takes machines for engineers',
    tampering: withTags((tags) =>
      tags['type'] === 'machine' ? { ...tags, type: 'engineer' } : tags,
    ),
    noticedBy: [noKeyIsDisabledEarly, machinesAndStrangersAreLeftAlone],
  },
  {
    name: 'never tells of machines',
    tampering: silentOn('machine-key-old', /\/machine-/),
    noticedBy: [machinesAndStrangersAreLeftAlone, everyNoticeIsToldOnce],
  },
  {
    name: 'reports nobody’s tags',
    tampering: withNotices((notice) =>
      notice.kind === 'daily-summary' ? { ...notice, findings: [] } : notice,
    ),
    noticedBy: [machinesAndStrangersAreLeftAlone],
  },
  {
    name: 'counts a run that died as completed',
    tampering: {
      runDay: async (run) => {
        const nothing = { keysDisabled: 0, keysHeldBack: 0, noticesUndelivered: 0 };
        return runDay(run).catch(() => ({ accountsRead: 1, accountsUnread: 0, ...nothing }));
      },
    },
    noticedBy: [aMissingRunIsNoticed],
  },
  {
    name: 'does not tell of a second key',
    tampering: silentOn('second-key', /\/second-key\//),
    noticedBy: [aSecondKeyStartsItsOwnClock, everyNoticeIsToldOnce],
  },
  {
    name: 'ignores exemptions',
    tampering: withTags((tags) => without(tags, 'key-exempt-until')),
    noticedBy: [noKeyIsDisabledEarly, anExemptionHasAnEnd],
  },
  {
    name: 'takes an exemption of any length',
    tampering: withSettings(() => ({ maximumExemptionDays: 1000 })),
    noticedBy: [machinesAndStrangersAreLeftAlone],
  },
];
