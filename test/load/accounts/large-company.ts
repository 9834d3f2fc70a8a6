import { answering, Gate } from '../../../bench/aws/gate';
import type { AwsRequest, AwsResponse } from '../../../bench/aws/request';
import { StandIn } from '../../../bench/aws/stand-in';
import { StandInS3 } from '../../../bench/aws/stand-in-s3';
import { ReportsSeen } from './reports-seen';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Organizations' own: at most so many accounts in an answer. */
const ACCOUNTS_A_PAGE = 20;

/** What goes wrong with the account of that number, of a day on which something does. */
export type Fault = 'refused' | 'throttled-at-first' | 'dies' | 'busy-once';
export function faultOf(account: number): Fault | undefined {
  const faults: Readonly<Record<number, Fault>> = {
    3: 'refused',
    203: 'refused',
    7: 'throttled-at-first',
    17: 'dies',
    19: 'busy-once',
  };
  return faults[account % 1000];
}

/** An organization of accounts that are all alike, before a stand-in for AWS. */
export class LargeCompany {
  readonly reports: ReportsSeen;
  readonly #aws: StandIn;
  #parts = new StandInS3();
  readonly #throttled = new Map<string, number>();
  isFaulty = false;

  private constructor(
    readonly accounts: number,
    readonly usersEach: number,
    readonly days: readonly Date[],
  ) {
    this.reports = new ReportsSeen();
    const [first = new Date()] = days;
    this.#aws = new StandIn({
      users: usersEach,
      haveMfa: true,
      // One in each account is reminded on the last day; nobody else is old enough in these days.
      createdAt: (user) =>
        new Date(first.getTime() - (user === 0 ? 75 : 10 + (user % 40)) * DAY_MS + DAY_MS / 24),
    });
  }

  static async start(accounts: number, usersEach: number, days: readonly Date[]) {
    const company = new LargeCompany(accounts, usersEach, days);
    return { company, gate: await Gate.start(answering((request) => company.#answer(request))) };
  }

  idOf(account: number): string {
    return String(100_000_000_000 + account);
  }

  numberOf(accountId: string): number {
    return Number(accountId) - 100_000_000_000;
  }

  keyIdOf(account: number, user: number): string {
    return this.#aws.keyIdOf(this.idOf(account), user);
  }

  get notices(): readonly string[] {
    return this.#aws.notices;
  }

  get units() {
    return this.#aws.dynamoDb.units;
  }

  /** What a day's run left for its own end is of no use to the next. */
  forgetParts(): void {
    this.#parts = new StandInS3();
  }

  #answer(request: AwsRequest): AwsResponse | undefined {
    if (request.service === 'organizations') return this.#listing(request.body);
    if (request.service === 's3') return this.#object(request);
    return (this.isFaulty ? this.#fault(request) : undefined) ?? this.#aws.answerTo(request);
  }

  #object(request: AwsRequest): AwsResponse | undefined {
    const { pathname } = new URL(request.http.url ?? '/', 'http://127.0.0.1');
    if (pathname.includes('/parts/')) return this.#parts.answer(request);
    if (request.action === 'PutObject' && this.reports.take(pathname, request.body))
      return { status: 200, headers: { etag: '"0"' }, body: '' };
    return this.#aws.answerTo(request);
  }

  #listing(body: string): AwsResponse {
    const { NextToken = '0' } = JSON.parse(body) as { NextToken?: string };
    const start = Number(NextToken);
    const end = Math.min(start + ACCOUNTS_A_PAGE, this.accounts);
    const Accounts = Array.from({ length: end - start }, (_, i) => ({
      Id: this.idOf(start + i),
      Name: `account-${start + i}`,
      Status: 'ACTIVE',
      State: 'ACTIVE',
    }));
    const next = end < this.accounts ? { NextToken: String(end) } : {};
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ Accounts, ...next }),
    };
  }

  /** A warm function may still have yesterday's session: what is refused is the calls, too. */
  #fault({ service, action, accessKeyId, body }: AwsRequest): AwsResponse | undefined {
    if (service !== 'iam' && service !== 'sts') return undefined;
    const id =
      action === 'AssumeRole'
        ? (new URLSearchParams(body).get('RoleArn')?.split(':')[4] ?? '')
        : accessKeyId.slice(4, 16);
    const fault = faultOf(this.numberOf(id));
    if (fault === 'refused') return refusal('AccessDenied', 403);
    if (fault !== 'throttled-at-first' || action === 'AssumeRole') return undefined;
    const before = this.#throttled.get(id) ?? 0;
    this.#throttled.set(id, before + 1);
    return before < 2 ? refusal('Throttling', 400) : undefined;
  }
}

function refusal(code: string, status: number): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
  };
}
