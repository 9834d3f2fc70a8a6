import { addresseeOf, type Notice } from '../../../rules/notices';
import type { Actor } from './run-record';

/** A notice that the ledger has, and what really became of it. */
export interface NoticeLife {
  notice: Notice;
  readonly plannedAt: number;
  readonly plannedBy?: Actor;
  /** When it was last planned, and the time of the run that did. */
  lastPlanned?: { readonly at: number; readonly for: number };
  withdrawnAt?: number;
  isConfirmed: boolean;
  ownerAt?: number;
  ownerFailed?: string;
  teamAt?: number;
  copyAt?: number;
}

/** When everybody had been told who must be, or it was withdrawn; undefined as long as something is left to do. */
export function endOf(life: NoticeLife): number | undefined {
  const { notice, withdrawnAt, ownerAt, ownerFailed, teamAt, copyAt } = life;
  if (withdrawnAt !== undefined) return withdrawnAt;
  const standsIn =
    ownerFailed !== undefined || (addresseeOf(notice) === undefined && forAnOwner[notice.kind]);
  const times = [
    ...(notice.kind === 'key-question' && !standsIn
      ? []
      : [standsIn ? teamAt : (teamAt ?? copyAt)]),
    ...(standsIn || addresseeOf(notice) === undefined ? [] : [ownerAt]),
  ];
  return times.reduce((a, b) => (a === undefined || b === undefined ? undefined : Math.max(a, b)));
}

/** What somebody must do something about: written down here once more, as it is what is checked. */
const forAnOwner: Readonly<Record<Notice['kind'], boolean>> = {
  'key-reminder': true,
  'second-key': true,
  'key-unused': true,
  'key-closing': true,
  'key-disabled': true,
  'key-created': false,
  'key-question': true,
  'key-reenabled': false,
  'credential-reminder': true,
  'credential-disabled': true,
  'credential-old': false,
  'credential-created': false,
  'console-user-created': false,
  'login-profile-changed': false,
  'mfa-deactivated': false,
  'machine-key-old': false,
  'password-reminder': true,
  'way-opened': true,
  'daily-summary': false,
};
