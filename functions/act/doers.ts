import { randomUUID } from 'node:crypto';
import type { KeyMade, Press } from '../../rules/presses/press';
import type { IamReaderPort } from '../ports/iam-reader';
import type { IamSwitchPort } from '../ports/iam-switch';
import type { IamTrailPort } from '../ports/iam-trail';
import type { Doers } from './act';
import { actOnPress } from './act-on-press';
import type { Acting, Pressing } from './acting';
import { askOwner, type Asking } from './ask-owner';
import { openHome, type Drawing } from './open-home';

/** Whose credentials are looked at in a session of its own, and whether one of them may be disabled by it. */
export interface SessionSubject {
  readonly userName: string;
  readonly mayDisable: boolean;
}

/** What is asked of AWS in an account, in such a session. */
export interface InSession {
  readonly iam: IamReaderPort;
  readonly iamSwitch: IamSwitchPort;
  readonly trail: IamTrailPort;
}

/** With what actions are done, whatever they are. */
export interface Doing extends Omit<Acting, 'ports' | 'attempt'> {
  readonly ports: Omit<Acting['ports'], keyof InSession> & Drawing['ports'];
  readonly inAccounts: (subject: SessionSubject) => InSession;
}

/** What is done about each kind of action. */
export function doersOf(doing: Doing): Doers {
  return {
    press: (press) => actOnPress(pressingOn(press, doing), press),
    homeOpened: (opened) => openHome(doing, opened),
    keyMade: (made) => askOwner(askingAbout(made, doing), made),
  };
}

function pressingOn(press: Press, { inAccounts, ...doing }: Doing): Pressing {
  const isDryRun = doing.dryRun || doing.dryRunAccounts.has(press.on.account);
  const isToDisable = press.button === 'not-mine' || press.button === 'disable-now';
  const mayDisable = isToDisable && !isDryRun;
  const inSession = (userName: string) => inAccounts({ userName, mayDisable });
  return { ...doing, inSession, attempt: randomUUID };
}

/** A session that can disable nothing. */
function askingAbout({ userName }: KeyMade, { inAccounts, ...doing }: Doing): Asking {
  const { iam } = inAccounts({ userName, mayDisable: false });
  return { ...doing, ports: { ...doing.ports, iam } };
}
