import { isConsoleUser } from '../../rules/console-users';
import type { Account } from '../../rules/model';
import { noticeId } from '../../rules/notices';
import { rootUserName } from '../../rules/formats';
import type { KeyCall } from '../cloudtrail-record';
import { aboutCall, known, type News } from './news';

/** A first console password is news whoever gave it; that a user has changed their own is none. */
export function loginProfileNews(account: Account, call: KeyCall): News {
  const how = call.eventName === 'CreateLoginProfile' ? 'created' : 'changed';
  const about = aboutCall(account, call);
  const isOwn = about.maker.isOwner && about.owner.userName !== rootUserName;
  if (how === 'changed' && isOwn) return { what: 'password changed by its owner' };
  const id = noticeId.loginProfileChanged(call.eventID);
  return { what: `password ${how}`, notice: { ...about, kind: 'login-profile-changed', id, how } };
}

export function deviceNews(account: Account, call: KeyCall): News {
  const field = 'requestParameters.serialNumber';
  const serialNumber = known(call.requestParameters?.serialNumber, field);
  const id = noticeId.mfaDeactivated(call.eventID);
  const about = { ...aboutCall(account, call), serialNumber };
  return { what: 'MFA device deactivated', notice: { ...about, kind: 'mfa-deactivated', id } };
}

/** Whoever makes users means to; only a console makes them unasked. */
export function userNews(account: Account, call: KeyCall): News {
  const about = aboutCall(account, call);
  if (!isConsoleUser(about.owner.userName)) return { what: 'user made' };
  const { userId } = known(call.responseElements?.user, 'responseElements.user');
  const id = noticeId.consoleUserCreated(userId);
  return {
    what: 'user made by a console',
    notice: { ...about, kind: 'console-user-created', id },
  };
}
