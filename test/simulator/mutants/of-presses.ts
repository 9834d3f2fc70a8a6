import type { Doing, InSession } from '../../../functions/act/doers';
import { accessKeyRef } from '../../../rules/credentials/credential';
import type { AccountLedger } from '../../../rules/ledger';
import type { Press } from '../../../rules/presses/press';
import type { ActTampering } from '../acts';
import { aPressCanOnlyDisable } from '../promises/11-a-press-can-only-disable';
import { onlyTheOwnerOrAResponderDisables } from '../promises/12-only-the-owner-or-a-responder-disables';
import { aPressIsDoneOnce } from '../promises/13-a-press-is-done-once';
import { noKeyIsDisabledEarly } from '../promises/1-no-key-is-disabled-early';
import { noKeyIsMissedAndNoneDisabledSilently } from '../promises/2-no-key-is-missed-and-none-disabled-silently';
import { onlyTheNamedKeyIsTouched } from '../promises/6-only-the-named-key-is-touched';
import {
  enabledBeforeTheSecondDelivery,
  pressedByAResponder,
  pressedInVain,
  pressedUnderAnOldMessage,
} from '../story/told-of-presses';
import type { Mutant } from './mutant';

/** All that a press is done with. */
type Ports = Doing['ports'] & InSession;

function withActPorts(change: (ports: Ports, press: Press) => Partial<Ports>): ActTampering {
  return {
    doing: (doing, press) => {
      const session = doing.inAccounts({ userName: press.on.user, mayDisable: true });
      const ports = { ...doing.ports, ...session };
      const changed = { ...ports, ...change(ports, press) };
      return { ...doing, ports: changed, inAccounts: () => changed };
    },
  };
}

/** As the port, but for that. */
function but<Port extends object>(port: Port, changed: Partial<Port>): Port {
  return new Proxy(port, {
    get: (target, name) =>
      Reflect.get(changed, name) ??
      (Reflect.get(target, name) as (() => void) | undefined)?.bind(target),
  });
}

/** The ledger as a press loads it, changed. */
function withLoaded(change: (loaded: AccountLedger, press: Press) => AccountLedger): ActTampering {
  return withActPorts(({ ledger }, press) => ({
    ledger: but(ledger, {
      load: async (accountId) => change(await ledger.load(accountId), press),
    }),
  }));
}

/** It does not know that Keyturn has ever disabled a key. */
const forgettingDisablings = withLoaded(({ credentials, ...ledger }) => ({
  ...ledger,
  credentials: new Map(
    [...credentials].map(([id, record]) => [id, { ...record, disabledAt: undefined }]),
  ),
}));

/** What presses do. */
export const mutantsOfPresses: readonly Mutant[] = [
  {
    name: 'does what is pressed without a look at the key just before',
    tampering: withActPorts(({ iam }) => {
      let known: ReturnType<typeof iam.readAgain> | undefined;
      return { iam: but(iam, { readAgain: (...given) => (known ??= iam.readAgain(...given)) }) };
    }),
    noticedBy: [aPressCanOnlyDisable],
    story: pressedByAResponder,
  },
  {
    name: 'touches the other key of whose key is pressed for',
    tampering: withActPorts(({ iam, iamSwitch }) => ({
      iamSwitch: {
        disable: async (account, user, key) => {
          const keys = (await iam.readAgain(account, user, key.kind))?.keys ?? [];
          const other = keys.find(({ id }) => id !== key.id);
          return iamSwitch.disable(account, user, other ? accessKeyRef(other.id) : key);
        },
      },
    })),
    noticedBy: [noKeyIsDisabledEarly, onlyTheNamedKeyIsTouched, aPressCanOnlyDisable],
    story: pressedByAResponder,
  },
  {
    name: 'lets anybody press',
    tampering: {
      doing: (doing, { by }) => ({ ...doing, responders: [...doing.responders, by.id] }),
    },
    noticedBy: [onlyTheOwnerOrAResponderDisables],
    story: pressedInVain,
  },
  {
    name: 'takes a forwarded copy for its own message',
    tampering: withLoaded(({ notices, ...ledger }, { message }) => ({
      ...ledger,
      notices: new Map(
        [...notices].map(([id, record]) => [
          id,
          { ...record, team: { ...record.team, at: new Date(0), ...message } },
        ]),
      ),
    })),
    noticedBy: [onlyTheOwnerOrAResponderDisables],
    story: pressedInVain,
  },
  {
    name: 'takes an old button for a new one',
    tampering: forgettingDisablings,
    noticedBy: [onlyTheOwnerOrAResponderDisables],
    story: pressedUnderAnOldMessage,
  },
  {
    name: 'does a press twice',
    tampering: forgettingDisablings,
    noticedBy: [aPressIsDoneOnce],
    story: enabledBeforeTheSecondDelivery,
  },
  {
    name: 'does not record what a press begins',
    tampering: withActPorts(({ ledger }) => ({
      ledger: but(ledger, { startDisabling: () => Promise.resolve() }),
    })),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently, aPressIsDoneOnce],
    story: pressedByAResponder,
  },
  {
    name: 'says that what was pressed for is disabled, and leaves it on',
    tampering: withActPorts(() => ({ iamSwitch: { disable: () => Promise.resolve('disabled') } })),
    noticedBy: [aPressIsDoneOnce],
    story: pressedByAResponder,
  },
  {
    name: 'says nothing to who pressed',
    tampering: withActPorts(() => ({ answers: { put: () => Promise.resolve() } })),
    noticedBy: [aPressIsDoneOnce],
    story: pressedInVain,
  },
];
