import type { StoppableKind, StoppableRef } from '../../../rules/credentials/credential';
import type { Account } from '../../../rules/model';
import type { IamReaderPort } from '../../ports/iam-reader';
import type { IamSwitchPort } from '../../ports/iam-switch';
import type { IamTrailPort } from '../../ports/iam-trail';

export const contractAccount: Account = { id: '111111111111', name: 'identity' };

type Status = 'Active' | 'Inactive';

/** The three ports, and hands that change what it reads. */
export interface IamWorld {
  readonly iam: IamReaderPort;
  readonly iamSwitch: IamSwitchPort;
  readonly trail: IamTrailPort;
  turnTo(instant: Date): Promise<void>;
  createUser(name: string, tags?: Readonly<Record<string, string>>): Promise<void>;
  tagUser(name: string, tags: Readonly<Record<string, string>>): Promise<void>;
  deleteUser(name: string): Promise<void>;
  /** By somebody who is not the user. @returns its id */
  make(kind: StoppableKind, userName: string): Promise<string>;
  /** By somebody who is not the user. */
  setStatus(credential: StoppableRef, userName: string, status: Status): Promise<void>;
  remove(credential: StoppableRef, userName: string): Promise<void>;
  /** With the user's key, which calls some service. */
  useKey(keyId: string, userName: string): Promise<void>;
  makeUnreadable(isUnreadable: boolean): Promise<void>;
}

/** One in which users hold more than keys and passwords. */
export interface OtherCredentialsWorld extends IamWorld {
  /** @param days absent: without an end */
  createServiceCredential(userName: string, service: string, days?: number): Promise<string>;
  /** Gives root an access key, and takes its device. */
  neglectRoot(): Promise<void>;
  hideServiceCredentials(isHidden: boolean): Promise<void>;
}
