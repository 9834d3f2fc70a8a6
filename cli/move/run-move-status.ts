import { version } from '../../package.json';
import type * as moveStatusPage from '../../reports/html/move-status';
import { isUnknown } from '../../rules/model';
import { composeMoveStatus } from '../../rules/person/compose-move-status';
import type { MoveStatus } from '../../rules/person/move-status';
import { assertComplete, unreadAccounts } from '../incomplete';
import { coloursFor, openOutput } from '../output';
import { checkReadingOptions, type ReadingOptions } from '../reading/check-options';
import { read } from '../reading/read';
import { statusProject } from './status-project';
import { renderMoveStatus } from './status-table';

/* eslint-disable @typescript-eslint/no-require-imports -- The page, which only --html needs. Not import(): that is
   Node's own loader, which knows no TypeScript. */
const loadPage = () => require('../../reports/html/move-status') as typeof moveStatusPage;
/* eslint-enable @typescript-eslint/no-require-imports */

export interface MoveStatusOptions extends ReadingOptions {
  readonly format: 'table' | 'json';
  readonly out?: string;
  readonly html?: string;
  /** The folder of Pulumi.yaml. */
  readonly project?: string;
}

/** @throws CliError, also for what could not be read, after the status was written */
export async function runMoveStatus(options: MoveStatusOptions): Promise<void> {
  checkReadingOptions(options);
  const { untaggedAs, html } = options;
  const { settings, withoutUser } = statusProject(options);
  const output = openOutput(options.out);
  const page = html === undefined ? undefined : openOutput(html, '--html');
  const { now, readings, ledgers } = await read(options, { settings });
  const status = composeMoveStatus({
    keyturnVersion: version,
    ...{ readings, ledgers, settings, now, untaggedAs, withoutUser },
  });
  await page?.write(loadPage().renderMoveStatusHtml(status));
  await output.write(
    options.format === 'json'
      ? `${JSON.stringify(status, undefined, 2)}\n`
      : renderMoveStatus(status, coloursFor(options.out)),
  );
  assertComplete(missingIn(status), 'output');
}

function missingIn({ accounts, people }: MoveStatus): readonly string[] {
  const unread = accounts.filter((account) => account.unread !== undefined);
  const noReport = accounts.filter(({ credentialReportAt }) => isUnknown(credentialReportAt));
  const unseen = people.filter(({ enabledKeys }) => isUnknown(enabledKeys));
  const names = (some: readonly { readonly name: string }[]) =>
    some.map(({ name }) => name).join(', ');
  return [
    ...unreadAccounts(unread, accounts.length),
    ...(noReport.length > 0 ? [`there is no credential report of ${names(noReport)}`] : []),
    ...(unseen.length > 0
      ? [`of ${unseen.map(({ userName }) => userName).join(', ')} the keys could not be seen`]
      : []),
  ];
}
