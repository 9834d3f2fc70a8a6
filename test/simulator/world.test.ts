import { iamContract } from '../../functions/contracts/iam/iam-contract';
import { contractAccount, type IamWorld } from '../../functions/contracts/iam/world';
import { noticeQueueContract } from '../../functions/contracts/notice-queue-contract';
import { contractWorkspace, slackContract } from '../../functions/contracts/slack-contract';
import type { StoppableKind } from '../../rules/credentials/credential';
import type { NoticeOf } from '../../rules/notices';
import { aProcess, aRun, aWorld } from './a-world';
import { emptyStory } from './story/empty-story';
import { Random } from './story/random';
import type { UserHistory } from './world/user-history';
import { DAY } from './world/calendar';
import { Chronicle } from './world/chronicle';
import { Clock } from './world/clock';
import { SimulatedIam } from './world/iam';
import type { QueueMessage } from '../../rules/notices/team-copies';
import type { Message } from './world/fifo-queue';
import { NoticeQueue } from './world/notice-queue';
import { RunQueue } from './world/run-queue';
import { SimulatedSlack } from './world/slack';
import { Weather } from './world/weather';

/** What the simulator puts in the place of AWS and Slack keeps to what the real ones keep to. */
const start = Date.UTC(2026, 0, 1, 9);
const story = { ...emptyStory, firstDate: '2026-01-01', accounts: [contractAccount] };

const open = (): Promise<IamWorld> => {
  const world = aWorld({ ...story, pageSize: 2 }, start);
  const { aws, clock } = world;
  let isUnreadable = false;
  Object.assign(world.weather, { isUnreadable: () => isUnreadable });
  const iam = new SimulatedIam(world, aRun(start), aProcess('monitor', world));
  const user = (name: string): UserHistory => {
    const found = aws.find(contractAccount.id, name);
    if (!found) throw new Error(`no user ${name}`);
    return found;
  };
  const make = (kind: StoppableKind, of: UserHistory) =>
    kind === 'access-key'
      ? aws.createKey(of, undefined, somebody)
      : aws.createOther(of, { kind, ...(kind === 'service-specific' && { service }) })?.id;
  const service = 'bedrock.amazonaws.com';
  const somebody = `arn:aws:iam::${contractAccount.id}:user/somebody`;
  const hands: Omit<IamWorld, 'iam' | 'iamSwitch' | 'trail'> = {
    turnTo: async (instant) => Promise.resolve(clock.passUntil(instant.getTime())),
    createUser: async (name, tags = {}) =>
      void (await Promise.resolve(aws.createUser(contractAccount.id, name, tags, true))),
    tagUser: async (name, tags) =>
      Promise.resolve(aws.setTags(user(name), { ...user(name).now?.tags, ...tags })),
    deleteUser: async (name) => Promise.resolve(aws.deleteUser(user(name))),
    make: async (kind, name) => Promise.resolve(make(kind, user(name)) ?? ''),
    setStatus: async ({ kind, id }, name, status) =>
      Promise.resolve(
        kind === 'access-key'
          ? aws.setStatus(user(name), id, status, somebody)
          : aws.setStatusOfOther(user(name), { kind, id }, status, somebody),
      ),
    remove: async ({ kind, id }, name) =>
      Promise.resolve(
        kind === 'access-key' ? aws.deleteKey(user(name), id) : aws.deleteOther(user(name), id),
      ),
    useKey: async (id, name) => Promise.resolve(aws.useKey(user(name), id)),
    makeUnreadable: async (is) => void (await Promise.resolve((isUnreadable = is))),
  };
  return Promise.resolve({ iam, iamSwitch: iam, trail: iam, ...hands });
};
iamContract('of the simulator', open);

slackContract('of the simulator', () => {
  const clock = new Clock(start);
  const chronicle = new Chronicle();
  const { user, leaver } = contractWorkspace;
  // What is posted here is read as a summary is: it says nothing of a key.
  const current: NoticeOf<'daily-summary'> = {
    kind: 'daily-summary',
    id: 'summary/2026-01-01',
    plannedAt: new Date(start).toISOString(),
    date: '2026-01-01',
    dryRun: false,
    accountsRead: [],
    accountsUnread: [],
    ageBands: [],
    done: [],
    heldBack: [],
    undelivered: [],
    findings: [],
  };
  const slack = new SimulatedSlack(
    { members: new Set([user, leaver]), left: new Set([leaver]) },
    chronicle,
    clock,
    new Weather(story),
    aProcess('notify', { clock, chronicle }),
    () => current,
  );
  const textsIn = (is: (shown: Chronicle['shown'][number]) => boolean) =>
    chronicle.shown.filter(is).map(({ facts, nowSays = facts }) => nowSays.text);
  return Promise.resolve({
    slack,
    textsOf: (recipient: string) => textsIn((each) => each.recipient === recipient),
    threadOf: (ts: string) => textsIn(({ threadTs }) => threadTs === ts),
    deleteMessage: (ts: string) => slack.deleteMessage(ts),
    aloneOf: (recipient: string) =>
      chronicle.ofPresses
        .filter(({ seenBy }) => seenBy === recipient)
        .map((each) => [each.recipient, each.text] as const),
    homeOf: (recipient: string) => chronicle.homes.get(recipient)?.blocks,
  });
});

noticeQueueContract('of the simulator', () => {
  const clock = new Clock(start + DAY);
  const chronicle = new Chronicle();
  const fifo = new NoticeQueue(chronicle);
  const random = new Random(1);
  const process = aProcess('monitor', { clock, chronicle });
  const receive = () => {
    const all: Message<QueueMessage>[] = [];
    for (let some = fifo.receive(10, clock.now, random); some.length > 0;) {
      all.push(...some);
      fifo.delete(some);
      some = fifo.receive(10, clock.now, random);
    }
    return Promise.resolve(all.map(({ body }) => JSON.parse(body) as QueueMessage));
  };
  return Promise.resolve({
    queue: new RunQueue(fifo, chronicle, clock, aRun(start), process),
    receive,
  });
});
