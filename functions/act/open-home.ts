import { homeViewOf, mostUrgent } from '../../rules/home/compose-home';
import type { HomeOpened } from '../../rules/presses/press';
import type { Settings } from '../../rules/settings';
import type { Log } from '../acting/log';
import type { NoticeQueuePort } from '../ports/notice-queue';
import type { PeoplePort } from '../ports/people';

/** With what homes are drawn. AWS's IAM is not among it. */
export interface Drawing {
  readonly ports: { readonly people: PeoplePort; readonly queue: NoticeQueuePort };
  readonly settings: Pick<Settings, 'timeZone'>;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/**
 * Queues the app's home for whoever opened it, of what the last runs left for them: at most once a minute a person. One
 * that is delivered again is drawn again, as the process may have died before it was queued; the queue knows it by its id.
 * @throws what the ledger or the queue throws
 */
export async function openHome(
  { ports: { people, queue }, settings, log }: Drawing,
  opened: HomeOpened,
): Promise<void> {
  const at = new Date(opened.at);
  const { id: slackId } = opened.by;
  if (!(await people.beginView(slackId, { id: opened.id, at }))) {
    log.info('A home was opened again within a minute', {});
    return;
  }
  const { users, passedBy } = await people.of(slackId, at);
  const urgent = mostUrgent(users);
  const disabledAt = await people.disabledAt(placesOf(urgent.shown));
  const view = homeViewOf(opened, users, urgent, disabledAt, settings.timeZone);
  await queue.put([view], at);
  const { leftOut } = urgent;
  const counts = { users: users.length, keys: urgent.shown.length, leftOut };
  log.info('A home is to be drawn', counts);
  if (passedBy > 0) log.error('Of a home not all could be read', { passedBy });
}

/** Of the users that are shown every key: what became of one tells of the other. */
function placesOf(shown: ReturnType<typeof mostUrgent>['shown']) {
  return [...new Set(shown.map(({ user }) => user))].flatMap(({ account, keys }) =>
    keys.map(({ seen }) => ({ accountId: account.id, keyId: seen.key.id })),
  );
}
