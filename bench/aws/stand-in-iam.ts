import type { AwsRequest, AwsResponse } from './request';

/** IAM users of an account, all alike: engineers with one enabled key each. */
export interface Population {
  readonly users: number;
  /** Whoever has none is a finding, and a line in the ledger. */
  readonly haveMfa: boolean;
  /** When the i-th user and their key were made. */
  readonly createdAt: (user: number) => Date;
  /** How often the i-th of at most a thousand users has rotated: a new key has a new id. Absent: never. */
  readonly rotations?: (user: number) => number;
}

/** Stands in every text for the account's id, which is put in last: rendering a thousand accounts is cheap. */
const ACCOUNT = '%account%';

const header =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

/** IAM's and STS's answers for any number of accounts with the same users. */
export class StandInIam {
  readonly #details: string;
  readonly #report: string;

  constructor(private readonly population: Population) {
    const users = Array.from({ length: population.users }, (_, i) => i);
    this.#details = users.map((i) => detailsOf(i, population.createdAt(i))).join('');
    this.#report = [header, ...users.map((i) => rowOf(i, population))].join('\n');
  }

  keyIdOf(accountId: string, user: number): string {
    const { rotations = () => 0 } = this.population;
    return `AKIA${accountId}${digits(user + 1000 * (rotations(user) % 10), 4)}`;
  }

  answer({ action, accessKeyId, body }: AwsRequest): AwsResponse | undefined {
    const input = new URLSearchParams(body);
    const accountId = accountOf(accessKeyId);
    switch (action) {
      case 'AssumeRole':
        return sessionIn(input.get('RoleArn')?.split(':')[4] ?? '');
      case 'GetAccountAuthorizationDetails':
        return xml(
          action,
          `<IsTruncated>false</IsTruncated><UserDetailList>${this.#details.replaceAll(ACCOUNT, accountId)}</UserDetailList>`,
        );
      case 'GenerateCredentialReport':
        return xml(action, '<State>STARTED</State>');
      case 'GetCredentialReport': {
        const content = Buffer.from(this.#report.replaceAll(ACCOUNT, accountId)).toString('base64');
        return xml(
          action,
          `<Content>${content}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>${new Date().toISOString()}</GeneratedTime>`,
        );
      }
      case 'ListServiceSpecificCredentials':
        return xml(action, '<IsTruncated>false</IsTruncated><ServiceSpecificCredentials/>');
      case 'ListSSHPublicKeys':
        return xml(action, '<IsTruncated>false</IsTruncated><SSHPublicKeys/>');
      case 'ListAccessKeys': {
        const userName = input.get('UserName') ?? '';
        const user = Number(userName.slice('user'.length));
        return xml(
          action,
          `<IsTruncated>false</IsTruncated><AccessKeyMetadata><member><UserName>${userName}</UserName><AccessKeyId>${this.keyIdOf(accountId, user)}</AccessKeyId><Status>Active</Status><CreateDate>${this.population.createdAt(user).toISOString()}</CreateDate></member></AccessKeyMetadata>`,
        );
      }
    }
    return undefined;
  }
}

/** Of the user of that number, from 0. */
export function userIdOf(accountId: string, user: number): string {
  return `AIDA${accountId}${digits(user, 4)}`;
}

function detailsOf(user: number, createdAt: Date): string {
  const name = `user${user}`;
  const tags = { type: 'engineer', 'slack-id': `U${digits(user, 10)}` };
  const members = Object.entries(tags).map(
    ([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`,
  );
  return `<member><Path>/</Path><UserName>${name}</UserName><UserId>${userIdOf(ACCOUNT, user)}</UserId><Arn>arn:aws:iam::${ACCOUNT}:user/${name}</Arn><CreateDate>${createdAt.toISOString()}</CreateDate><GroupList/><AttachedManagedPolicies/><Tags>${members.join('')}</Tags></member>`;
}

function rowOf(user: number, { createdAt, haveMfa }: Population): string {
  const at = `${createdAt(user).toISOString().slice(0, 19)}+00:00`;
  const key = (isActive: boolean) => `${isActive},${isActive ? at : 'N/A'},N/A,N/A,N/A`;
  return `user${user},arn:aws:iam::${ACCOUNT}:user/user${user},${at},false,N/A,N/A,N/A,${haveMfa},${key(true)},${key(false)},false,N/A,false,N/A`;
}

/** The account is in the session's access key, so that each of its calls tells it. */
function sessionIn(accountId: string): AwsResponse {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  return xml(
    'AssumeRole',
    `<Credentials><AccessKeyId>ASIA${accountId}0000</AccessKeyId><SecretAccessKey>nobodys</SecretAccessKey><SessionToken>none</SessionToken><Expiration>${expiration}</Expiration></Credentials>`,
  );
}

function accountOf(accessKeyId: string): string {
  return accessKeyId.slice(4, 16);
}

function xml(action: string, result: string): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></${action}Response>`,
  };
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
