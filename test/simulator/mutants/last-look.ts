import type { AccessKey } from '../../../rules/model';
import type { NoticeOf } from '../../../rules/notices';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import { secondKeyOf } from '../../../rules/plan/second-key-of';
import type { Tampering } from '../company';
import { withPorts } from './mutant';

const DAY = 24 * 60 * 60 * 1000;

/** The last look asks for the cause that the notice names, and of a key that was enabled again for either rule. */
export const askingForTheCause: Tampering = withPorts(({ ledger, iam }, { now, settings }) => {
  const planned = new Map<string, NoticeOf<'key-disabled'>>();
  const stopAt = settings.clocks['access-key'].stopAt * DAY;
  const isOld = ({ createdAt }: AccessKey) => now.getTime() - createdAt.getTime() >= stopAt;
  return {
    ledger: new Proxy(ledger, {
      get: (target, name) =>
        name === 'planNotice'
          ? (...given: Parameters<typeof ledger.planNotice>) => {
              const [, notice] = given;
              if (notice.kind === 'key-disabled') planned.set(notice.owner.userName, notice);
              return target.planNotice(...given);
            }
          : (Reflect.get(target, name) as () => void).bind(target),
    }),
    iam: {
      read: (...given) => iam.read(...given),
      readAgain: async (account, userName) => {
        const found = await iam.readAgain(account, userName);
        const notice = planned.get(userName);
        const key = found?.keys.find(({ id }) => id === notice?.key.id);
        if (!found || !notice || !key) return found;
        const isAlone = !secondKeyOf(found, key);
        const isDueBy = {
          age: isOld(key),
          'second-key': !isAlone,
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
