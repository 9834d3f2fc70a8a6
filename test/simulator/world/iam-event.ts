import { credentialTraits } from '../../../rules/credentials';
import type { OtherKind } from '../story/story';
import type { UserHistory } from './user-history';
import type { TrueOther } from './credentials';

/** A call of IAM's that changes what somebody has, as CloudTrail writes it: by default of their own. */
export interface IamCall {
  readonly eventName: string;
  readonly asked: object;
  readonly answered?: object;
}

/** CloudTrail's event of a call that a user made, as EventBridge brings it. */
export function iamEvent(
  { accountId, now: user }: UserHistory,
  { eventName, asked, answered }: IamCall,
  at: number,
): object {
  const userName = user?.name ?? '';
  const id = `event-${userName}-${at}`;
  return {
    id,
    source: 'aws.iam',
    'detail-type': 'AWS API Call via CloudTrail',
    account: accountId,
    detail: {
      eventID: id,
      eventTime: new Date(at).toISOString(),
      eventSource: 'iam.amazonaws.com',
      eventName,
      recipientAccountId: accountId,
      userIdentity: { type: 'IAMUser', arn: user?.arn, accountId, userName },
      requestParameters: asked,
      responseElements: answered ?? null,
    },
  };
}

export function keyMade(userName: string, accessKeyId: string, at: number): IamCall {
  const createDate = new Date(at).toISOString();
  const accessKey = { accessKeyId, userName, status: 'Active', createDate };
  return { eventName: 'CreateAccessKey', asked: { userName }, answered: { accessKey } };
}

export function keyEnabled(userName: string, accessKeyId: string): IamCall {
  return { eventName: 'UpdateAccessKey', asked: { userName, accessKeyId, status: 'Active' } };
}

export function passwordSet(userName: string, isFirst: boolean): IamCall {
  return { eventName: isFirst ? 'CreateLoginProfile' : 'UpdateLoginProfile', asked: { userName } };
}

export function deviceTakenOff(userName: string, accountId: string): IamCall {
  const serialNumber = `arn:aws:iam::${accountId}:mfa/${userName}`;
  return { eventName: 'DeactivateMFADevice', asked: { userName, serialNumber } };
}

export function userMade(userName: string, userId: string): IamCall {
  return {
    eventName: 'CreateUser',
    asked: { userName },
    answered: { user: { userName, userId } },
  };
}

/** How CloudTrail has them: the field of the answer, and of the id in it. */
const fields: Readonly<Record<OtherKind, readonly [made: string, id: string]>> = {
  'service-specific': ['serviceSpecificCredential', 'serviceSpecificCredentialId'],
  'ssh-key': ['sSHPublicKey', 'sSHPublicKeyId'],
  'signing-certificate': ['certificate', 'certificateId'],
};
const makingCalls: Readonly<Record<OtherKind, string>> = {
  'service-specific': 'CreateServiceSpecificCredential',
  'ssh-key': 'UploadSSHPublicKey',
  'signing-certificate': 'UploadSigningCertificate',
};

export function otherMade(
  userName: string,
  { kind, id, service, expiresAt }: TrueOther,
  eventName = makingCalls[kind],
): IamCall {
  const [field, idField] = fields[kind];
  const end = expiresAt && { expirationDate: expiresAt.toISOString() };
  const made = { userName, [idField]: id, ...(service && { serviceName: service }), ...end };
  return { eventName, asked: { userName }, answered: { [field]: made } };
}

export function otherReset(userName: string, other: TrueOther): IamCall {
  return otherMade(userName, other, 'ResetServiceSpecificCredential');
}

export function otherEnabled(userName: string, { kind, id }: TrueOther): IamCall {
  const asked = { userName, [fields[kind][1]]: id, status: 'Active' };
  return { eventName: credentialTraits[kind].statusCall.name, asked };
}
