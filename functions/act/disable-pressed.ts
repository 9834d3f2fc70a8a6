import { dateIn } from '../../rules/calendar';
import { accessKeyRef } from '../../rules/credentials/credential';
import type { Outcome } from '../../rules/disabling/disabling';
import type { Deed, Reporter } from '../../rules/notices';
import { copiesForTeam, deliveryOf } from '../../rules/notices/team-copies';
import { toDisabling } from '../../rules/presses/to-disabling';
import { AccountError } from '../account-error';
import type { IamSwitchPort } from '../ports/iam-switch';
import { disable, type DisablingPorts } from '../acting/disable';
import { askCloudTrail, withMaker } from '../acting/with-maker';
import type { About, Acting } from './acting';

/**
 * How a press ended. `not-allowed`: the account's audit role may not, which it alone knows; `unclear`: nobody knows whether
 * the key is off, and all is left as begun.
 */
export type End =
  | { readonly is: 'disabled' }
  | { readonly is: 'not-disabled' | 'not-allowed' | 'unclear'; readonly text: string };

/**
 * Disables the key of a press that is due, by the acts by which the monitor does: what a process that dies leaves, the
 * next delivery goes on with, or the monitor's next run.
 * @throws what the ledger or the queue throws
 */
export async function disablePressed(
  acting: Acting,
  about: About,
  as: Reporter['as'],
): Promise<End> {
  const { press, notice, owner, ledger, keys, lookedAt } = about;
  const { account } = notice;
  const key = keys.find(({ id }) => id === press.on.credential.id);
  if (!key) throw new Error('a key that is gone was judged to be disabled');
  await ensureRecorded(acting, about, key);
  const begun = toDisabling(press, notice, owner, key, as, ledger, acting.attempt());
  // A button that was shown while the press waited is older than what comes of it.
  const disabling = { ...begun, ...(lookedAt && { lookedAt }) };
  const heard: Outcome[] = [];
  const iamSwitch = new RefusedSwitch(acting.ports.iamSwitch);
  const ports = { ...portsOf(acting, about), iamSwitch };
  await disable(ports, account, acting.settings, disabling, (outcome) => {
    heard.push(outcome);
  });
  const last = heard.at(-1);
  if (last?.is === 'disabled' || last?.is === 'told-late') return { is: 'disabled' };
  if (iamSwitch.isRefused) return { is: 'not-allowed', text: NOT_ALLOWED };
  const text = last?.why.text ?? 'it came to no end';
  const { credentials } = await acting.ports.ledger.load(account.id);
  return { is: credentials.get(key.id)?.disabling ? 'unclear' : 'not-disabled', text };
}

const NOT_ALLOWED = 'Keyturn may not disable it in that account: the team must do it';

/** Knows whether AWS has said that the key may not be disabled: so it is said to people, in words of ours. */
class RefusedSwitch implements IamSwitchPort {
  isRefused = false;

  constructor(private readonly iamSwitch: IamSwitchPort) {}

  async disable(...what: Parameters<IamSwitchPort['disable']>): Promise<'disabled' | 'gone'> {
    try {
      return await this.iamSwitch.disable(...what);
    } catch (error) {
      this.isRefused = error instanceof AccountError && error.code === 'access-denied';
      throw error;
    }
  }
}

/** Nothing may be disabled that is not recorded, and a new key is recorded by the next run alone. */
async function ensureRecorded(
  { ports }: Acting,
  { notice: { account }, owner, ledger }: About,
  { id, createdAt, status }: About['keys'][number],
): Promise<void> {
  if (ledger.credentials.has(id)) return;
  const { userName } = owner;
  const known = [...ledger.credentials.values()].find((each) => each.userName === userName);
  // Without a fingerprint the next run asks for the user's keys anew.
  const record = { userId: known?.userId ?? '', userName, createdAt, status, fingerprint: '' };
  await ports.ledger.putCredentials(account.id, [{ credential: accessKeyRef(id), ...record }]);
}

function portsOf(
  acting: Acting,
  { press, notice: { account } }: About,
): Omit<DisablingPorts, 'iamSwitch'> {
  const { ledger, iam, queue } = acting.ports;
  const now = new Date(press.at);
  return {
    ledger,
    iam,
    trail: {
      nameMaker: (deed) => withMaker(acting, account, deed),
      hasDisabled: (credential, since) =>
        askCloudTrail(acting, account, (port) => port.hasDisabled(account, credential, since)),
    },
    queue: { tell: (deed) => queue.put(messagesOf(deed, acting, now), now) },
    log: acting.log,
  };
}

/** Its owner, and the team by a message of its own: there is no run at whose end others come together. */
function messagesOf(deed: Deed, { settings }: Acting, now: Date) {
  const { now: first, hasCopy } = deliveryOf(deed);
  const item = { accountId: deed.account.id, noticeId: deed.id };
  const copies = hasCopy ? copiesForTeam([item], now, dateIn(settings.timeZone, now)) : [];
  return [...(first ? [first] : []), ...copies];
}
