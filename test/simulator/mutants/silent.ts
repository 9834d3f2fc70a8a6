import { runDay } from '../../../functions/monitor/run-day';
import { notify } from '../../../functions/notify/notify';
import { addresseeOf } from '../../../rules/notices';
import { noKeyIsDisabledEarly } from '../promises/1-no-key-is-disabled-early';
import { noKeyIsMissedAndNoneDisabledSilently } from '../promises/2-no-key-is-missed-and-none-disabled-silently';
import { everyNoticeIsToldOnce } from '../promises/3-every-notice-is-told-once';
import { anUnreadAccountIsReported } from '../promises/5-an-unread-account-is-reported';
import { machinesAndStrangersAreLeftAlone } from '../promises/7-machines-and-strangers-are-left-alone';
import { aMissingRunIsNoticed } from '../promises/8-a-missing-run-is-noticed';
import { aSecondKeyStartsItsOwnClock } from '../promises/9-a-second-key-starts-its-own-clock';
import { toldDaysLater } from '../story/told-of-second-keys';
import {
  enabledAgainBeforeItWasTold,
  keysRefusedForDays,
  noReportForDays,
} from '../story/told-of-troubles';
import {
  delegating,
  inParts,
  silentOn,
  withMessages,
  withMessagesIn,
  withNotices,
  withPorts,
  withReadings,
  withUsers,
  type Mutant,
} from './mutant';

/** What Keyturn says, and to whom. */
export const silentMutants: readonly Mutant[] = [
  {
    name: 'sends a stage twice',
    tampering: withNotices((notice, at) =>
      notice.kind === 'key-reminder' ? { ...notice, id: `${notice.id}/${at.getDate()}` } : notice,
    ),
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'asks twice who uses a key',
    tampering: withPorts(({ uses }) => ({
      uses: {
        usesOf: async (...given) => {
          await uses.usesOf(...given);
          return uses.usesOf(...given);
        },
      },
    })),
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'asks every day who uses the key of an engineer',
    tampering: withPorts(({ iam, uses }, { now }) => ({
      iam: {
        read: async (...given) => {
          const reading = await iam.read(...given);
          if (reading.outcome === 'unread') return reading;
          const { account, users } = reading.inventory;
          for (const { id } of users.flatMap(({ keys }) => keys))
            await uses.usesOf(account, { id }, now);
          return reading;
        },
        readAgain: (...given) => iam.readAgain(...given),
      },
    })),
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
    name: 'takes every message for punctual',
    tampering: { notify: (ports) => ({ ...ports, now: () => new Date(0) }) },
    noticedBy: [noKeyIsDisabledEarly],
    story: toldDaysLater,
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
    firstSeed: 6,
  },
  {
    name: 'takes what a run that died had begun for never done',
    tampering: withPorts(({ trail }) => ({
      trail: {
        whoDid: (...given) => trail.whoDid(...given),
        hasDisabled: () => Promise.resolve(false),
      },
    })),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
    story: enabledAgainBeforeItWasTold,
  },
  {
    name: 'skips an account silently',
    tampering: withPorts(({ accounts }) => ({
      accounts: { list: async () => (await accounts.list()).slice(0, 1) },
    })),
    noticedBy: [anUnreadAccountIsReported],
    firstSeed: 2,
  },
  {
    name: 'takes an unread account for one with no users',
    tampering: withPorts(({ iam }) => ({
      iam: {
        read: async (account, ...given) => {
          const reading = await iam.read(account, ...given);
          if (reading.outcome === 'read') return reading;
          const inventory = { account, readAt: new Date(), users: [] };
          return {
            outcome: 'read',
            inventory,
            credentialReportAt: new Date(),
            fingerprints: new Map(),
          };
        },
        readAgain: (...given) => iam.readAgain(...given),
      },
    })),
    noticedBy: [anUnreadAccountIsReported],
    firstSeed: 2,
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
    name: 'takes a user whose keys nobody may list for one without keys',
    tampering: withUsers(() => ({ keysUnknown: undefined })),
    noticedBy: [anUnreadAccountIsReported],
    story: keysRefusedForDays,
  },
  {
    name: 'says nothing of a credential report that is missing',
    tampering: withReadings((reading) => ({ ...reading, credentialReportAt: new Date(0) })),
    noticedBy: [anUnreadAccountIsReported],
    story: noReportForDays,
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
    firstSeed: 2,
  },
  {
    name: 'does not tell of a second key',
    tampering: silentOn('second-key', /\/second-key\//),
    noticedBy: [aSecondKeyStartsItsOwnClock, everyNoticeIsToldOnce],
  },
  {
    name: 'posts each of many notices by itself',
    tampering: withMessages((message) =>
      message.kind === 'team-copies' ? { ...message, as: 'single' } : message,
    ),
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'posts each of many notices by itself, in parts that are few',
    tampering: withMessagesIn(inParts),
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'forgets which copies the team was shown',
    tampering: {
      notify: (ports) => ({
        ...ports,
        deliveries: { ...delegating(ports.deliveries), recordCopy: () => Promise.resolve() },
      }),
    },
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'leaves the copies of the run out',
    tampering: withMessages((message) => (message.kind === 'team-copies' ? undefined : message)),
    noticedBy: [everyNoticeIsToldOnce, noKeyIsMissedAndNoneDisabledSilently],
  },
  {
    name: 'leaves those who can not be told to the digest',
    tampering: {
      notify: (ports) => ({
        ...ports,
        deliveries: {
          ...delegating(ports.deliveries),
          recordTeam: async (...given) => {
            const { notice } = await ports.deliveries.find(given[0], given[1]);
            if (!notice || addresseeOf(notice) === undefined)
              return ports.deliveries.recordTeam(...given);
            return ports.deliveries.recordCopy(...given);
          },
        },
      }),
    },
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'does not record news of an event before it tells it',
    tampering: {
      notify: (ports) => ({
        ...ports,
        deliveries: { ...delegating(ports.deliveries), recordNews: () => Promise.resolve() },
      }),
    },
    noticedBy: [everyNoticeIsToldOnce],
    firstSeed: 3,
  },
];
