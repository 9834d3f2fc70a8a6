import type { AccessKey } from '../../../rules/model';
import type { Notice, NoticeOf, UserNotice } from '../../../rules/notices';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import { secondKeyOf } from '../../../rules/plan/second-key-of';
import type { Tampering } from '../company';
import { DAY } from '../world/calendar';
import { withPorts } from './mutant';

/**
 * The last look asks for the cause that the notice names which it was begun under, and of a key that was enabled again for
 * either rule.
 */
export const askingForTheCause: Tampering = withPorts(({ ledger, iam }, { now, settings }) => {
  const stopAt = settings.clocks['access-key'].stopAt * DAY;
  const isOld = ({ createdAt }: AccessKey) => now.getTime() - createdAt.getTime() >= stopAt;
  const recorded = new Map<string, UserNotice | undefined>();
  const begunUnder = new Map<string, NoticeOf<'key-disabled'>>();
  const begin = (notice: Notice) => {
    const first = recorded.get(notice.id) ?? notice;
    if (first.kind === 'key-disabled') begunUnder.set(first.owner.userName, first);
  };
  return {
    ledger: new Proxy(ledger, {
      get: (target, name) => {
        switch (name) {
          case 'load':
            return async (accountId: string) => {
              const loaded = await target.load(accountId);
              for (const { id, notice } of loaded.notices.values()) recorded.set(id, notice);
              return loaded;
            };
          case 'planNotice':
          case 'planAgain':
            return (accountId: string, notice: UserNotice) => {
              begin(notice);
              return target[name](accountId, notice);
            };
          default:
            return (Reflect.get(target, name) as () => void).bind(target);
        }
      },
    }),
    iam: {
      read: (...given) => iam.read(...given),
      readAgain: async (account, userName, kind) => {
        const found = await iam.readAgain(account, userName, kind);
        const notice = begunUnder.get(userName);
        const key = found?.keys.find(({ id }) => id === notice?.key.id);
        if (!found || !notice || !key) return found;
        const isAlone = !secondKeyOf(found, key);
        const isDueBy = {
          age: isOld(key),
          'second-key': !isAlone,
          unused: false,
          moved: false,
          reported: false,
          're-enabled': isOld(key) || !isAlone,
        };
        return isDueBy[notice.cause] ? dueByBoth(found, key) : dueByNeither(found, key, now);
      },
    },
  };
});

/** As they would have to be for any rule to hold, and for none: so that only what the notice says decides. */
function dueByBoth(found: OwnerNow, key: AccessKey): OwnerNow {
  const old = { ...key, createdAt: new Date(0) };
  const newer: AccessKey = { id: 'AKIANEWER', status: 'Active', createdAt: new Date(1) };
  return { ...found, keys: [old, newer] };
}

function dueByNeither(found: OwnerNow, key: AccessKey, now: Date): OwnerNow {
  return { ...found, keys: [{ ...key, createdAt: now }] };
}

/** It reads as never used what was used since the run read the account: its last look does not ask. */
export const asUsedInTheReport: Tampering = withPorts(({ iam }) => ({
  iam: {
    read: (...given) => iam.read(...given),
    readAgain: async (...given) => {
      const found = await iam.readAgain(...given);
      return (
        found && { ...found, keys: found.keys.map((key) => ({ ...key, lastUsed: undefined })) }
      );
    },
  },
}));
