import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Report } from '../../rules/report/report';
import { dateOf } from './calendar';
import type { Company } from './company';
import { differences } from './differences';
import { accounts, people } from './people';
import type { KeyState } from './truth';

/** The report that the run of a day has written. */
export async function reportOf(company: Company, day: number): Promise<Report> {
  const s3 = new S3Client({ ...company.clientOf('monitor'), forcePathStyle: true });
  const Bucket = company.output('monitor', 'aws:s3/bucket:Bucket', 'bucket');
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'reports/' }));
  const names = Contents.flatMap(({ Key }) => Key ?? []);
  const Key = names.find((name) => name.includes(dateOf(day)) && name.endsWith('.json'));
  if (Key === undefined)
    throw new Error(`no report of ${dateOf(day)} is among ${names.join(', ')}`);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return JSON.parse((await Body?.transformToString()) ?? '') as Report;
}

/** Accounts, users and keys of a report against the truth. */
export function compareReport(
  what: string,
  report: Report,
  company: Company,
  keys: readonly KeyState[],
): readonly string[] {
  const ids = Object.values(accounts);
  const inAccount = (id: string) => people.filter((person) => accounts[person.in] === id);
  const enabledIn = (id: string) =>
    keys.filter(
      ({ person, status }) =>
        status === 'Active' && inAccount(id).some(({ name }) => name === person),
    );
  return [
    ...differences(
      `${what}, accounts`,
      ids.map((id) => ({ id, users: inAccount(id).length, enabledKeys: enabledIn(id).length })),
      report.accounts.map((account) =>
        account.outcome === 'read'
          ? { id: account.id, users: account.users, enabledKeys: account.enabledKeys }
          : account,
      ),
    ),
    ...differences(
      `${what}, users`,
      people.map(({ name, in: account, type, slackId, hasMfa = false }) => ({
        accountId: accounts[account],
        userName: name,
        type,
        slackId,
        hasMfa,
      })),
      report.users.map(({ accountId, userName, type, slackId, hasMfa }) => ({
        accountId,
        userName,
        type,
        slackId,
        hasMfa,
      })),
    ),
    ...differences(
      `${what}, keys`,
      keys,
      report.keys.map(({ keyId, status, age }) => {
        const { person, index } = company.keys.find(keyId);
        const known = keys.find((key) => key.person === person && key.index === index);
        return { person, index, status, age: known?.age === undefined ? undefined : age };
      }),
    ),
  ];
}
