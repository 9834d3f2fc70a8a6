import {
  CredentialReportNotReadyException,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { AccountError } from '../../account-error';
import type { Calls } from './calls';
import { parseCredentialReport, type ReportRow } from './credential-report';

/** How long a report may take: these many milliseconds between one question and the next. */
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** Has a new report made, unless there is one that is at most four hours old. */
export async function requestReport(iam: IAMClient, calls: Calls): Promise<void> {
  await calls.make('iam:GenerateCredentialReport', (options) =>
    iam.send(new GenerateCredentialReportCommand({}), options),
  );
}

/**
 * The account's credential report, once it was requested.
 * @throws AccountError `report-failed` where there is none within a minute and a half
 */
export async function fetchReport(
  iam: IAMClient,
  calls: Calls,
): Promise<ReadonlyMap<string, ReportRow>> {
  for (const wait of WAITS) {
    const content = await calls.make('iam:GetCredentialReport', async (options) => {
      try {
        const { Content } = await iam.send(new GetCredentialReportCommand({}), options);
        return Content ?? new Uint8Array();
      } catch (error) {
        if (error instanceof CredentialReportNotReadyException) return undefined;
        throw error;
      }
    });
    if (content) return parsed(calls.accountId, content);
    await calls.pause(wait);
  }
  throw failed(calls.accountId, 'the report was not ready in time');
}

function parsed(accountId: string, content: Uint8Array): ReadonlyMap<string, ReportRow> {
  try {
    return parseCredentialReport(new TextDecoder().decode(content));
  } catch (cause) {
    throw failed(accountId, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function failed(accountId: string, problem: string, options?: ErrorOptions): AccountError {
  return new AccountError('report-failed', accountId, 'iam:GetCredentialReport', problem, options);
}
