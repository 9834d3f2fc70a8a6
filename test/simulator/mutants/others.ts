import { AccountError } from '../../../functions/account-error';
import type { AccountLedger } from '../../../rules/ledger';
import { isUnknown, type IamUser } from '../../../rules/model';
import { noKeyIsDisabledEarly } from '../promises/1-no-key-is-disabled-early';
import { everyNoticeIsToldOnce } from '../promises/3-every-notice-is-told-once';
import { anUnreadAccountIsReported } from '../promises/5-an-unread-account-is-reported';
import { machinesAndStrangersAreLeftAlone } from '../promises/7-machines-and-strangers-are-left-alone';
import { anExemptionHasAnEnd } from '../promises/10-an-exemption-has-an-end';
import {
  endsBeforeItsDay,
  onlyReported,
  resetAsNew,
  servicesRefusedForDays,
  sshKeyOffBeforeTheLastLook,
  switchFailsForDays,
} from '../story/told-of-others';
import { rootKeyForDays } from '../story/told-of-troubles';
import {
  withNotices,
  withPorts,
  withReadings,
  withSettings,
  withUsers,
  type Mutant,
} from './mutant';

/** What was read of SSH keys is taken for what is so just before they are stopped. */
const withoutLastLookAtSshKeys = withPorts(({ iam }) => {
  const users = new Map<string, IamUser>();
  return {
    iam: {
      read: async (...given) => {
        const reading = await iam.read(...given);
        if (reading.outcome === 'read')
          for (const user of reading.inventory.users) users.set(user.name, user);
        return reading;
      },
      readAgain: async (account, userName, kind) =>
        kind === 'ssh-key' ? users.get(userName) : iam.readAgain(account, userName, kind),
    },
  };
});

/** What was planned about a credential before it was made, as it is since a reset, seems to be of it. */
function asOfThisLife({ notices, credentials, ...ledger }: AccountLedger): AccountLedger {
  const planned = [...notices].map(([id, record]) => {
    const { createdAt = record.plannedAt } = credentials.get(id.split('/')[1] ?? '') ?? {};
    const plannedAt = createdAt > record.plannedAt ? createdAt : record.plannedAt;
    return [id, { ...record, plannedAt }] as const;
  });
  return { ...ledger, credentials, notices: new Map(planned) };
}

/** What was not turned off is taken for done. */
const believingTheSwitch = withPorts(({ iamSwitch }) => ({
  iamSwitch: {
    disable: (...given) =>
      iamSwitch.disable(...given).catch((error: unknown) => {
        if (error instanceof AccountError) return 'disabled' as const;
        throw error;
      }),
  },
}));

/** Of service-specific credentials, SSH keys, signing certificates and root. */
export const mutantsOfOthers: readonly Mutant[] = [
  {
    name: 'says that it has disabled what it was not allowed to',
    tampering: believingTheSwitch,
    noticedBy: [everyNoticeIsToldOnce],
    story: switchFailsForDays('ssh-key', 'access-denied', 3),
  },
  {
    name: 'stops SSH keys without another look',
    tampering: withoutLastLookAtSshKeys,
    noticedBy: [noKeyIsDisabledEarly],
    story: { ...sshKeyOffBeforeTheLastLook, happenings: [] },
  },
  {
    name: 'disables what is only to be reported',
    tampering: withSettings(({ modes }) => ({
      modes: { ...modes, 'ssh-key': 'disable', 'signing-certificate': 'disable' },
    })),
    noticedBy: [noKeyIsDisabledEarly, machinesAndStrangersAreLeftAlone],
    story: onlyReported,
  },
  {
    name: 'takes what has expired for active',
    tampering: withUsers(({ serviceCredentials: held }) =>
      held && !isUnknown(held)
        ? {
            serviceCredentials: held.map((each) => ({
              ...each,
              status: 'Active',
              expiresAt: undefined,
            })),
          }
        : {},
    ),
    noticedBy: [noKeyIsDisabledEarly],
    story: endsBeforeItsDay,
  },
  {
    name: 'takes what nobody may list for gone',
    tampering: withUsers(({ serviceCredentials: held }) =>
      isUnknown(held) ? { serviceCredentials: undefined } : {},
    ),
    noticedBy: [anUnreadAccountIsReported],
    story: servicesRefusedForDays,
  },
  {
    name: 'counts what was told of a credential before it was reset, and is as new since',
    tampering: withPorts(({ ledger }) => ({
      ledger: new Proxy(ledger, {
        get: (target, name) =>
          name === 'load'
            ? async (accountId: string) => asOfThisLife(await target.load(accountId))
            : (Reflect.get(target, name) as () => void).bind(target),
      }),
    })),
    noticedBy: [noKeyIsDisabledEarly, anExemptionHasAnEnd],
    story: resetAsNew,
  },
  {
    name: 'sends a stage of another credential than a key twice',
    tampering: withNotices((notice, at) =>
      notice.kind === 'credential-reminder'
        ? { ...notice, id: `${notice.id}/${at.getDate()}` }
        : notice,
    ),
    noticedBy: [everyNoticeIsToldOnce],
    story: resetAsNew,
  },
  {
    name: 'does not look at root',
    tampering: withReadings(({ inventory, ...reading }) => ({
      ...reading,
      inventory: { ...inventory, root: undefined },
    })),
    noticedBy: [anUnreadAccountIsReported],
    story: rootKeyForDays,
  },
];
