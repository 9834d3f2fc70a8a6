import { accessKeyRef } from '../../../rules/credentials/credential';
import { noKeyIsDisabledEarly } from '../promises/1-no-key-is-disabled-early';
import { noKeyIsMissedAndNoneDisabledSilently } from '../promises/2-no-key-is-missed-and-none-disabled-silently';
import { everyNoticeIsToldOnce } from '../promises/3-every-notice-is-told-once';
import { noRunDisablesTooMany } from '../promises/4-no-run-disables-too-many';
import { onlyTheNamedKeyIsTouched } from '../promises/6-only-the-named-key-is-touched';
import { machinesAndStrangersAreLeftAlone } from '../promises/7-machines-and-strangers-are-left-alone';
import { anExemptionHasAnEnd } from '../promises/10-an-exemption-has-an-end';
import {
  exemptForADay,
  exemptionEndsBetweenTwoRuns,
  exemptionReadForTheDayBefore,
} from '../story/told-of-exemptions';
import {
  ownDayAfterTheSecondKey,
  secondKeyGoneBeforeTheLastLook,
  secondKeyOffForTheDayBefore,
  secondKeyOffForWeeks,
} from '../story/told-of-second-keys';
import { forgottenKey, keyUsedAtTheLastMoment, keyUsedInTime } from '../story/told-of-no-use';
import { without } from '../story/without';
import { promisedRules } from '../story/write-rules';
import { askingForTheCause, asUsedInTheReport } from './last-look';
import {
  older,
  silentOn,
  withPorts,
  withKeyClock,
  withSettings,
  withTags,
  withUsers,
  withoutWriting,
  type Mutant,
} from './mutant';

/** No run knows that one of a later date has handled the account. */
const withoutLaterRuns = withPorts(({ ledger }) => ({
  ledger: new Proxy(ledger, {
    get: (target, name) =>
      name === 'load'
        ? async (...given: Parameters<typeof ledger.load>) => ({
            ...(await target.load(...given)),
            lastReadAt: undefined,
          })
        : (Reflect.get(target, name) as () => void).bind(target),
  }),
}));

/** What Keyturn does, and when. */
export const hastyMutants: readonly Mutant[] = [
  {
    name: 'disables a day early',
    tampering: withKeyClock({ stopAt: 90, graceDays: 4 }),
    noticedBy: [noKeyIsDisabledEarly],
    firstSeed: 3,
  },
  {
    name: 'takes keys for a day older than they are',
    tampering: withUsers(({ keys }) => ({ keys: keys.map(older) })),
    noticedBy: [noKeyIsDisabledEarly],
    firstSeed: 3,
  },
  {
    name: 'gives four days of grace',
    tampering: withKeyClock({ graceDays: 4 }),
    noticedBy: [noKeyIsDisabledEarly],
    firstSeed: 7,
  },
  {
    name: 'gives one day of grace for a second key',
    tampering: withSettings(() => ({ secondKeyGraceDays: 1 })),
    noticedBy: [noKeyIsDisabledEarly],
  },
  {
    name: 'takes a key for unused a day early',
    tampering: withSettings(({ unusedAge }) => ({ unusedAge: unusedAge - 1 })),
    noticedBy: [noKeyIsDisabledEarly],
    story: forgottenKey,
  },
  {
    name: 'does not look when a key was last used',
    tampering: withUsers(({ keys }) => ({
      keys: keys.map((key) => ({ ...key, lastUsed: undefined })),
    })),
    noticedBy: [noKeyIsDisabledEarly],
    story: keyUsedInTime,
  },
  {
    name: 'believes at the last look what the credential report knew of uses',
    tampering: asUsedInTheReport,
    noticedBy: [noKeyIsDisabledEarly],
    story: keyUsedAtTheLastMoment,
  },
  {
    name: 'disables what nobody uses where that is only to be reported',
    tampering: withSettings(() => ({ unused: 'disable' })),
    noticedBy: [noKeyIsDisabledEarly, machinesAndStrangersAreLeftAlone],
    story: { ...forgottenKey, rules: promisedRules },
  },
  {
    name: 'does not say that nobody uses a key',
    tampering: silentOn('key-unused', /\/unused/),
    noticedBy: [everyNoticeIsToldOnce, anExemptionHasAnEnd],
    story: forgottenKey,
  },
  {
    name: 'says that a key is disabled and leaves it on',
    tampering: withPorts(() => ({ iamSwitch: { disable: () => Promise.resolve('disabled') } })),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently, everyNoticeIsToldOnce],
    firstSeed: 3,
  },
  {
    name: 'forgets to tell that a key is disabled',
    tampering: silentOn('key-disabled', /\/disabled\//),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently, everyNoticeIsToldOnce],
  },
  {
    name: 'disables without a record',
    tampering: withoutWriting('startDisabling'),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
  },
  {
    name: 'has no circuit breaker',
    tampering: withSettings(() => ({ circuitBreaker: { keys: 1000, percent: 100 } })),
    noticedBy: [noRunDisablesTooMany],
  },
  {
    name: 'touches the other key',
    tampering: withPorts(({ iam, iamSwitch }) => ({
      iamSwitch: {
        disable: async (account, user, key) => {
          const keys = (await iam.readAgain(account, user, key.kind))?.keys ?? [];
          const other = keys.find(({ id }) => id !== key.id);
          return iamSwitch.disable(account, user, other ? accessKeyRef(other.id) : key);
        },
      },
    })),
    noticedBy: [noKeyIsDisabledEarly, onlyTheNamedKeyIsTouched],
    firstSeed: 5,
  },
  {
    name: 'takes machines for engineers',
    tampering: withTags((tags) =>
      tags['type'] === 'machine' ? { ...tags, type: 'engineer' } : tags,
    ),
    noticedBy: [noKeyIsDisabledEarly, machinesAndStrangersAreLeftAlone],
  },
  {
    name: 'ignores exemptions',
    tampering: withTags((tags) => without(tags, 'key-exempt-until')),
    noticedBy: [noKeyIsDisabledEarly, anExemptionHasAnEnd],
    firstSeed: 47,
  },
  {
    name: 'takes an exemption of any length',
    tampering: withSettings(() => ({ maximumExemptionDays: 1000 })),
    noticedBy: [machinesAndStrangersAreLeftAlone],
  },
  {
    name: 'acts in accounts that are only rehearsed',
    tampering: { run: (run) => ({ ...run, dryRunAccounts: new Set() }) },
    noticedBy: [everyNoticeIsToldOnce],
    firstSeed: 11,
  },
  {
    name: 'acts in accounts that are only rehearsed, and tells the team alone',
    tampering: {
      run: (run) => {
        const { queue } = run.ports;
        const put: typeof queue.put = (messages, at) =>
          queue.put(
            messages.filter(({ kind }) => kind !== 'private-message'),
            at,
          );
        return { ...run, dryRunAccounts: new Set(), ports: { ...run.ports, queue: { put } } };
      },
    },
    noticedBy: [everyNoticeIsToldOnce],
    firstSeed: 11,
  },
  {
    name: 'drops what plans still need',
    tampering: withPorts(({ ledger }, { now }) => ({
      ledger: new Proxy(ledger, {
        get: (target, name) =>
          name === 'finishAccount'
            ? async (...given: Parameters<typeof ledger.finishAccount>) => {
                const { notices } = await target.load(given[0]);
                await target.setExpiry(given[0], [...notices.keys()], now);
                return target.finishAccount(...given);
              }
            : (Reflect.get(target, name) as () => void).bind(target),
      }),
    })),
    noticedBy: [everyNoticeIsToldOnce],
  },
  {
    name: 'forgets that a second key was off',
    tampering: withoutWriting('rememberAlone'),
    noticedBy: [noKeyIsDisabledEarly],
    story: secondKeyOffForWeeks,
  },
  {
    name: 'forgets that a key was exempt between two runs of a day',
    tampering: withoutWriting('rememberExemption'),
    noticedBy: [noKeyIsDisabledEarly],
    story: exemptionEndsBetweenTwoRuns,
  },
  {
    name: 'forgets that a key was exempt',
    tampering: withoutWriting('rememberExemption'),
    noticedBy: [anExemptionHasAnEnd],
    story: exemptForADay,
  },
  {
    name: 'learns from a run that has nothing left to do that a second key was off',
    tampering: withoutLaterRuns,
    noticedBy: [everyNoticeIsToldOnce],
    story: secondKeyOffForTheDayBefore,
  },
  {
    name: 'learns of an exemption from a run that has nothing left to do',
    tampering: withoutLaterRuns,
    noticedBy: [everyNoticeIsToldOnce],
    story: exemptionReadForTheDayBefore,
  },
  {
    name: 'looks again for what the notice says, and so at a key’s age where nobody was told of that',
    tampering: askingForTheCause,
    noticedBy: [noKeyIsDisabledEarly],
    story: secondKeyGoneBeforeTheLastLook,
  },
  {
    name: 'looks again for what the notice says, and so for what a dead run had begun',
    tampering: askingForTheCause,
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
    story: ownDayAfterTheSecondKey,
  },
];
