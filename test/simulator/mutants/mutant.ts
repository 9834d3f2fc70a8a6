import type { Ports, Run } from '../../../functions/monitor/run';
import type { DeliveriesPort } from '../../../functions/ports/deliveries';
import type { Clock } from '../../../rules/clocks';
import type { AccessKey, IamUser } from '../../../rules/model';
import type { Notice } from '../../../rules/notices';
import type { Settings } from '../../../rules/settings';
import { isPressMessage, type QueueMessage } from '../../../rules/notices/team-copies';
import type { Tampering } from '../company';
import type { Story } from '../story/story';
import type { PromiseCheck } from '../promises/promise-check';
import { DAY } from '../world/calendar';

/** A planted bug, and the promises that must notice it, each on its own. */
export interface Mutant {
  readonly name: string;
  readonly tampering: Tampering;
  readonly noticedBy: readonly PromiseCheck[];
  /** The first company that is tried, where the bug shows in none before it; or a story of its own for what is rare. */
  readonly firstSeed?: number;
  readonly story?: Story;
}

type Tags = IamUser['tags'];

export function withSettings(change: (settings: Settings) => Partial<Settings>): Tampering {
  return { run: (run) => ({ ...run, settings: { ...run.settings, ...change(run.settings) } }) };
}

/** With another clock of access keys. */
export function withKeyClock(change: Partial<Clock>): Tampering {
  return withSettings(({ clocks }) => ({
    clocks: { ...clocks, 'access-key': { ...clocks['access-key'], ...change } },
  }));
}

export function withPorts(
  change: (ports: Ports, run: Run) => Partial<Ports>,
): Tampering & Required<Pick<Tampering, 'run'>> {
  return { run: (run) => ({ ...run, ports: { ...run.ports, ...change(run.ports, run) } }) };
}

/** What the run would write down so, is not. */
export function withoutWriting(
  what:
    | 'startDisabling'
    | 'rememberAlone'
    | 'rememberExemption'
    | 'rememberOpen'
    | 'rememberClosed'
    | 'withdrawNotice',
): Tampering {
  return withPorts(({ ledger }) => ({
    ledger: new Proxy(ledger, {
      get: (target, name) =>
        name === what
          ? () => Promise.resolve()
          : (Reflect.get(target, name) as () => void).bind(target),
    }),
  }));
}

type Read = Extract<Awaited<ReturnType<Ports['iam']['read']>>, { outcome: 'read' }>;

/** The run reads otherwise than there is of accounts that are read; its last look is as it was. */
export function withReadings(change: (reading: Read) => Read): ReturnType<typeof withPorts> {
  return withPorts(({ iam }) => ({
    iam: {
      read: async (...given) => {
        const reading = await iam.read(...given);
        return reading.outcome === 'read' ? change(reading) : reading;
      },
      readAgain: (...given) => iam.readAgain(...given),
    },
  }));
}

/** What both readings have of a user. */
type Seen = Pick<
  IamUser,
  'keys' | 'tags' | 'serviceCredentials' | 'sshKeys' | 'signingCertificates'
>;

/** The run sees other users than there are, and so does its last look. */
export function withUsers(change: (user: Seen) => Partial<IamUser>): Tampering {
  const reading = withReadings(({ inventory, ...reading }) => {
    const users = inventory.users.map((user) => ({ ...user, ...change(user) }));
    return { ...reading, inventory: { ...inventory, users } };
  });
  const lastLook = withPorts(({ iam }) => ({
    iam: {
      read: (...given) => iam.read(...given),
      readAgain: async (...given) => {
        const found = await iam.readAgain(...given);
        return found && { ...found, ...change(found) };
      },
    },
  }));
  return { run: (run) => lastLook.run(reading.run(run)) };
}

export function withTags(change: (tags: Tags) => Tags): Tampering {
  return withUsers(({ tags }) => ({ tags: change(tags) }));
}

export function delegating(deliveries: DeliveriesPort): DeliveriesPort {
  return {
    find: (...given) => deliveries.find(...given),
    recordOwner: (...given) => deliveries.recordOwner(...given),
    recordTeam: (...given) => deliveries.recordTeam(...given),
    recordCopy: (...given) => deliveries.recordCopy(...given),
    recordNews: (...given) => deliveries.recordNews(...given),
    keepNewer: (...given) => deliveries.keepNewer(...given),
  };
}

export function withMessages(
  change: (message: QueueMessage, at: Date) => QueueMessage | undefined,
): Tampering {
  return withMessagesIn((message, at) => {
    const changed = change(message, at);
    return changed ? [changed] : [];
  });
}

/** What the run would queue becomes several messages, or none. */
export function withMessagesIn(
  change: (message: QueueMessage, at: Date) => readonly QueueMessage[],
): Tampering {
  return withPorts(({ queue }) => ({
    queue: {
      put: (messages, at) =>
        queue.put(
          messages.flatMap((each) => change(each, at)),
          at,
        ),
    },
  }));
}

/** The copies of a run as several messages, each of so few that it needs no digest. */
export function inParts(message: QueueMessage): readonly QueueMessage[] {
  if (message.kind !== 'team-copies') return [message];
  const { id, items } = message;
  return [items.slice(0, 20), items.slice(20, 40), items.slice(40)]
    .filter(({ length }) => length > 0)
    .map((part, n) => ({ ...message, id: `${id}/part-${n}`, as: 'single', items: part }));
}

/** Changes each notice, in whatever message it is queued; those that are left out are not told to the team either. */
export function withNotices(
  change: <N extends Notice>(notice: N, at: Date) => N | undefined,
): Tampering {
  return withMessages((message, at) => {
    if (message.kind === 'team-copies' || isPressMessage(message)) return message;
    if (message.kind !== 'private-message') return change(message, at);
    const notice = change(message.notice, at);
    return notice && { ...message, id: notice.id, notice };
  });
}

/** @param ids of that kind, among the copies. */
export function silentOn(kind: Notice['kind'], ids: RegExp): Tampering {
  return withMessages((message) => {
    if (message.kind === 'team-copies') {
      const items = message.items.filter(({ noticeId }) => !ids.test(noticeId));
      return items.length === 0 ? undefined : { ...message, items };
    }
    const notice = message.kind === 'private-message' ? message.notice : message;
    return notice.kind === kind ? undefined : message;
  });
}

export const older = (key: AccessKey): AccessKey => ({
  ...key,
  createdAt: new Date(key.createdAt.getTime() - DAY),
});
