import { randomUUID } from 'node:crypto';
import { DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import type { KeyEvent, KeyEventDetail } from '../../emulation/moto/start';
import type { Company } from './company';
import type { Deployed } from './deployed';
import { accounts } from './people';

const ACCOUNT = accounts.identity;

type Deed = (company: Company, deployed: Deployed) => Promise<void>;

/** What people do at noon, and what reaches key-events of it. All are of the identity account. */
export const deeds: ReadonlyMap<number, Deed> = new Map([
  [
    3,
    async (company, deployed) => {
      await company.keys.make(company.iam('identity'), 'fay', 1);
      const [old, made] = [company.keys.of('fay'), company.keys.of('fay', 1)];
      await deployed.announce('identity', eventOf('CreateAccessKey', 'fay', made.accessKeyId));
      await company
        .iam('identity')
        .send(new DeleteAccessKeyCommand({ UserName: 'fay', AccessKeyId: old.accessKeyId }));
      await deployed.announce('identity', eventOf('DeleteAccessKey', 'fay', old.accessKeyId));
    },
  ],
  // The event of this one is lost.
  [4, (company) => company.keys.make(company.iam('identity'), 'oda', 0)],
  [
    7,
    async (company, deployed) => {
      const { accessKeyId: AccessKeyId } = company.keys.of('dan');
      await company
        .iam('identity')
        .send(new UpdateAccessKeyCommand({ UserName: 'dan', AccessKeyId, Status: 'Active' }));
      await deployed.announce('identity', eventOf('UpdateAccessKey', 'dan', AccessKeyId));
    },
  ],
]);

/** As CloudTrail would have it of what the root user has just done. */
function eventOf(
  eventName: KeyEventDetail['eventName'],
  userName: string,
  accessKeyId: string,
): KeyEvent {
  const now = new Date();
  const eventTime = `${now.toISOString().slice(0, 19)}Z`;
  const isCreation = eventName === 'CreateAccessKey';
  const named = isCreation ? {} : { accessKeyId };
  const createDate = now
    .toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
    .replace(' at', '');
  const [eventID, requestID] = [randomUUID(), randomUUID()];
  return {
    version: '0',
    id: eventID,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.iam',
    account: ACCOUNT,
    time: eventTime,
    region: 'us-east-1',
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'Root',
        principalId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:root`,
        accountId: ACCOUNT,
        accessKeyId: '',
      },
      eventTime,
      eventSource: 'iam.amazonaws.com',
      eventName,
      awsRegion: 'us-east-1',
      sourceIPAddress: '198.51.100.10',
      userAgent: 'aws-cli/2.31.0',
      requestParameters: {
        userName,
        ...named,
        ...(eventName === 'UpdateAccessKey' && { status: 'Active' }),
      },
      responseElements: isCreation
        ? { accessKey: { userName, accessKeyId, status: 'Active', createDate } }
        : null,
      requestID,
      eventID,
      recipientAccountId: ACCOUNT,
    },
  };
}
