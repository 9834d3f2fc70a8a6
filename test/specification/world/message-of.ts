import type { NoticeRecord } from '../../../rules/ledger';
import { credentialOf, type UserNotice } from '../../../rules/notices';
import type { Message } from '../history';
import { isTeamNews } from './memory';

/** A record of a message, as whoever has it on the table sees it. */
export function messageOf(record: NoticeRecord): Omit<Message, 'runsBefore'> | undefined {
  const { id, notice, plannedAt, owner, team, toldStopsOn: named, answer } = record;
  if (!notice) return undefined;
  const isTeams = isTeamNews(notice) || notice.owner.slackId === undefined;
  const delivery = isTeams || (owner && 'failed' in owner) ? team : owner;
  return {
    id,
    kind: notice.kind,
    userName: notice.owner.userName,
    keyId: credentialOf(notice)?.id,
    what: whatOf(notice),
    plannedAt,
    deliveredAt: delivery && 'at' in delivery ? delivery.at : undefined,
    named,
    isWithdrawn: record.withdrawn !== undefined,
    answer,
  };
}

function whatOf(notice: UserNotice): Message['what'] {
  switch (notice.kind) {
    case 'second-key':
      return notice.newer.id;
    case 'key-question':
      return notice.asked;
    case 'key-closing':
      return notice.proof;
    case 'key-disabled':
    case 'credential-disabled':
      return notice.cause;
    case 'way-opened':
      return notice.way;
    default:
      return 'stage' in notice ? notice.stage : undefined;
  }
}
