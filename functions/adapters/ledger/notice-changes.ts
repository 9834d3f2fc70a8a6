import type { Notice, UserNotice } from '../../../rules/notices';
import { numberedMessage, storedVersions } from '../../../rules/stored-versions';
import { isRecorded, type Change } from './update';

export function planned(notice: Notice): Change {
  return {
    setOnce: {
      plannedAt: notice.plannedAt,
      // A table of whole summaries would grow by the day.
      notice: notice.kind === 'daily-summary' ? undefined : numberedMessage(notice),
      v: storedVersions.notice,
    },
    remove: ['withdrawn'],
  };
}

/** With the facts of now, as long as nobody was told. */
export function plannedAgain(notice: UserNotice): Change {
  return {
    set: { notice: numberedMessage(notice) },
    setOnce: { plannedAt: notice.plannedAt, v: storedVersions.notice },
    remove: ['withdrawn'],
    onlyIf: ['attribute_not_exists(#owner)', 'attribute_not_exists(#team)'],
  };
}

export function confirmed(notice: Notice): Change {
  return { ...planned(notice), set: { confirmed: true } };
}

export function withdrawn(why: string): Change {
  return { set: { withdrawn: why }, onlyIf: [isRecorded, 'attribute_not_exists(#confirmed)'] };
}
