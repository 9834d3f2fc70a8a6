import { notify } from '../../../functions/notify/notify';
import type { AccountLedger } from '../../../rules/ledger';
import { noKeyIsDisabledEarly } from '../promises/1-no-key-is-disabled-early';
import { pressesHoldNothingUp } from '../promises/14-presses-hold-nothing-up';
import { aNewKeyIsAskedAbout } from '../promises/17-a-new-key-is-asked-about';
import {
  askedInARehearsal,
  nobodySaysWhoseItIs,
  notTheirsEnabledAgain,
  pressedWithoutEnd,
  saidMine,
} from '../story/told-of-presses';
import { DAY } from '../world/calendar';
import { withNotices, withPorts, withReadings, withSettings, type Mutant } from './mutant';

function withoutAnswers({ notices, ...ledger }: AccountLedger): AccountLedger {
  const records = [...notices].map(
    ([id, record]) => [id, { ...record, answer: undefined }] as const,
  );
  return { ...ledger, notices: new Map(records) };
}

/** Its runs know nothing of what people have said. */
const deafToAnswers = withPorts(({ ledger }) => ({
  ledger: new Proxy(ledger, {
    get: (target, name) =>
      name === 'load'
        ? async (accountId: string) => withoutAnswers(await target.load(accountId))
        : (Reflect.get(target, name) as () => void).bind(target),
  }),
}));

/** Whom Keyturn asks whose a key is, and what it lets wait. */
export const mutantsOfQuestions: readonly Mutant[] = [
  {
    name: 'asks each day whose a new key is',
    tampering: withNotices((notice, at) =>
      notice.kind === 'key-question' ? { ...notice, id: `${notice.id}/${at.getDate()}` } : notice,
    ),
    noticedBy: [aNewKeyIsAskedAbout],
    story: nobodySaysWhoseItIs,
  },
  {
    name: 'asks nobody whose a key is of which no event tells',
    tampering: withSettings(() => ({ questions: undefined })),
    noticedBy: [aNewKeyIsAskedAbout],
    story: nobodySaysWhoseItIs,
  },
  {
    name: 'asks whose an old key is',
    tampering: withReadings(({ inventory, ...reading }) => {
      const createdAt = new Date((inventory.readAt ?? new Date()).getTime() - DAY);
      const users = inventory.users.map((user) => ({
        ...user,
        keys: user.keys.map((key) => ({ ...key, createdAt })),
      }));
      return { ...reading, inventory: { ...inventory, users } };
    }),
    noticedBy: [aNewKeyIsAskedAbout],
    story: nobodySaysWhoseItIs,
  },
  {
    name: 'asks in a rehearsal',
    tampering: { run: (run) => ({ ...run, dryRunAccounts: new Set() }) },
    noticedBy: [aNewKeyIsAskedAbout],
    story: { ...askedInARehearsal, hasTrail: false },
  },
  {
    name: 'asks once more whoever has said that it was them',
    tampering: deafToAnswers,
    noticedBy: [aNewKeyIsAskedAbout],
    story: saidMine,
  },
  {
    name: 'delivers nothing as long as there is an answer to a press among it',
    tampering: {
      handleBatch: async (event, ...given) =>
        event.Records.some(({ body }) => body.includes('"kind":"press-answer"'))
          ? { batchItemFailures: event.Records.map((each) => ({ itemIdentifier: each.messageId })) }
          : notify(event, ...given),
    },
    noticedBy: [pressesHoldNothingUp],
    story: pressedWithoutEnd,
  },
  {
    name: 'has a key go for one that its owner says is not theirs',
    tampering: deafToAnswers,
    noticedBy: [noKeyIsDisabledEarly],
    story: notTheirsEnabledAgain,
  },
];
