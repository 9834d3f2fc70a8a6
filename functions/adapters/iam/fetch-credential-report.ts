import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type GetCredentialReportCommandOutput,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { AccountError } from '../../account-error';
import type { Unknown } from '../../../rules/model';
import type { Calls } from '../accounts/calls';
import { parseCredentialReport, type ReportRows } from './credential-report';
import { noCredentialReport } from './read-ways-in';

/** How long a report may take: these many milliseconds between one question and the next. */
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];
/** IAM may say that there is none, or an expired one, though it was asked to make one. */
const MOST_REQUESTS = 3;

/** The account as it stood when AWS made the report. */
export interface CredentialReport extends ReportRows {
  /** Why there is none, where IAM gives none. */
  readonly generatedAt: Date | Unknown;
  /**
   * Whether it was made for this very reading, and so knows of everything until then. That is IAM's word: clocks need
   * not agree.
   */
  readonly isNew: boolean;
}

/** What came of asking IAM for a report. */
export interface CredentialReportRequest {
  readonly isNew: boolean;
  /** It is refused, or IAM was asked too often: one that is there serves all the same. */
  readonly error?: AccountError;
}

/**
 * Has a new report made, unless there is one that is at most four hours old.
 * @throws AccountError where the credentials are good for nothing
 */
export async function requestCredentialReport(
  iam: IAMClient,
  calls: Calls,
): Promise<CredentialReportRequest> {
  try {
    const { State } = await calls.make('iam:GenerateCredentialReport', (options) =>
      iam.send(new GenerateCredentialReportCommand({}), options),
    );
    return { isNew: State === 'STARTED' };
  } catch (error) {
    return { isNew: false, error: asOfReport(error) };
  }
}

/**
 * The account's credential report, once it was requested. How old it may be is IAM's to say: one of more than four
 * hours it answers with ReportExpired. That there is none keeps no account from being read.
 * @throws AccountError where the credentials are good for nothing
 */
export async function fetchCredentialReport(
  iam: IAMClient,
  calls: Calls,
  request: CredentialReportRequest,
): Promise<CredentialReport> {
  try {
    return await waitForCredentialReport(iam, calls, request);
  } catch (error) {
    const { message } = asOfReport(error);
    return {
      rows: new Map(),
      root: noCredentialReport,
      generatedAt: { unknown: message },
      isNew: false,
    };
  }
}

async function waitForCredentialReport(
  iam: IAMClient,
  calls: Calls,
  first: CredentialReportRequest,
): Promise<CredentialReport> {
  let [request, requests] = [first, 1];
  for (const wait of WAITS) {
    const answer = await askForCredentialReport(iam, calls);
    if (answer instanceof AccountError) {
      // The SDK has tried that many times over.
      if (request.error) throw request.error;
      if (requests === MOST_REQUESTS) throw answer;
      const again = await requestCredentialReport(iam, calls);
      requests += 1;
      request = { ...again, isNew: again.isNew || request.isNew };
    } else if (answer !== 'in progress')
      return { ...parsed(calls.accountId, answer), isNew: request.isNew };
    await calls.pause(wait);
  }
  throw failed(calls.accountId, 'the report was not ready in time');
}

/** @returns the error where there is no report, or one that has expired */
async function askForCredentialReport(
  iam: IAMClient,
  calls: Calls,
): Promise<GetCredentialReportCommandOutput | 'in progress' | AccountError> {
  try {
    return await calls.make('iam:GetCredentialReport', (options) =>
      iam.send(new GetCredentialReportCommand({}), options),
    );
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    switch (error.cause instanceof Error && error.cause.name) {
      case 'CredentialReportNotReadyException':
        return 'in progress';
      case 'CredentialReportExpiredException':
      case 'CredentialReportNotPresentException':
        return error;
      default:
        throw error;
    }
  }
}

/** @throws whatever is wrong with more than the report */
function asOfReport(error: unknown): AccountError {
  if (!(error instanceof AccountError) || error.isOfCredentials) throw error;
  return error;
}

function parsed(
  accountId: string,
  { Content = new Uint8Array(), GeneratedTime }: GetCredentialReportCommandOutput,
): Omit<CredentialReport, 'isNew'> {
  // What it says would be of no time.
  if (!GeneratedTime) throw failed(accountId, 'the report does not say when it was made');
  try {
    const csv = new TextDecoder().decode(Content);
    return { ...parseCredentialReport(csv, GeneratedTime), generatedAt: GeneratedTime };
  } catch (cause) {
    throw failed(accountId, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function failed(accountId: string, problem: string, options?: ErrorOptions): AccountError {
  return new AccountError('report-failed', accountId, 'iam:GetCredentialReport', problem, options);
}
