import type { Notice, UserNotice } from '../../../rules/notices';
import { numberedMessage, storedVersions } from '../../../rules/stored-versions';
import type { NoticeAnswer } from '../../../rules/ledger';
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

/** The first one; that it was not them comes after anything. */
export function answered({ said, by, at }: NoticeAnswer): Change {
  const before = 'attribute_not_exists(#said)';
  return {
    // Beside the answer, so that a condition can ask for it.
    set: { answer: { said, by, at: at.toISOString() }, said },
    onlyIf: [isRecorded, said === 'not-mine' ? `${before} OR #said <> :said` : before],
  };
}

export function withdrawn(why: string): Change {
  return { set: { withdrawn: why }, onlyIf: [isRecorded, 'attribute_not_exists(#confirmed)'] };
}
