import { latest } from '../calendar';
import { isSlackUserId } from '../formats';
import type { AccountLedger } from '../ledger';
import type { Inventory } from '../model';
import { ownKeys } from '../presses/disowned';
import { readTags } from '../read-tags';
import { withDisabled } from '../report/after-run';
import type { Forecast } from '../report/forecast';
import type { Settings } from '../settings';
import { keyAtHome, outlookOf } from './key-state';
import type { PersonsUser } from './persons-user';

/** A run in one account, at its end. */
export interface EndedRun {
  readonly inventory: Inventory;
  /** As the run found it. */
  readonly ledger: Pick<AccountLedger, 'credentials' | 'notices' | 'moves' | 'lastReadAt'>;
  readonly forecast: Forecast;
  /** The ids of what the run itself has disabled. */
  readonly disabled: ReadonlySet<string>;
  readonly settings: Settings;
  /** Its scheduled time. */
  readonly now: Date;
  readonly isDryRun: boolean;
}

/** What a run leaves for each person whom its users' tags name: an entry a user, whether or not they have keys. */
export function personsUsers(run: EndedRun): readonly PersonsUser[] {
  const { forecast, settings, now, isDryRun } = run;
  const { account, users, readAt } = withDisabled(run.inventory, run.disabled);
  const outlook = outlookOf(forecast, run.ledger, settings, now);
  const seenAt = latest(now, readAt);
  return users.flatMap((user) => {
    const tags = readTags(user.tags, seenAt, settings);
    const { slackId, type, rotateWith } = tags;
    // A machine's may be a channel.
    if (slackId === undefined || !isSlackUserId(slackId)) return [];
    return {
      account,
      owner: {
        userName: user.name,
        slackId,
        ...(type && { type }),
        ...(rotateWith && { rotateWith }),
      },
      readAt: readAt ?? now,
      keys: user.keys.map((key) => {
        const { disabledAt } = run.ledger.credentials.get(key.id) ?? {};
        // What becomes of a key is not another's affair that its owner does not know.
        const own = { ...user, keys: ownKeys(run.ledger, user.keys, key.id) };
        const seen = keyAtHome({ user: own, tags }, key, outlook);
        return { seen, ...(disabledAt && { disabledBefore: disabledAt }) };
      }),
      ...(user.keysUnknown && { keysUnknown: true }),
      ...(isDryRun && { isDryRun: true }),
    };
  });
}
