import {
  CredentialReportNotReadyException,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type GetCredentialReportCommandOutput,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { AccountError } from '../../account-error';
import type { Calls } from './calls';
import { parseCredentialReport, type ReportRow } from './credential-report';

/** How long a report may take: these many milliseconds between one question and the next. */
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** The account as it stood when AWS made the report. */
export interface CredentialReport {
  /** By user name. */
  readonly rows: ReadonlyMap<string, ReportRow>;
  readonly generatedAt: Date;
}

/**
 * Has a new report made, unless there is one that is at most four hours old.
 * @returns whether it is being made from now on, and so knows of everything until now. That is IAM's word: clocks
 *   need not agree.
 */
export async function requestReport(iam: IAMClient, calls: Calls): Promise<boolean> {
  const { State } = await calls.make('iam:GenerateCredentialReport', (options) =>
    iam.send(new GenerateCredentialReportCommand({}), options),
  );
  return State === 'STARTED';
}

/**
 * The account's credential report, once it was requested.
 * @throws AccountError `report-failed` where there is none within a minute and a half
 */
export async function fetchReport(iam: IAMClient, calls: Calls): Promise<CredentialReport> {
  for (const wait of WAITS) {
    const answer = await calls.make('iam:GetCredentialReport', async (options) => {
      try {
        return await iam.send(new GetCredentialReportCommand({}), options);
      } catch (error) {
        if (error instanceof CredentialReportNotReadyException) return undefined;
        throw error;
      }
    });
    if (answer) return parsed(calls.accountId, answer);
    await calls.pause(wait);
  }
  throw failed(calls.accountId, 'the report was not ready in time');
}

function parsed(
  accountId: string,
  { Content = new Uint8Array(), GeneratedTime }: GetCredentialReportCommandOutput,
): CredentialReport {
  // What it says would be of no time.
  if (!GeneratedTime) throw failed(accountId, 'the report does not say when it was made');
  try {
    const rows = parseCredentialReport(new TextDecoder().decode(Content));
    return { rows, generatedAt: GeneratedTime };
  } catch (cause) {
    throw failed(accountId, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function failed(accountId: string, problem: string, options?: ErrorOptions): AccountError {
  return new AccountError('report-failed', accountId, 'iam:GetCredentialReport', problem, options);
}
